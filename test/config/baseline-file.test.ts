import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, test } from "vitest";
import { type BaselineEntry, readBaseline, writeBaseline } from "../../src/config/baseline-file.ts";

const schema = JSON.parse(
  readFileSync(new URL("../../src/config/baseline-schema.json", import.meta.url), "utf8"),
);
const validate = new Ajv2020({ strict: true }).compile(schema);
const salt = "0123456789abcdef".repeat(2);

function entry(more: Partial<BaselineEntry> = {}): BaselineEntry {
  return {
    path: "main.tf",
    policy: "aws-ebs-volume-encrypted",
    address: "aws_ebs_volume.one",
    severity: "high",
    since: "2026-01-31",
    fingerprint: "ab".repeat(32),
    ...more,
  };
}

test("what is written reads as the same, follows the schema, and does not depend on the order given", () => {
  const entries = [entry({ path: "z.tf" }), entry({ value: "cd" }), entry({ fingerprint: "aa".repeat(32) })];
  const text = writeBaseline({ schemaVersion: "1", salt, commit: "ef".repeat(20), entries });
  expect(validate(JSON.parse(text)), JSON.stringify(validate.errors)).toBe(true);
  const file = readBaseline(text);
  if (typeof file === "string") throw new Error(file);
  expect(file.entries.map((one) => [one.path, one.fingerprint[1], one.value])).toEqual([
    ["main.tf", "a", undefined],
    ["main.tf", "b", "cd"],
    ["z.tf", "b", undefined],
  ]);
  expect(writeBaseline({ ...file, entries: [...file.entries].reverse() })).toBe(text);
  expect(validate(JSON.parse(writeBaseline({ schemaVersion: "1", salt, entries: [] })))).toBe(true);
});

describe("a file that is none is told, never half read", () => {
  const whole = { schemaVersion: "1", salt, entries: [entry()] };
  test.each<[string, unknown]>([
    ["another version", { ...whole, schemaVersion: "2" }],
    ["a short salt", { ...whole, salt: "ab" }],
    ["a commit that is an option", { ...whole, commit: "--output=x" }],
    ["no list", { ...whole, entries: {} }],
    ["an entry without a policy", { ...whole, entries: [{ ...entry(), policy: undefined }] }],
    ["a fingerprint that is none", { ...whole, entries: [entry({ fingerprint: "x" })] }],
    ["a severity that is none", { ...whole, entries: [{ ...entry(), severity: "odd" }] }],
    ["a date that is none", { ...whole, entries: [entry({ since: "yesterday" })] }],
    ["null", null],
  ])("%s", (_, given) => {
    const text = JSON.stringify(given);
    expect(readBaseline(text)).toEqual(expect.any(String));
    expect(validate(JSON.parse(text))).toBe(false);
  });

  test("broken JSON", () => {
    expect(readBaseline("{")).toContain("is no JSON");
  });
});
