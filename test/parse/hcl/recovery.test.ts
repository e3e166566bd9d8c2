// biome-ignore-all lint/suspicious/noTemplateCurlyInString: HCL's own template syntax
import { describe, expect, test } from "vitest";
import { pointed, read } from "./reading.ts";

/** Names of all attributes and blocks with what they hold: `a b=? c{d}`; `=?` marks an invalid value. */
function outline(body: ReturnType<typeof read>["body"]): string {
  const attributes = body.attributes.map((one) =>
    one.value.kind === "invalid" ? `${one.name}=?` : one.name,
  );
  const blocks = body.blocks.map((one) => `${[one.type, ...one.labels].join(".")}{${outline(one.body)}}`);
  return [...attributes, ...blocks].join(" ");
}

describe("one broken thing never hides the next", () => {
  test.each([
    ["a value that is missing", "a =\nb = 1\n", "a=? b"],
    ["a quote that is not closed", 'a = "x\nb = 1\n', "a=? b"],
    ["a bracket that is not closed", "a = [1,\nb = 2\n", "a=? b"],
    ["a bracket of many lines", "a = [\n  1 2,\n  3\n]\nb = 1", "a=? b"],
    ["an object of many lines", "a = {\n  b = = 1\n  c = 2\n}\nd = 1", "a=? d"],
    ["an interpolation that is not closed", 'a = "${x"\nb = 1', "a=? b"],
    ["an interpolation over lines", 'a = "${[1 2\n]}"\nb = 1', "a=? b"],
    ["a heredoc that is not closed", "a {\n  b = <<E\n  x\n}\nc {\n}\n", "a{b=?} c{}"],
    ["a comment that is not closed", "a = /* x\nb = 1", "a=? b"],
    ["text that is no item", "a = 1\n?? x\nb = 2", "a b"],
    ["a name alone", "a\nb = 2", "b"],
    ["a colon", "a : 1\nb = 2", "b"],
    ["a quoted name", '"a" = 1\nb = 2', "b"],
    ["curly quotes", "a = “x”\nb = 2", "a=? b"],
    ["a broken label", 'a "b {\n}\nc {\n}', "c{}"],
    ["a label with a template", 'a "${b}" {\n  c = 1\n}\nd {}', "d{}"],
    ["an attribute in a block", "a {\n  b = (1\n  c = 2\n}\nd {\n}", "a{b=? c} d{}"],
    ["a brace too many", "a {\n}\n}\nb {\n}", "a{} b{}"],
    ["commas between attributes", "a = 1, b = 2\nc = 3", "a b c"],
  ])("%s", (_, text, wanted) => {
    const file = read(text);
    expect(outline(file.body)).toBe(wanted);
    expect(file.diagnostics.length).toBeGreaterThan(0);
    for (const one of file.diagnostics) {
      expect(one).toMatchObject({ code: "hcl-syntax", severity: "error" });
      expect(one.hint).toBeTruthy();
    }
  });

  test("a block that is not closed ends where the indentation says so", () => {
    const file = read('a "b" {\n  c = 1\n\na "d" {\n  e {\n    f = 1\n\n  g = 2\n}\n\nh {\n}\n');
    expect(outline(file.body)).toBe("a.b{c} a.d{g e{f}} h{}");
    expect(pointed(file)).toEqual(['hcl-syntax "{"', 'hcl-syntax "{"']);
  });

  test("comments that are read twice are listed once", () => {
    expect(read("a {\n  # b\n  c = [1 2 # d\n  ]\n").comments).toHaveLength(2);
  });
});

test("after an error the rest of that attribute is quiet", () => {
  expect(pointed(read("a = [1 2 ) ( + \n]\nb = 1"))).toEqual(['hcl-syntax "2"']);
});

test("an invalid value spans what was passed over", () => {
  const text = "a = [1 2,\n  3]  \nb = 1";
  const value = read(text).body.attributes[0]?.value;
  expect(text.slice(value?.start, value?.end)).toBe("[1 2,\n  3]");
});

test("a hundred errors are listed, and that there are more", () => {
  const file = read("a\n".repeat(500));
  expect(file.diagnostics).toHaveLength(101);
  expect(file.diagnostics[100]?.message).toContain("more errors");
});
