import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Body, Expression } from "../../../src/parse/hcl/ast.ts";
import { checkSpans } from "../../oracle/hcl/spans.ts";
import { testShared } from "../../support/shared.ts";
import { childrenOf, corpusFiles, read } from "./reading.ts";

/** The heights that those who walk the tree must be able to recurse over, found without recursion. */
function height(body: Body): number {
  let highest = 0;
  const bodies = [body];
  for (let one = bodies.pop(); one; one = bodies.pop()) {
    bodies.push(...one.blocks.map((block) => block.body));
    const open: Array<[Expression, number]> = one.attributes.map((each) => [each.value, 1]);
    for (let node = open.pop(); node; node = open.pop()) {
      const [expression, level] = node;
      highest = Math.max(highest, level);
      for (const child of childrenOf(expression)) open.push([child, level + 1]);
    }
  }
  return highest;
}

const many = 100_000;
const several = 30_000;

describe("long and deep texts", () => {
  test.each([
    ["operators", `a = ${"b + ".repeat(many)}c`],
    ["signs", `a = ${"!".repeat(many)}b`],
    ["conditionals", `a = ${"b ? c : ".repeat(many)}d`],
    ["traversals", `a = b${".c".repeat(many)}`],
    ["indexes", `a = b${"[0]".repeat(many)}`],
    ["splats", `a = b${"[*]".repeat(many)}`],
    ["parentheses", `a = ${"(".repeat(many)}`],
    ["closed parentheses", `a = ${"(".repeat(many)}b${")".repeat(many)}`],
    ["tuples", `a = ${"[".repeat(many)}`],
    ["objects", `a = ${"{b=".repeat(many)}`],
    ["calls", `a = ${"f(".repeat(many)}`],
    ["templates", `a = ${'"${'.repeat(many)}`],
    ["heredocs in heredocs", `a = <<E\n${"${<<E\n".repeat(many)}`],
    ["directives", `a = "${"%{ if b }".repeat(many)}${"%{ endif }".repeat(many)}"`],
    ["blocks", `${"a {\n".repeat(many)}${"}\n".repeat(many)}`],
  ])("%s give hcl-depth and the next attribute is still there", (_, text) => {
    const file = read(`${text}\nz = 1\n`);
    expect(file.diagnostics[0]?.code).toBe("hcl-depth");
    expect(height(file.body)).toBeLessThanOrEqual(1201);
    if (!/"|<<|[[({]$/.test(text)) expect(file.body.attributes.at(-1)?.name).toBe("z");
  });

  test.each([
    ["unclosed heredocs", Array.from({ length: several }, (_, i) => `a${i} = <<E${i}\n`).join("")],
    ["unclosed comments", "a = /*\n".repeat(several)],
    ["unclosed quotes", 'a = "\n'.repeat(several)],
    ["errors on one line", "a = ] } ".repeat(several)],
    ["unclosed blocks", "a {\n".repeat(several)],
    ["half a marker", `a = <<${"E".repeat(9000)}\n${`${"E".repeat(8999)}\n`.repeat(100)}`],
  ])("%s take time in proportion", (_, text) => {
    const start = performance.now();
    expect(read(text).diagnostics.length).toBeGreaterThan(0);
    expect(performance.now() - start).toBeLessThan(3000);
  });

  test("two hundred levels and a thousand links are no problem", () => {
    expect(read(`a = ${"(".repeat(199)}b${")".repeat(199)}`).diagnostics).toEqual([]);
    expect(read(`a = ${"b + ".repeat(900)}b`).diagnostics).toEqual([]);
    expect(read(`${"a {\n".repeat(200)}${"}\n".repeat(200)}`).diagnostics).toEqual([]);
  });
});

test("any text gives a tree with sound spans", () => {
  const word = fc.constantFrom(
    "a",
    "=",
    "{",
    "}",
    "[",
    "]",
    "(",
    ")",
    '"',
    "${",
    "%{ if b }",
    "%{",
    "~}",
    "<<E\n",
    "E\n",
    "\n",
  );
  const more = fc.constantFrom(
    ",",
    ".",
    "*",
    "?",
    ":",
    "for",
    "in",
    " ",
    "...",
    "=>",
    "#",
    "/*",
    "*/",
    "1",
    "\\",
    "\r",
    "é",
  );
  fc.assert(
    fc.property(fc.array(fc.oneof(word, more), { maxLength: 60 }), (parts) => {
      const text = parts.join("");
      checkSpans(read(text).body, text.length);
    }),
    { numRuns: 5000, seed: 20260701 },
  );
});

testShared("every corpus file is read without an error, but for the conformance suite's broken ones", () => {
  const files = corpusFiles();
  expect(files.length).toBeGreaterThan(500);
  const broken = files.filter((file) => read(file.text).diagnostics.length > 0).map((file) => file.path);
  expect(
    broken.every((path) => /^hcl-specsuite.*(bad|invalid|unclosed)\.hcl$/.test(path)),
    broken.join(),
  ).toBe(true);
  for (const file of files) checkSpans(read(file.text).body, file.text.length);
});
