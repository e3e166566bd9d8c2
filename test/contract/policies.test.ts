import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { builtInPolicies } from "../../src/evaluate/built-in.ts";
import { catalogue } from "../support/pipeline.ts";
import { root, shared, testShared } from "../support/shared.ts";

const ids = catalogue.policies.map((policy) => policy.id);

/** Policies that carry one of several conditions of a catalogue row, or add one: id → the row it belongs to. */
const parts: Record<string, string> = JSON.parse(
  readFileSync(join(root, "test/contract/split-policies.json"), "utf8"),
);

test("ids are unique, aliases and retired ones included", () => {
  const all = [...catalogue.policies, ...builtInPolicies].flatMap((policy) => [policy.id, ...policy.aliases]);
  expect(new Set(all).size).toBe(all.length);
});

test("policies, fixtures and documentation pages name the same ids", () => {
  expect(readdirSync(join(root, "fixtures/policies")).sort()).toEqual(ids);
  const pages = readdirSync(join(root, "docs/policies"))
    .filter((name) => name !== "README.md")
    .map((name) => name.replace(/\.md$/, ""));
  expect(pages.sort()).toEqual([...ids, ...builtInPolicies.map((policy) => policy.id)].sort());
});

describe.each(catalogue.policies.map((policy) => [policy.id, policy] as const))("%s", (_, policy) => {
  test("has a file with a test beside it", () => {
    const file = join(root, "policies", `${policy.package.replaceAll(".", "/")}.rego`);
    expect(existsSync(file)).toBe(true);
    expect(existsSync(file.replace(/\.rego$/, "_test.rego"))).toBe(true);
  });

  test("tells what to do, and where that is written", () => {
    expect(policy.remediation).toMatch(/\.$/);
    expect(policy.example, "an example that meets it").toBeTruthy();
    expect(policy.documentation.length, "a source").toBeGreaterThan(0);
    for (const url of policy.documentation) expect(url).toMatch(/^https:\/\/\S+$/);
    expect(policy.message, "one clause").not.toMatch(/\.$/);
  });

  test("makes no claim of law", () => {
    const text = [
      policy.title,
      policy.description,
      policy.message,
      ...Object.values(policy.messages),
      policy.remediation,
    ].join(" ");
    expect(text).not.toMatch(/\bcomplian(t|ce)\b|\bcertif(ied|ication)\b|violates? (HIPAA|the law)/i);
  });
});

testShared("every policy is a row of the catalogue, or a part of one", () => {
  const rows = new Set(
    ["terraform", "config"].flatMap((name) =>
      readFileSync(join(shared, "catalogue", `${name}.csv`), "utf8")
        .split("\n")
        .slice(1)
        .map((line) => line.slice(0, line.indexOf(","))),
    ),
  );
  for (const id of ids)
    expect(rows.has(parts[id] ?? id), `${id} is no row: add it to split-policies.json with its row`).toBe(
      true,
    );
  for (const [id, row] of Object.entries(parts)) {
    expect(ids, `${id} in split-policies.json is no policy`).toContain(id);
    expect(rows, `${row} is no row`).toContain(row);
  }
});
