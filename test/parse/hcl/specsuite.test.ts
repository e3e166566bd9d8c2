import { readdirSync, readFileSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { describe, expect, test } from "vitest";
import type { HclFile } from "../../../src/parse/hcl/ast.ts";
import type { Span } from "../../../src/text/span.ts";
import { shared, testShared } from "../../support/shared.ts";
import { type Constant, constant } from "./constant.ts";
import { decode, typeText } from "./decode.ts";
import { read } from "./reading.ts";

/** HashiCorp's conformance cases; read in place, never copied. */
const folder = resolve(shared, "corpus", "hcl-specsuite", "tests");

/** Cases that ask for more than doubles. One that starts to pass fails the test below. */
const skipped = new Map([
  ["primitive_literals", "3.14159… has more digits than a number in JavaScript holds, compared as text."],
  ["operators", "mod_frac has more digits than a number in JavaScript holds, compared as text."],
]);

/** Literals whose digits go beyond a double: compared as doubles outside the strict comparison. */
const NUMBER = /(?<![\w.])\d+\.\d{18,}/g;

interface Outcome {
  result?: Constant;
  type?: string;
  /** Start and end of each error, as line, column and offset in UTF-8 bytes. */
  errors: string[];
}

/** What a `.t` file expects. */
function expected(path: string): { outcome: Outcome; text: string } {
  const text = readFileSync(path, "utf8");
  const file = read(text);
  expect(file.diagnostics).toEqual([]);
  const outcome: Outcome = { errors: [] };
  for (const diagnostics of file.body.blocks.filter((one) => one.type === "diagnostics")) {
    for (const error of diagnostics.body.blocks) {
      const ends = ["from", "to"].map((name) => {
        const place = error.body.blocks.find((one) => one.type === name)?.body.attributes ?? [];
        return ["line", "column", "byte"].map((part) => {
          const found = place.find((one) => one.name === part);
          return found ? constant(found.value) : undefined;
        });
      });
      outcome.errors.push(ends.map((end) => end.join(":")).join("-"));
    }
  }
  for (const one of file.body.attributes) {
    if (one.name === "result") outcome.result = constant(one.value);
    else if (one.name === "result_type") outcome.type = typeText(one.value);
  }
  return { outcome, text };
}

function places(file: HclFile, spans: readonly Span[]): string[] {
  const place = (offset: number): string => {
    const { line, column } = file.source.lines.at(offset);
    return `${line}:${column}:${Buffer.byteLength(file.source.text.slice(0, offset))}`;
  };
  return spans.map(({ start, end }) => `${place(start)}-${place(end)}`);
}

/** What hcldec would print: errors of syntax alone, or what the specification finds. */
function actual(file: HclFile, specification: HclFile): Outcome {
  expect(specification.diagnostics).toEqual([]);
  if (file.diagnostics.length > 0) {
    const spans = file.diagnostics.map((one) => one.at ?? { start: -1, end: -1 });
    return { errors: places(file, spans) };
  }
  const { value, type, unexpected } = decode(specification.body, file.body);
  return { errors: places(file, unexpected), result: value, type };
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
  const outcome = actual(read(text), read(readFileSync(`${path}.hcldec`, "utf8")));
  // A case compares what it names; one with errors has no result.
  if (wanted.outcome.result === undefined) delete outcome.result;
  if (wanted.outcome.type === undefined) delete outcome.type;
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

test("the comparison sees a wrong value, a wrong type and a wrong place", () => {
  const specification = read(
    'object {\n  attr "a" { type = any }\n  block_list "b" {\n    object {}\n  }\n}\n',
  );
  expect(actual(read("a = 1"), specification)).toEqual({
    errors: [],
    result: { a: 1, b: [] },
    type: "object({ a = number, b = list(any) })",
  });
  expect(actual(read('a = "ж", b = 1'), specification)).toEqual({ errors: ["1:8:8-1:9:9"] });
  expect(actual(read("b {\n  ж = 1\n}\nc {}\n"), specification).errors).toEqual([
    "2:3:6-2:4:8",
    "4:1:15-4:2:16",
  ]);
});
