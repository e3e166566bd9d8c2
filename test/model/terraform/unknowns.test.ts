import { describe, expect, test } from "vitest";
import type { Value } from "../../../src/model/value.ts";
import { evaluate, modelOne, plain, resource, valueAt } from "./harness.ts";

const variable = 'variable "x" {}\nvariable "y" {}\n';

describe("an unknown never becomes a guess", () => {
  test.each([
    ["var.x", "variable"],
    ["var.x.a[0].b", "variable"],
    ["!var.x", "variable"],
    ["var.x + 1", "variable"],
    ["var.x == null", "variable"],
    ["var.x ? 1 : 2", "variable"],
    ["upper(var.x)", "variable"],
    ["length(var.x)", "variable"],
    ['lookup(var.x, "a", 1)', "variable"],
    ["try(var.x.a, null)", "variable"],
    ["can(var.x.a)", "variable"],
    ["coalesce(var.x, 1)", "variable"],
    ["[for i in var.x : i]", "variable"],
    ["var.x[*].id", "variable"],
    ["contains([var.x], 1)", "variable"],
    // The match may begin in what is not known.
    ['replace("${var.x}-x", "ab-", "") == "x"', "variable"],
    ['replace("${var.x}-x", "-", "") == "y"', "variable"],
    ["timestamp()", "function"],
    ["t.r2.id", "computed"],
    ["data.d.e.id", "data"],
    ["module.m.out", "module"],
    ["path.cwd", "function"],
    ['file("nowhere.txt")', "outside-scan"],
  ])("%s is unknown: %s", (expression, cause) => {
    const more = `${variable}resource "t" "r2" {}\ndata "d" "e" {}\nmodule "m" { source = "org/m/aws" }\n`;
    expect(evaluate(expression, more)).toMatchObject({ kind: "unknown", cause });
  });

  test.each([
    ["false && var.x", false],
    ["var.x && false", false],
    ["true || var.x", true],
    ["var.x ? 1 : 1", 1],
    ["length([var.x, var.x])", 2],
    ["contains([1, var.x], 1)", true],
    ['"a-${var.x}" == "b"', false],
    ['startswith("arn:${var.x}", "arn:")', true],
    ['endswith("${var.x}.log", ".txt")', false],
    ["[var.x, 2][1]", 2],
    ["merge(var.x, {a = 1}).a", 1],
    ["concat([1], var.x)[0]", 1],
    ["jsondecode(jsonencode({a = 1, b = var.x})).a", 1],
    ["length(slice(var.x, 0, 3))", 3],
    ['coalesce("a${var.x}", "b") == ""', false],
  ])("%s is known: %j", (expression, value) => {
    expect(plain(evaluate(expression, variable))).toEqual(value);
  });
});

test("what is known of an unknown is kept", () => {
  const more = `${variable}resource "t" "b" {}\n`;
  const template = evaluate('"arn:${t.b.arn}/*"', more);
  expect(template).toMatchObject({ kind: "unknown", cause: "computed", refs: [{ key: "t.b", path: "arn" }] });
  expect(template.kind === "unknown" && template.parts?.map(plain)).toEqual([
    "arn:",
    "<computed t.b.arn>",
    "/*",
  ]);
  const merged = evaluate("merge({a = 1, b = 2}, var.x, {b = 3})", more);
  expect(merged.kind === "unknown" && merged.shape && plain(merged.shape)).toEqual({ a: "<variable>", b: 3 });
  const joined = evaluate("concat([1], var.x, [2])", more);
  expect(joined.kind === "unknown" && joined.shape && plain(joined.shape)).toEqual([1, "<variable>", 2]);
  const choice = evaluate("var.x ? t.b.id : t.b.arn", more);
  expect(plain(choice)).toBe("<variable t.b.id t.b.arn>");
});

test("documents keep their structure, in whatever way they are written", () => {
  const more = `${variable}resource "t" "b" {}\n`;
  const shapes = [
    'jsonencode({ Statement = [{ Effect = "Allow", Resource = "${t.b.arn}/*" }] })',
    '"{\\"Statement\\": [{\\"Effect\\": \\"Allow\\", \\"Resource\\": \\"${t.b.arn}/*\\"}]}"',
    '<<EOT\n{"Statement": [{"Effect": "Allow", "Resource": "${t.b.arn}/*"}]}\nEOT\n',
  ].map((expression) => {
    const value = evaluate(expression, more);
    return value.kind === "unknown" && value.shape && plain(value.shape);
  });
  const wanted = { Statement: [{ Effect: "Allow", Resource: "<computed t.b.arn>" }] };
  expect(shapes).toEqual([wanted, wanted, wanted]);
});

