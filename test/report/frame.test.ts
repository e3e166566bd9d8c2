import { describe, expect, it } from "vitest";
import { type FrameOptions, frame } from "../../src/report/frame.ts";
import type { At } from "../../src/text/span.ts";
import { source, span } from "./builders.ts";

function shown(where: At, more: Partial<FrameOptions> = {}): string[] {
  return frame(where, { width: 60, masks: [], ...more }).map((line) => `${line.number ?? ""}|${line.text}`);
}

describe("frame", () => {
  const text = 'resource "a" "b" {\n  one   = 1\n  two   = 2\n  three = false\n  four  = 4\n  five  = 5\n}\n';

  it("shows the line, its carets and a few neighbours", () => {
    expect(shown(span(source("a.tf", text), "false"))).toEqual([
      "2|  one   = 1",
      "3|  two   = 2",
      "4|  three = false",
      "|          ^^^^^",
      "5|  four  = 4",
    ]);
  });

  it("stops at a blank line", () => {
    expect(shown(span(source("a.tf", "one = 1\n\ntwo = 2\n\nthree = 3\n"), "2"))).toEqual([
      "3|two = 2",
      "|      ^",
    ]);
  });

  it("expands tabs and keeps the carets under wide characters", () => {
    expect(shown(span(source("a.tf", '\tname = "漢字" # false\n'), "false"))).toEqual([
      '1|  name = "漢字" # false',
      "|                  ^^^^^",
    ]);
  });

  it("cuts a long line around the span", () => {
    const long = `${"a".repeat(300)}HERE${"b".repeat(300)}`;
    const [line, caret] = shown(span(source("a.json", long), "HERE"), { width: 40 });
    expect(line).toMatch(/^1\|…a+HEREb+…$/);
    expect(line?.length).toBe(42);
    expect(line?.indexOf("HERE")).toBe((caret?.indexOf("^") ?? 0) + 1);
  });

  it("survives a minified file of megabytes", () => {
    const long = `${"x".repeat(3_000_000)}HERE`;
    const started = performance.now();
    expect(shown(span(source("a.json", long), "HERE"))).toHaveLength(2);
    expect(performance.now() - started).toBeLessThan(500);
  });

  it("leaves out the middle of a long block", () => {
    const block = `resource "a" "b" {\n${"  x = 1\n".repeat(20)}}`;
    const lines = shown(span(source("a.tf", block), block));
    expect(lines).toEqual(['1|resource "a" "b" {', "2|  x = 1", "|⋮", "22|}"]);
  });

  it("points at an empty file and past the end", () => {
    const empty = source("a.tf", "");
    expect(shown({ source: empty, start: 0, end: 0 })).toEqual(["1|", "|^"]);
    expect(shown({ source: empty, start: 9, end: 12 })).toEqual(["1|", "|^"]);
  });

  it("shows no escape codes", () => {
    const hostile = source("a.tf", 'name = "\u001b[2J\u202e" # false\n');
    expect(shown(span(hostile, "false"))).toEqual([
      '1|name = "␛[2J\\u{202e}" # false',
      "|                        ^^^^^",
    ]);
  });
});

describe("frame of a secret", () => {
  it("masks the value and keeps quotes and key", () => {
    const where = span(source("a.yaml", 'password: "hunter2"\nother: 1\n', "kubernetes"), '"hunter2"');
    expect(shown(where, { masks: [where], alone: true })).toEqual([
      '1|password: "•••••••"',
      "|          ^^^^^^^^^",
    ]);
  });

  it("keeps a key that lies inside the span", () => {
    const assignment = span(source("a.tf", 'password = "hunter2"\n'), 'password = "hunter2"');
    expect(shown(assignment, { masks: [assignment], alone: true })[0]).toBe('1|password = "•••••••"');
    const env = span(source(".env", "TOKEN=abc=def\n", "dotenv"), "TOKEN=abc=def");
    expect(shown(env, { masks: [env], alone: true })[0]).toBe("1|TOKEN=•••••••");
  });

  it("takes no part of a secret for a key", () => {
    for (const secret of ["postgres://u:p@h/db", "YWJjZGVm==", "abc:def", '"a: b"', "user=x"]) {
      const where = span(source("a.yaml", `- ${secret}\n`, "kubernetes"), secret);
      expect(shown(where, { masks: [where], alone: true })[0]?.replace(/[•\s"|1-]/g, "")).toBe("");
    }
  });

  it("shows one masked line of a secret over several", () => {
    const key = "<<EOT\nBEGIN\nabcdef\nEOT";
    const where = span(source("a.tf", `key = ${key}\n`), key);
    expect(shown(where, { masks: [where], alone: true })).toEqual(["1|key = •••••", "|⋮"]);
  });

  it("masks a neighbour's secret too", () => {
    const of = source("a.tf", 'password  = "hunter2"\nencrypted = false\n');
    expect(shown(span(of, "false"), { masks: [span(of, '"hunter2"')] })[0]).toBe('1|password  = "•••••••"');
  });
});
