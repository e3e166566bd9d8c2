import { describe, expect, test } from "vitest";
import { read } from "./reading.ts";

test("an attribute's spans", () => {
  expect(read("\n  b-1 = 2 # c\n").body).toEqual({
    attributes: [
      {
        name: "b-1",
        nameSpan: { start: 3, end: 6 },
        value: { kind: "literal", value: 2, start: 9, end: 10 },
        start: 3,
        end: 10,
      },
    ],
    blocks: [],
    start: 0,
    end: 15,
  });
});

test("a block's spans: head up to the last label, body with its braces", () => {
  expect(read('resource "b" c {\n  d = 1\n}\n').body.blocks).toMatchObject([
    {
      type: "resource",
      labels: ["b", "c"],
      head: { start: 0, end: 14 },
      body: { attributes: [{ name: "d" }], start: 15, end: 26 },
      start: 0,
      end: 26,
    },
  ]);
});

test.each(["a {}", "a{}", "a { b = 1 }", "a {\n}", "a {\n\n  b {\n  }\n}", 'a "b\\n" {}', 'a "$${b}" {}'])(
  "%s is a block",
  (text) => {
    const file = read(text);
    expect(file.diagnostics).toEqual([]);
    expect(file.body.blocks).toHaveLength(1);
  },
);

test("comments stand anywhere and are kept with their spans", () => {
  const text = "# b\na /* c */ = [ // d\n1 # e\r\n]\n/* f\n*/ g {} // h";
  const file = read(text);
  expect(file.diagnostics).toEqual([]);
  expect(file.comments.map((one) => text.slice(one.start, one.end))).toEqual([
    "# b",
    "/* c */",
    "// d",
    "# e",
    "/* f\n*/",
    "// h",
  ]);
});

test("CRLF and a byte order mark change nothing", () => {
  const file = read("\ufeffa = 1\r\nb {\r\n  c = [\r\n    2\r\n  ]\r\n}\r\n");
  expect(file.diagnostics).toEqual([]);
  expect(file.body).toMatchObject({
    attributes: [{ start: 0 }],
    blocks: [{ body: { attributes: [{ name: "c" }] } }],
  });
});

describe("an attribute defined twice", () => {
  test.each([2, 30])("among %d is reported at the second name; the first one counts", (count) => {
    const text = Array.from({ length: count }, (_, i) => `a${i} = ${i}`).join("\n");
    const file = read(`${text}\na1 = "again"`);
    expect(file.diagnostics).toMatchObject([
      { code: "hcl-syntax", at: { start: text.length + 1, end: text.length + 3 } },
    ]);
    expect(file.body.attributes).toHaveLength(count);
    expect(file.body.attributes[1]).toMatchObject({ name: "a1", value: { value: 1 } });
  });

  test("in another block is none", () => {
    expect(read("a = 1\nb {\n  a = 1\n}\nb {\n  a = 1\n}").diagnostics).toEqual([]);
  });
});
