import { expect, test } from "vitest";
import type { Block, HclFile } from "../../../../src/parse/hcl/ast.ts";
import { parseHclJson } from "../../../../src/parse/hcl/json/parser.ts";
import { Source } from "../../../../src/text/source.ts";

function parse(text: string, path = "main.tf.json"): HclFile {
  return parseHclJson(new Source(path, path.includes("tfvars") ? "tfvars" : "terraform", text), (type) =>
    type === "aws_x" ? { list: "[s", nested: { inner: { a: "s" }, map: "[s" } } : undefined,
  );
}

const outline = ({ type, labels, body }: Block): unknown => ({
  [`${type} ${labels.join(" ")}`.trim()]: [
    ...body.attributes.map((attribute) => attribute.name),
    ...body.blocks.map(outline),
  ],
});
const problems = (file: HclFile) =>
  file.diagnostics.map(({ code, severity, message, at }) => {
    const { line, column } = (at as NonNullable<typeof at>).source.lines.at(at?.start ?? 0);
    return `${line}:${column} ${severity} ${code} ${message}`;
  });

test("labels nest, lists repeat blocks, and the document itself may be a list", () => {
  const file = parse(`[
    {"resource": {"t": [{"a": {"v": 1}}, {"b": [{"v": 1}, {"v": 2}]}]}},
    {"locals": [{"x": 1}, {"y": 2}], "moved": {"from": "t.a", "to": "t.c"}, "import": null}
  ]`);
  expect(file.diagnostics).toEqual([]);
  expect(file.body.blocks.map(outline)).toEqual([
    { "resource t a": ["v"] },
    { "resource t b": ["v"] },
    { "resource t b": ["v"] },
    { locals: ["x"] },
    { locals: ["y"] },
    { moved: ["from", "to"] },
  ]);
});

test("the schema tells blocks from attributes, elsewhere the form does; comments are members named //", () => {
  const file = parse(`{"resource": {
    "aws_x": {"a": {
      "//": "crosswalk:ignore a -- b",
      "list": {"k": {"deep": 1}},
      "nested": {"map": {"k": {}}, "inner": [{"a": 1}, {"a": 2}]},
      "tags": {"//": "kept"}
    }},
    "other": {"b": {"rule": {"on": true}, "tags": {"a": "b"}, "rules": [{"a": 1}], "list": [1], "none": []}}
  }}`);
  expect(file.diagnostics).toEqual([]);
  expect(file.body.blocks.map(outline)).toEqual([
    { "resource aws_x a": ["list", "tags", { nested: ["map", { inner: ["a"] }, { inner: ["a"] }] }] },
    { "resource other b": ["tags", "list", "none", { rule: ["on"] }, { rules: ["a"] }] },
  ]);
  expect(file.comments.map((one) => file.source.text.slice(one.start, one.end))).toEqual([
    "crosswalk:ignore a -- b",
  ]);
});

test("what is broken is told with its place, and the rest is still read", () => {
  const cases: Array<[string, string[], unknown]> = [
    [
      '{"locals": {"a": 1,\n "b": @, "c": 3}}',
      ["2:7 error json-syntax A value must stand here."],
      [{ locals: ["a", "b", "c"] }],
    ],
    [
      '{"locals": {"a": 1\n "b": 2,}}',
      [
        "2:2 error json-syntax A comma or the closing bracket must stand here.",
        "2:9 error json-syntax A comma must not stand before the closing bracket.",
      ],
      [{ locals: ["a", "b"] }],
    ],
    [
      '{"locals": {"a": "\\q", "b": "x\ty", "c": 2}}',
      [
        "1:18 error json-syntax The string holds an escape that JSON does not know.",
        "1:29 error json-syntax The string holds a control character.",
      ],
      [{ locals: ["a", "b", "c"] }],
    ],
    [
      '{"locals": {"a": 1}, // no\n "output": {"x": {"value": 1}',
      [
        "1:22 error json-syntax JSON has no comments.",
        "2:30 error json-syntax The file ends before everything is closed.",
      ],
      [{ locals: ["a"] }, { "output x": ["value"] }],
    ],
    [
      '{"locals": {"a": "${1 +}", "b": 2, "a": 3}, "resorce": {}, "module": {"m": [1, {"source": "x"}]}}',
      [
        "1:24 error hcl-syntax A value must stand here.",
        '1:36 error json-syntax The attribute "a" is defined twice in this block.',
        '1:45 warning json-syntax Terraform has no block "resorce".',
        '1:77 error json-syntax A block "module" must be an object.',
      ],
      [{ locals: ["a", "b"] }, { "module m": ["source"] }],
    ],
    ["", ["1:1 error json-syntax The file holds no JSON value."], []],
    ["3", ["1:1 error json-syntax This must be an object."], []],
    ['{"a": 1} x', ["1:10 error", "1:2 warning"], []],
  ];
  for (const [text, told, blocks] of cases) {
    const file = parse(text);
    const found = problems(file);
    expect(found.length, text).toBe(told.length);
    for (const [i, one] of told.entries()) expect(found.sort()[i], text).toContain(one);
    expect(file.body.blocks.map(outline), text).toEqual(blocks);
  }
});

