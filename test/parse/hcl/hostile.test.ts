import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Body, Expression } from "../../../src/parse/hcl/ast.ts";
import { tokenize } from "../../../src/parse/hcl/lexer.ts";
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

/** Spans must lie in their parents' and in the text. */
function checkSpans(body: Body, size: number): void {
  for (const one of body.attributes) {
    if (one.start > one.end || one.end > size) throw new Error(`attribute ${one.start}-${one.end}`);
    const open: Expression[] = [one.value];
    for (let node = open.pop(); node; node = open.pop()) {
      for (const child of childrenOf(node)) {
        if (child.start < node.start || child.end > node.end || child.start > child.end) {
          throw new Error(`${child.kind} ${child.start}-${child.end} in ${node.start}-${node.end}`);
        }
        open.push(child);
      }
    }
  }
  for (const block of body.blocks) {
    if (block.body.start < block.head.end || block.body.end > block.end || block.end > size) {
      throw new Error(`block ${block.start}-${block.end}`);
    }
    checkSpans(block.body, size);
  }
}

function joins(text: string): boolean {
  const tokens = tokenize(text);
  return (tokens.ends[tokens.count - 1] ?? 0) === text.length;
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

const bits = [
  '"',
  "${",
  "}",
  "{",
  "[",
  "]",
  "(",
  ")",
  "\n",
  ",",
  "=",
  ":",
  "?",
  "~",
  "%{ if t }",
  "<<EOT\n",
  "EOT\n",
];
bits.push(
  "/*",
  "*/",
  "#",
  "\\",
  "'",
  "$",
  "for",
  ".",
  "*",
  "...",
  "=>",
  "1",
  "a",
  "!",
  "-",
  "&&",
  "\0",
  "\r",
);

testShared("three thousand broken corpus files: no throw, no hang, nothing lost", () => {
  let seed = 20260701;
  const random = (below: number): number => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    return Math.floor((seed / 4294967296) * below);
  };
  const texts = corpusFiles().map((file) => file.text);
  const small = texts.filter((text) => text.length > 20 && text.length < 6000);
  let broken = 0;
  for (let i = 0; i < 3000; i++) {
    let text = small[random(small.length)] ?? "";
    for (let changes = 1 + random(3); changes > 0; changes--) {
      const at = random(text.length);
      const removed = random(3) === 0 ? random(20) : random(2);
      text = text.slice(0, at) + (bits[random(bits.length)] ?? "") + text.slice(at + removed);
    }
    const file = read(text);
    checkSpans(file.body, text.length);
    if (!joins(text)) throw new Error(`tokens do not join: ${JSON.stringify(text)}`);
    if (file.diagnostics.length > 0) broken++;
  }
  expect(broken).toBeGreaterThan(1500);
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
