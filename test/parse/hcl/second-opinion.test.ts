// biome-ignore-all lint/suspicious/noTemplateCurlyInString: HCL's own template syntax
import { expect, test } from "vitest";
import { DIFFERENCES, NOT_COMPARED } from "../../oracle/hcl/differences.ts";
import { mutated } from "../../oracle/hcl/mutate.ts";
import { secondOpinions } from "../../oracle/hcl/second-opinion.ts";
import { Random } from "../../oracle/random.ts";
import { testShared } from "../../support/shared.ts";
import { corpusFiles } from "./reading.ts";

/** Small texts on which the two must agree. */
const texts = [
  "a = 1",
  'a = "b${c}d"',
  "a = [for b in c : b if b]",
  "a = {for k, v in c : k => v...}",
  "a = b[*].c",
  "a = <<E\nb\nE\n",
  "a = [<<E\nb\nE\n, 1]\n",
  "a = b ? c : d",
  "a = f(b...)",
  'b "c" d {\n}',
  "b { c = 1 }",
  "a = [1 2]",
  "a = {b = 1 c = 2}",
  "a = 1 b = 2",
  "a = 1, b = 2",
  'a = "b',
  'a = "${b"',
  'a = "%{ if b }"',
  "a = (1",
  "a = [",
  "a = 'b'",
  "a = f(1 2)",
  "a = b ? c",
  "a = 1 +",
  "a",
  "= 1",
  "b {",
  "}",
  "b { c {} }",
  "b { c = 1\n}",
  "b {} c {}",
  "a = <<E\nb\n",
  "a = 1\na = 2",
  "a = 1.2.3",
  "a = b.0.1",
  "a = 1.e1",
  'a = "b\rc"',
  "a = <<E\nb\rc\nE\n",
  "b“ = 1",
  'a = "\\x"',
  "a = 1 /* b",
  "a = (b + c) * d",
  "a = -(1)",
  "a = [!true, -1.5e3, -0, 1e-7, 12345678901234567890, 007, null]",
  'a = "x${b ? "c" : "d${e}"}y"',
  'a = "x%{ if b }c%{ else }d%{ endif }"',
  'a = "x%{ for k, v in b ~} ${k} %{ endfor }"',
  'a = {(b) = 1, "c${d}" = 2, e = 3, 1 = 4, true = 5, f.g = 6, -1 = 7, f.g[0].h["i"] = 8, f[g] = 9, f() = 10, f.*.g = 11}',
  'a = "$${b} \\u00e9 <&> 😀"',
  "a = <<-E\n  b ${c}\n   d\n  E\n",
  'a = ["${"x"}", "${1}", "${true}x", "${-1}x", "x${[1]}", "${ b }", "~${~ b ~} c"]',
  "a = 1\na {}",
  "__proto__ = 1\nconstructor = { __proto__ = 2 }",
  'b "\u00e9" {\n}\nc = e\u0301\nd = "e\u0301"\n',
  "a = f(\n  b, # c\n  d)\n",
];

test("both judge small texts alike, and read the same", () => {
  const { compared, accepted, unlisted, listed } = secondOpinions(texts);
  expect(unlisted.map(({ text, what }) => `${texts[text]}: ${what}`)).toEqual([]);
  expect(listed).toEqual(new Map());
  expect(compared).toBe(texts.length);
  expect(accepted).toBeGreaterThan(25);
  expect(compared - accepted).toBeGreaterThan(25);
});

test("what is listed as a difference is one, each for its own reason", () => {
  const examples = DIFFERENCES.map((one) => one.example);
  const { listed, unlisted } = secondOpinions(examples);
  expect([...listed]).toEqual(DIFFERENCES.map(({ id }, i) => [id, [i]]));
  expect(unlisted).toEqual([]);
});

test("what is listed as not comparable is not", () => {
  const examples = ['a "b" {}\na {}', 'a {}\na "b" {}', 'a = "b${null}"'];
  const { notCompared, unlisted } = secondOpinions(examples);
  const [blocks, null_] = [...NOT_COMPARED.keys()];
  expect([...notCompared]).toEqual([
    [blocks, [0, 1]],
    [null_, [2]],
  ]);
  expect(unlisted).toEqual([]);
});

testShared(
  "hcl2-parser reads a sample of the corpus and of changed files as we do",
  { timeout: 180_000 },
  () => {
    const random = new Random(20260701);
    const files = corpusFiles().map((file) => file.text);
    const small = files.filter((text) => text.length < 8000);
    const sample = random.shuffle(small.filter((text) => text.length < 4000)).slice(0, 60);
    const changed = Array.from({ length: 180 }, () => mutated(small, random));
    const texts = [...sample, ...changed];
    const { compared, accepted, unlisted } = secondOpinions(texts);
    expect(unlisted.map(({ text, what }) => `${what}\n${texts[text]}`)).toEqual([]);
    expect(compared).toBeGreaterThan(235);
    expect(accepted).toBeGreaterThan(80);
    expect(compared - accepted).toBeGreaterThan(100);
  },
);
