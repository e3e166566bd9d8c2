// biome-ignore-all lint/suspicious/noTemplateCurlyInString: HCL's own template syntax
import { expect, test } from "vitest";
import { readSecond } from "../../src/cross-check/second-parser.ts";

test("each text has its opinion, also behind one that breaks the parser", { timeout: 120_000 }, () => {
  const told: number[] = [];
  const opinions = readSecond(["a = 1\n", "a = ]\n", 'a = "x${null}"\n', "b {}\n", ""], {
    progress: (done) => told.push(done),
  });
  expect(opinions).toEqual([
    { kind: "read", tree: { a: 1 } },
    { kind: "rejected" },
    { kind: "gave-up", detail: "it broke down: value is null" },
    { kind: "read", tree: { b: [{}] } },
    { kind: "read", tree: {} },
  ]);
  expect(told).toEqual([0, 3, 5]);
});

test("deep nesting breaks the parser, not us", { timeout: 120_000 }, () => {
  const deep = `a = ${"[".repeat(50_000)}${"]".repeat(50_000)}\n`;
  const [first, second] = readSecond([deep, "a = 1\n"]);
  expect(first?.kind).toBe("gave-up");
  expect(second).toEqual({ kind: "read", tree: { a: 1 } });
});

test("a text that takes too long is given up, and after three of them the rest is", () => {
  const texts = Array.from({ length: 5 }, () => "a = 1\n");
  expect(readSecond(texts, { limit: () => 5 })).toEqual([
    { kind: "gave-up", detail: "it took more than 1 s" },
    { kind: "gave-up", detail: "it took more than 1 s" },
    { kind: "gave-up", detail: "it took more than 1 s" },
    { kind: "gave-up", detail: "it took too long for 3 files before this one" },
    { kind: "gave-up", detail: "it took too long for 3 files before this one" },
  ]);
  expect(readSecond([])).toEqual([]);
});