test("a document's parts have places inside the heredoc", () => {
  const unit = modelOne('resource "t" "r" {\n  p = <<-EOT\n    {\n      "Action": "s3:*"\n    }\n  EOT\n}\n');
  const { at } = valueAt(unit, "t.r", "p", "Action");
  expect(at.source.lines.at(at.start)).toEqual({ line: 4, column: 17 });
  expect(at.source.text.slice(at.start, at.end)).toBe('"s3:*"');
});

test("known values carry references too", () => {
  const unit = modelOne('resource "t" "a" { n = "x" }\nresource "t" "b" { m = t.a.n }\n');
  expect(valueAt(unit, "t.b", "m")).toMatchObject({
    kind: "string",
    value: "x",
    refs: [{ key: "t.a", path: "n" }],
  });
});

test("a finding lands on the attribute that uses a value, an item written inline on itself", () => {
  const unit = modelOne(
    'variable "l" {\n  default = [{ a = 1 }]\n}\nresource "t" "r" {\n  v = var.l\n  w = [{ a = 2 }]\n}\n',
  );
  const line = (...path: (string | number)[]) => {
    const { at } = valueAt(unit, "t.r", ...path);
    return at.source.text.slice(at.start, at.end);
  };
  expect([line("v"), line("v", 0, "a"), line("w", 0), line("w", 0, "a")]).toEqual([
    "var.l",
    "var.l",
    "{ a = 2 }",
    "2",
  ]);
});

test("null arguments of a resource are left to the provider", () => {
  const unit = modelOne(
    'resource "t" "a" { n = null }\nresource "t" "b" {\n  m = t.a.n\n  k = t.a.n == null\n}\n',
  );
  expect(plain(resource(unit, "t.a").values)).toEqual({ n: null });
  expect(plain(resource(unit, "t.b").values)).toEqual({ m: "<computed t.a.n>", k: "<computed t.a.n>" });
});

test("a whole resource handed on is unknown, with what is written of it", () => {
  const unit = modelOne(
    'resource "t" "a" { n = 1 }\nresource "t" "b" {\n  m = t.a\n  k = t.a.rule[*].x\n}\n',
  );
  const whole = valueAt(unit, "t.b", "m");
  expect(whole).toMatchObject({ kind: "unknown", cause: "computed", refs: [{ key: "t.a", path: "" }] });
  expect(plain(valueAt(unit, "t.b", "m", "n"))).toBe(1);
  expect(plain(valueAt(unit, "t.b", "k"))).toBe("<computed t.a.rule.x>");
});

/** Marks what is unknown in a shape, and goes into what is known of it. */
function known(value: Value): unknown {
  if (value.kind === "list") return value.items.map(known);
  if (value.kind === "object")
    return Object.fromEntries([...value.entries].map(([key, entry]) => [key, known(entry.value)]));
  if (value.kind !== "unknown") return plain(value);
  if (value.shape) return { "?": known(value.shape) };
  return value.parts
    ? value.parts.map((part) => (part.kind === "unknown" ? "?" : plain(part))).join("")
    : "?";
}