test("strings are templates with exact places, literal in variable files and defaults", () => {
  const text = '{"locals": {"a": "x\\n\\"\\u00e9${ upper(var.name) }$${no}%{ if true }y%{ endif }"}}';
  const value = parse(text).body.blocks[0]?.body.attributes[0]?.value;
  if (value?.kind !== "template") throw new Error("no template");
  expect(value.parts.map((part) => part.kind)).toEqual(["text", "interpolation", "text", "if"]);
  const part = value.parts[1];
  if (part?.kind !== "interpolation" || part.value.kind !== "call") throw new Error("no call");
  const [name] = part.value.args;
  expect(text.slice(part.value.start, part.value.end)).toBe("upper(var.name)");
  expect(text.slice(name?.start, name?.end)).toBe("var.name");
  expect(value.parts[0]).toMatchObject({ text: 'x\n"é' });
  expect(value.parts[2]).toMatchObject({ text: "${no}" });

  const [given] = parse('{"x": ["${a}", {"${b}": 1}]}', "terraform.tfvars.json").body.attributes;
  expect(JSON.stringify(given)).not.toContain("interpolation");
  expect(parse('{"x": "~}\\nEND\\nEND_ ${1}"}', "a.tf.json").diagnostics.length).toBe(1);
  const ends = parse('{"locals": {"x": "~}\\nEND\\nEND_ ${1}\\n"}}').body.blocks[0]?.body.attributes[0]
    ?.value;
  expect(ends).toMatchObject({ parts: [{ text: "~}\nEND\nEND_ " }, {}, { text: "\n" }] });
});

test("hostile documents end soon: depth, many members, long strings, many errors", () => {
  const started = performance.now();
  const deep = parse(`{"locals": {"a": ${'{"x":['.repeat(60_000)}`);
  expect(deep.diagnostics.map((one) => one.code)).toContain("hcl-depth");
  expect(parse("[".repeat(500_000)).diagnostics.length).toBeGreaterThan(0);
  const many = Array.from({ length: 100_000 }, (_, i) => `"k${i}": "\${var.v${i}}"`).join(",");
  expect(parse(`{"locals": {${many}}}`).body.blocks[0]?.body.attributes.length).toBe(100_000);
  const long = parse(`{"locals": {"a": "${"\\u0041".repeat(300_000)}\${x}${"$".repeat(300_000)}"}}`);
  expect(long.diagnostics).toEqual([]);
  expect(parse(`{${'"a" 1 '.repeat(100_000)}`).diagnostics.length).toBeLessThanOrEqual(101);
  expect(parse(`{"locals": {"a": "${"${".repeat(100_000)}"}}`).diagnostics.length).toBeGreaterThan(0);
  expect(parse(`{"locals": {"a": "${"END".repeat(200_000)}\${1}"}}`).diagnostics).toEqual([]);
  expect(performance.now() - started).toBeLessThan(8_000);
});
