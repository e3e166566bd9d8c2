import { describe, expect, test } from "vitest";
import { constant } from "./constant.ts";
import { expressionOf, pointed, read, sketch } from "./reading.ts";

function shape(expression: string): string {
  const text = `a = ${expression}\n`;
  return sketch(text, expressionOf(text));
}

describe("operators", () => {
  test.each([
    ["1 + 2 * 3 - 4", 3],
    ["8 / 4 / 2", 1],
    ["-2 + 5", 3],
    ["1 + 1 == 2 && 3 < 4", true],
    ["true || false && false", true],
    ["!true || true", true],
    ["1 < 2 == true", true],
    ["- - 3", 3],
    ["7 % 4 != 3", false],
    ["true ? 1 : false ? 2 : 3", 1],
    ["false ? 1 : false ? 2 : 3", 3],
    ["(1 + 2) * 3", 9],
  ])("%s is %j", (text, value) => {
    expect(constant(expressionOf(`a = ${text}`))).toBe(value);
  });

  test("spans reach from the first operand to the last", () => {
    expect(shape("b + c * -d")).toBe(
      "binary<b + c * -d>(variable<b> binary<c * -d>(variable<c> unary<-d>(variable<d>)))",
    );
    expect(shape("!b.c == d")).toBe("binary<!b.c == d>(unary<!b.c>(get<b.c>(variable<b>)) variable<d>)");
    expect(shape("b ? c : d")).toBe("conditional<b ? c : d>(variable<b> variable<c> variable<d>)");
  });
});

describe("traversals", () => {
  test("attributes, indexes and legacy indexes", () => {
    expect(shape('b.c[0]["d"].e')).toBe(
      'get<b.c[0]["d"].e>(index<b.c[0]["d"]>(index<b.c[0]>(get<b.c>(variable<b>) literal<0>) template<"d">))',
    );
    const legacy = expressionOf("a = b.0.c.1e0");
    expect(legacy).toMatchObject({ name: "1", object: { name: "c", object: { name: "0", end: 7 }, end: 9 } });
    expect(pointed(read("a = b.0.1"))).toEqual(['hcl-syntax "0.1"']);
  });

  test("newlines count for nothing inside brackets and parentheses", () => {
    expect(shape("(b\n.c[\n0\n])")).toContain("index<b\n.c[\n0\n]>");
    expect(read("a = b\n.c\n").diagnostics).not.toHaveLength(0);
  });

  test("a full splat takes every further step, a splat with a dot only names", () => {
    expect(expressionOf("a = b[*].c[0].d")).toMatchObject({ kind: "splat", full: true, start: 4, end: 15 });
    expect(expressionOf("a = b[*].c[0].d")).toHaveProperty("steps", [
      "c",
      expect.objectContaining({ value: 0 }),
      "d",
    ]);
    expect(expressionOf("a = b.*.c.0[1]")).toMatchObject({
      kind: "index",
      object: { kind: "splat", full: false, steps: ["c", "0"], start: 4, end: 11 },
      end: 14,
    });
  });

  test("a splat inside a splat keeps its own steps", () => {
    expect(expressionOf("a = b[*].c[*].d")).toMatchObject({
      steps: ["c"],
      nested: { full: true, steps: ["d"] },
      end: 15,
    });
    expect(pointed(read("a = b.*.c.*.d"))).toHaveLength(1);
  });
});

describe("calls", () => {
  test("arguments, expansion and spans", () => {
    const call = expressionOf("a = f(b, c...)");
    expect(call).toMatchObject({
      name: "f",
      nameSpan: { start: 4, end: 5 },
      expand: true,
      start: 4,
      end: 14,
    });
    expect(shape("f(\n  b,\n  g(),\n)")).toBe("call<f(\n  b,\n  g(),\n)>(variable<b> call<g()>)");
  });

  test("namespaced functions", () => {
    const call = expressionOf("a = provider::aws::arn_parse(b)");
    expect(call).toMatchObject({
      name: "provider::aws::arn_parse",
      nameSpan: { start: 4, end: 28 },
      end: 31,
    });
  });

  test.each(["f(1 2)", "f(,)", "f(b..., )", "p::f", "f(...)"])("%s is refused", (text) => {
    expect(read(`a = ${text}`).diagnostics).toHaveLength(1);
  });
});

describe("collections", () => {
  test("tuples take newlines and a comma at the end", () => {
    expect(shape("[1,\n[b],\n]")).toBe("tuple<[1,\n[b],\n]>(literal<1> tuple<[b]>(variable<b>))");
  });

  test("objects take = and :, commas and newlines; bare keys are text", () => {
    const text = 'a = { b = 1, "c": 2\n d : 3\n\n (e) = 4, true = 5 }';
    const scope = { e: "E" };
    expect(constant(expressionOf(text), scope)).toEqual({ b: 1, c: 2, d: 3, E: 4, true: 5 });
    expect(expressionOf(text)).toMatchObject({
      items: [{ key: { kind: "template", heredoc: false, start: 6, end: 7 } }, {}, {}, {}, {}],
    });
  });

  test("a key that is an expression stays one", () => {
    expect(shape("{ b.c = 1, (d) = 2 }")).toBe(
      "object<{ b.c = 1, (d) = 2 }>(get<b.c>(variable<b>) literal<1> parentheses<(d)>(variable<d>) literal<2>)",
    );
  });

  test.each([
    "{b = 1 c = 2}",
    "{b = 1,, c = 2}",
    "{b\n= 1}",
    "{b =\n1}",
    "{b => 1}",
    "[1 2]",
    "[,]",
    "[1,,2]",
  ])("%s is refused", (text) => expect(read(`a = ${text}`).diagnostics).toHaveLength(1));
});

describe("for", () => {
  test("tuple with condition", () => {
    expect(expressionOf("a = [for b in c : b.d if b.e]")).toMatchObject({
      kind: "for",
      valueName: "b",
      grouping: false,
      condition: { kind: "get", start: 25, end: 28 },
      start: 4,
      end: 29,
    });
    expect(expressionOf("a = [for b in c : b]")).not.toHaveProperty("key");
  });

  test("object with key and grouping, over several lines", () => {
    const node = expressionOf("a = {\n  for k, v in c :\n  k => v...\n  if v != null\n}");
    expect(node).toMatchObject({
      keyName: "k",
      valueName: "v",
      grouping: true,
      key: { name: "k" },
      value: { name: "v" },
    });
  });

  test("a name that only begins with for is a name", () => {
    expect(shape("[fort]")).toBe("tuple<[fort]>(variable<fort>)");
  });
});

test.each([
  ["null", null],
  ["true", true],
  ["1.5e3", 1500],
  ["0.25", 0.25],
])("literal %s", (text, value) => {
  expect(expressionOf(`a = ${text}`)).toEqual({ kind: "literal", value, start: 4, end: 4 + text.length });
});