// `t.b.id` is computed, `var.x` has no value.
test.each<[string, unknown]>([
  ["jsonencode({ a = 1, b = t.b.id })", { "?": { a: 1, b: "?" } }],
  ["jsondecode(jsonencode({ a = 1, b = t.b.id }))", { a: 1, b: "?" }],
  ['jsondecode("{\\"a\\": [1, \\"${t.b.id}-x\\"]}")', { a: [1, "?-x"] }],
  ['jsondecode(<<EOT\n{ "a": "${t.b.id}", "c": 2 }\nEOT\n)', { a: "?", c: 2 }],
  ["yamldecode(jsonencode({ a = 1, b = t.b.id }))", { a: 1, b: "?" }],
  ["merge({ a = 1 }, { b = t.b.id })", { a: 1, b: "?" }],
  ["merge({ a = 1 }, var.x, { c = 3 })", { "?": { a: "?", c: 3 } }],
  ["concat([1], [t.b.id])", [1, "?"]],
  ["concat([1], var.x)", { "?": [1, "?"] }],
  ["flatten([[1], [[t.b.id]]])", [1, "?"]],
  ["flatten([[1], concat([2], var.x)])", { "?": [1, 2, "?"] }],
  ["flatten(concat([[1]], var.x))", { "?": [1, "?"] }],
  ["distinct(concat([1, 1], var.x))", { "?": [1, "?"] }],
  ['compact(["a", "", t.b.id])', ["a", "?"]],
  ['compact(concat(["a", ""], var.x))', { "?": ["a", "?"] }],
  ['setunion(["a"], var.x)', { "?": ["a", "?"] }],
  ["toset([t.b.id])", ["?"]],
  ['[for v in ["a", t.b.id] : { n = v }]', [{ n: "a" }, { n: "?" }]],
  ["{ for k, v in { a = t.b.id, c = 1 } : k => v }", { a: "?", c: 1 }],
  ['[for v in concat(["a"], var.x) : { n = v }]', { "?": [{ n: "a" }, { n: "?" }] }],
  [
    "[for v in [{ a = 1, on = true }, { a = 2, on = var.x }] : v if v.on]",
    { "?": [{ a: 1, on: true }, { "?": { a: 2, on: "?" } }] },
  ],
  ['lookup({ a = t.b.id, c = 1 }, "c", 2)', 1],
  ['lookup(merge(var.x, { c = 1 }), "c", 2)', 1],
  ['format("arn:%s/%s", t.b.id, "x")', "arn:?/x"],
  ['join("/", ["a", t.b.id, "c"])', "a/?/c"],
  ['"a ${t.b.id} %{ if true }c%{ endif }"', "a ? c"],
  ['"a %{ if var.x }one b%{ else }two b%{ endif } c"', "a ? b c"],
  ['var.x ? "arn:aws:s3:::a/*" : "arn:aws:s3:::b/*"', "arn:aws:s3:::?/*"],
  ['var.x ? "a" : "a"', "a"],
  ['var.x ? "ab" : "abb"', "ab?"],
  ["var.x ? { a = 1, b = 2 } : { a = 1, b = 3 }", { "?": { a: 1, b: "?" } }],
  ["var.x ? [1, { a = t.b.id }] : [2, { a = 1 }]", { "?": ["?", { "?": { a: "?" } }] }],
  ["var.x ? [1] : []", "?"],
  ["var.x ? { a = 1 } : null", "?"],
  ["jsondecode(var.x ? jsonencode({ a = 1, b = 1 }) : jsonencode({ a = 1, b = 2 }))", { a: 1, b: "?" }],
  ["{ (var.x) = 1, b = 2 }", { "?": { b: 2 } }],
  ["[t.b.id, 2][1]", 2],
  ['element(["a", t.b.id], 0)', "a"],
  ['zipmap(["a", "b"], [1, t.b.id])', { a: 1, b: "?" }],
  ["reverse([1, t.b.id])", ["?", 1]],
  ["slice([1, t.b.id, 3], 1, 3)", ["?", 3]],
  ["values({ a = t.b.id, b = 2 })", ["?", 2]],
  ["tomap({ a = t.b.id, b = 2 })", { a: "?", b: 2 }],
  ["try(t.b.id, 1)", "?"],
  ["one([t.b.id])", "?"],
  ['coalesce("a", t.b.id)', "a"],
  ["chunklist([1, t.b.id], 1)", [[1], ["?"]]],
  ["setproduct([1], [t.b.id])", [[1, "?"]]],
  ['formatlist("%s-x", ["a", t.b.id])', ["a-x", "?-x"]],
  ['sort([t.b.id, "a"])', ["?", "?"]],
  ["keys({ a = t.b.id })", ["a"]],
])("%s keeps what is known", (expression, wanted) => {
  expect(known(evaluate(expression, `${variable}resource "t" "b" {}\n`))).toEqual(wanted);
});

test("a dynamic block over a partly known list has the known blocks", () => {
  const unit = modelOne(`${variable}resource "t" "r" {
  dynamic "rule" {
    for_each = concat([{ port = 22 }], var.x)
    content { port = rule.value.port }
  }
}
`);
  expect(known(valueAt(unit, "t.r", "rule"))).toEqual([{ port: 22 }, { "?": { port: "?" } }]);
});
