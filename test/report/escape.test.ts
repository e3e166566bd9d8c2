import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { relativeUri, safeJson, visible, visibleCode } from "../../src/report/escape.ts";

const UNSAFE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;

const hostile = fc
  .array(
    fc.constantFrom(
      "a",
      "é",
      "漢",
      "🔒",
      "\u001b[31m",
      "\u009b2J",
      "\u202e",
      "\u2066",
      "\ufeff",
      "\u0007",
      "\r\n",
      "\t",
      "\ud800",
      "##[error]",
      "##vso[task.setvariable variable=x]y",
      "::set-env name=x::",
      " ",
    ),
    { maxLength: 30 },
  )
  .map((parts) => parts.join(""));

describe("visible", () => {
  it("shows control characters instead of sending them", () => {
    expect(visible("\u001b[31mred\u001b[0m")).toBe("␛[31mred␛[0m");
    expect(visible("bell\u0007 del\u007f csi\u009b2J")).toBe("bell␇ del␡ csi\\u{9b}2J");
  });

  it("shows bidirectional and invisible characters", () => {
    expect(visible("user\u202e\u2066name\u200b")).toBe("user\\u{202e}\\u{2066}name\\u{200b}");
    expect(visible("tag\u{e0041}")).toBe("tag\\u{e0041}");
    expect(visible("half\ud83d")).toBe("half\ufffd");
  });

  it("keeps one line one line", () => {
    expect(visible("a\r\nb\tc")).toBe("a b c");
  });

  it("leaves other text of any language alone", () => {
    const text = "naïve 漢字 🔒 ❤️ русский";
    expect(visible(text)).toBe(text);
  });

  it("says nothing that a CI system takes as a command", () => {
    expect(visible("::error file=x::y")).toBe(":\\:error file=x::y");
    expect(visible("see ::add-mask::y")).toBe("see :\\:add-mask::y");
    expect(visible("##vso[task.complete]")).toBe("##vso\\[task.complete]");
    expect(visibleCode("x ##[group]y")).toBe("x ##\\[group]y");
    expect(visible("arn:aws:s3:::bucket")).toBe("arn:aws:s3:::bucket");
  });

  it("holds for any mixture", () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const out = visible(text);
        expect(out).not.toMatch(UNSAFE);
        expect(out).not.toMatch(/##\w*\[/);
        expect(out).not.toMatch(/(^|\s)::[a-z]/i);
      }),
    );
  });
});

describe("safeJson", () => {
  it("writes what is unsafe as escapes and still parses to the same", () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const json = safeJson({ [text]: [text] });
        expect(json.replaceAll("\n", "")).not.toMatch(UNSAFE);
        expect(json).not.toMatch(/##/);
        expect(JSON.parse(json)).toEqual({ [text]: [text] });
      }),
    );
  });
});

describe("relativeUri", () => {
  it("encodes every segment and keeps the slashes", () => {
    expect(relativeUri("envs/prod eu/a#b?c%.tf")).toBe("envs/prod%20eu/a%23b%3Fc%25.tf");
    expect(relativeUri("./ünï.tf")).toBe("%C3%BCn%C3%AF.tf");
    expect(relativeUri("a\\b.tf")).toBe("a/b.tf");
  });

  it("cannot be an absolute URI or empty", () => {
    expect(relativeUri("javascript:alert(1)")).toBe("javascript%3Aalert(1)");
    expect(relativeUri("")).toBe(".");
    expect(relativeUri("half\ud83d")).toBe("half%EF%BF%BD");
  });
});
