import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { modelOne, plain, resource } from "./harness.ts";

interface Case {
  expression: string;
  value?: unknown;
  refused?: boolean;
}

const cases = JSON.parse(
  readFileSync(new URL("../../../fixtures/terraform/expressions.json", import.meta.url), "utf8"),
) as Case[];

// What Terraform 1.11.4's console gave for each expression; `refused` where it reports an error.
test("expressions and functions give what Terraform gives", () => {
  expect(cases.length).toBeGreaterThan(240);
  const text = cases.map(({ expression }, i) => `resource "t" "r${i}" {\n  v = ${expression}\n}\n`).join("");
  const unit = modelOne(text);
  const got = cases.map(({ expression, refused }, i) => {
    const value = resource(unit, `t.r${i}`).values.entries.get("v")?.value;
    if (refused) return { expression, refused: value?.kind === "unknown" };
    return { expression, value: value && plain(value) };
  });
  expect(got).toEqual(cases);
});
