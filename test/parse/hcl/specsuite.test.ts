import { readdirSync, readFileSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { describe, expect, test } from "vitest";
import type { Body, HclFile } from "../../../src/parse/hcl/ast.ts";
import { shared, testShared } from "../../support/shared.ts";
import { type Constant, constant } from "./constant.ts";
import { attribute, read } from "./reading.ts";

/** HashiCorp's conformance cases; read in place, never copied. */
const folder = resolve(shared, "corpus", "hcl-specsuite", "tests");

/** Cases that ask for more than a parser can say. One that starts to pass fails the test below. */
const skipped = new Map([
  ["unexpected", "Only a schema tells that an attribute is not expected; the parser knows none."],
  ["primitive_literals", "3.14159… has more digits than a number in JavaScript holds, compared as text."],
  ["operators", "mod_frac has more digits than a number in JavaScript holds, compared as text."],
]);

/** Literals whose digits go beyond a double: compared as doubles outside the strict comparison. */
const NUMBER = /(?<![\w.])\d+\.\d{18,}/g;

interface Outcome {
  result?: Constant;
  errors: string[];
}

/** What a `.t` file expects: the result's value, and where each error stands, in UTF-8 bytes. */
function expected(path: string): { outcome: Outcome; text: string } {
  const text = readFileSync(path, "utf8");
  const file = read(text);
  expect(file.diagnostics).toEqual([]);
  const errors: string[] = [];
  for (const diagnostics of file.body.blocks.filter((one) => one.type === "diagnostics")) {
    for (const error of diagnostics.body.blocks) {
      const ends = ["from", "to"].map((name) => {
        const place = error.body.blocks.find((one) => one.type === name)?.body.attributes ?? [];
        const byte = place.find((one) => one.name === "byte");
        return byte ? constant(byte.value) : undefined;
      });
      errors.push(ends.join("-"));
    }
  }
  const result = file.body.attributes.find((one) => one.name === "result");
  if (!result) return { outcome: { errors }, text };
  return { outcome: { errors, result: constant(result.value) }, text };
}

/** A body as the object that the suite's specifications describe; labels become keys. */
function objectOf(body: Body): Constant {
  const out: { [name: string]: Constant } = {};
  const scope = { bar: "Bar", space_bar: "  Bar" };
  for (const one of body.attributes) out[one.name] = constant(one.value, scope);
  for (const block of body.blocks) {
    let target = out;
    const path = [block.type, ...block.labels];
    const last = path.pop() ?? "";
    for (const name of path) {
      const inner = target[name] ?? {};
      target[name] = inner;
      target = inner as { [name: string]: Constant };
    }
    target[last] = objectOf(block.body);
  }
  return out;
}

function bytes(file: HclFile): string[] {
  const size = (offset: number): number => Buffer.byteLength(file.source.text.slice(0, offset));
  return file.diagnostics.map((one) => `${size(one.at?.start ?? 0)}-${size(one.at?.end ?? 0)}`);
}

function actual(file: HclFile, wanted: Outcome): Outcome {
  const errors = bytes(file);
  if (wanted.result === undefined || errors.length > 0) return { errors };
  // Cases with a text as result, and those of one block, have a specification that is a literal or a block.
  if (typeof wanted.result === "string") return { errors, result: "ok" };
  const blocks = file.body.blocks;
  const body = blocks.length === 1 && file.body.attributes.length === 0 ? blocks[0]?.body : file.body;
  return { errors, result: objectOf(body ?? file.body) };
}

function cases(): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((one) => one.isFile() && one.name.endsWith(".t"))
    .map((one) => join(one.parentPath, one.name).slice(0, -2))
    .sort();
}

function digitsLost(text: string): boolean {
  return [...text.matchAll(NUMBER)].some(([digits]) => String(Number(digits)) !== digits);
}

function rounded(outcome: Outcome): unknown {
  const round = (_: string, value: unknown): unknown =>
    typeof value === "number" ? Number(value.toPrecision(12)) : value;
  return JSON.parse(JSON.stringify(outcome, round));
}

function passes(path: string, exact: boolean): boolean {
  const wanted = expected(`${path}.t`);
  const text = readFileSync(`${path}.hcl`, "utf8");
  if (exact && (digitsLost(text) || digitsLost(wanted.text))) return false;
  const outcome = actual(read(text), wanted.outcome);
  try {
    if (exact) expect(outcome).toEqual(wanted.outcome);
    else expect(rounded(outcome)).toEqual(rounded(wanted.outcome));
    return true;
  } catch {
    return false;
  }
}

describe("HCL's own conformance suite", () => {
  testShared("has 15 cases; all pass that are not skipped, and none passes that is", () => {
    const paths = cases();
    expect(paths).toHaveLength(15);
    const failing = paths.filter((path) => !passes(path, true)).map((path) => basename(path));
    expect(failing.sort()).toEqual([...skipped.keys()].sort());
  });

  testShared("the cases with too many digits pass with numbers as doubles", () => {
    const paths = cases().filter((path) => digitsLost(readFileSync(`${path}.t`, "utf8")));
    expect(paths.map((path) => basename(path))).toEqual(["operators", "primitive_literals"]);
    for (const path of paths) expect(passes(path, false), path).toBe(true);
  });
});

test("the comparison sees a wrong value and a wrong place", () => {
  expect(actual(read("a = 1"), { errors: [], result: {} })).toEqual({ errors: [], result: { a: 1 } });
  expect(bytes(read('a = "ж", b = 1'))).toEqual(["8-9"]);
  expect(attribute(read("a = 1"), "a").name).toBe("a");
});
