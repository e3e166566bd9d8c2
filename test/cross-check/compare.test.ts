// biome-ignore-all lint/suspicious/noTemplateCurlyInString: HCL's own template syntax
import { expect, test } from "vitest";
import { compare } from "../../src/cross-check/compare.ts";
import type { Opinion } from "../../src/cross-check/second-parser.ts";
import { read } from "../parse/hcl/reading.ts";

const text = 'b "c" {\n  d = [1, "x${y}"]\n  e = { f = true }\n}\nb "g" {}\n';
const tree = (): Record<string, unknown> => ({ b: { c: [{ d: [1, "x${y}"], e: { f: true } }], g: [{}] } });

/** Path, place and text of each divergence. */
function divergences(of: string, opinion: Opinion): string[] {
  const file = read(of);
  const found = compare(file, opinion);
  if (found.kind !== "differs") return [found.kind];
  return found.divergences.map(
    ({ start, path, what }) => `${file.source.lines.at(start).line} ${path}: ${what}`,
  );
}

test("the same tree agrees", () => {
  expect(divergences(text, { kind: "read", tree: tree() })).toEqual(["agreed"]);
});

test.each([
  [
    "a number",
    { d: [2, "x${y}"], e: { f: true } },
    "2 b.c[0].d[0]: crosswalk and hcl2-parser read another number",
  ],
  [
    "a kind",
    { d: [1, "x${y}"], e: { f: "true" } },
    "3 b.c[0].e.f: crosswalk reads a boolean, hcl2-parser a string",
  ],
  [
    "an expression",
    { d: [1, "x${z}"], e: { f: true } },
    "2 b.c[0].d[1]: crosswalk and hcl2-parser read another expression or template",
  ],
  ["an item", { d: [1], e: { f: true } }, "2 b.c[0].d: crosswalk reads 2 items, hcl2-parser 1"],
  ["an attribute of ours", { d: [1, "x${y}"] }, '3 b.c[0]: only crosswalk reads "e"'],
  [
    "an attribute of theirs",
    { d: [1, "x${y}"], e: { f: true }, h: 1 },
    '1 b.c[0]: only hcl2-parser reads "h"',
  ],
  ["a null", { d: [1, "x${y}"], e: null }, "3 b.c[0].e: crosswalk reads an object, hcl2-parser null"],
])("%s that differs is told with its place and without its value", (_, body, expected) => {
  expect(divergences(text, { kind: "read", tree: { b: { c: [body], g: [{}] } } })).toEqual([expected]);
});

test("a label and a block that differ are told", () => {
  const { b } = tree() as { b: Record<string, unknown> };
  expect(divergences(text, { kind: "read", tree: { b: { c: b["c"], G: [{}] } } })).toEqual([
    '1 b: only hcl2-parser reads "G"',
    '5 b: only crosswalk reads "g"',
  ]);
  expect(divergences(text, { kind: "read", tree: { b: { c: b["c"], g: [{}, {}] } } })).toEqual([
    "5 b.g: crosswalk reads 1 items, hcl2-parser 2",
  ]);
});

test("what only one of them accepts", () => {
  expect(divergences(text, { kind: "rejected" })).toEqual(["1 : only crosswalk accepts this"]);
  expect(divergences("a = 1\nb = [1 2]\n", { kind: "read", tree: {} })).toEqual([
    "2 : only hcl2-parser accepts this; crosswalk says hcl-syntax",
  ]);
  expect(divergences("b = [1 2]\n", { kind: "rejected" })).toEqual(["agreed"]);
  expect(divergences(text, { kind: "gave-up", detail: "why" })).toEqual(["not-compared"]);
});

test("a file that differs everywhere lists fifty places", () => {
  const many = Array.from({ length: 80 }, (_, i) => `a${i} = 1\n`).join("");
  expect(divergences(many, { kind: "read", tree: {} })).toHaveLength(50);
});
