// biome-ignore-all lint/suspicious/noTemplateCurlyInString: HCL's own template syntax
import hcl2 from "hcl2-parser";
import { expect, test } from "vitest";
import { testShared } from "../../support/shared.ts";
import { corpusFiles, read } from "./reading.ts";

/** hcl2-parser is HashiCorp's parser of 2021, compiled to JavaScript: slow, so it sees a sample. */
function accepts(text: string): boolean {
  try {
    const [tree] = hcl2.parseToObject(text);
    return tree !== null && tree !== undefined;
  } catch {
    return false;
  }
}

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
];

/** Where we differ on purpose. */
const differing = new Map([
  ["a = <<E\nb\nE", "A heredoc may end with the file; HashiCorp's scanner demands a line end."],
]);

test.each(texts)("both judge %j alike", (text) => {
  expect(read(text).diagnostics.length === 0).toBe(accepts(text));
});

test.each([...differing])("we alone accept %j: %s", (text) => {
  expect(read(text).diagnostics).toEqual([]);
  expect(accepts(text)).toBe(false);
});

testShared("both accept the same of a sample of the corpus, as it is and cut short", () => {
  const files = corpusFiles().filter((file) => file.text.length > 200 && file.text.length < 1500);
  const step = Math.floor(files.length / 20);
  const sample = files.filter((_, index) => index % step === 0);
  expect(sample.length).toBeGreaterThanOrEqual(20);
  const different: string[] = [];
  let refused = 0;
  for (const { path, text } of sample) {
    for (const one of [text, text.slice(0, Math.floor(text.length / 2))]) {
      const theirs = accepts(one);
      if (!theirs) refused++;
      if (theirs !== (read(one).diagnostics.length === 0)) different.push(path);
    }
  }
  expect(different).toEqual([]);
  expect(refused).toBeGreaterThan(5);
});
