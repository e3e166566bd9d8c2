import { expect, test } from "vitest";
import { compareExpressions, compareModules, notUnknown, outdated, uncovered } from "./campaign.ts";
import { SKIPPED } from "./expressions.ts";
import { terraformIsThere } from "./terraform.ts";

// A seeded sample of `npm run oracle`, which compares at least 2,000 expressions and 300 modules.
if (!terraformIsThere) {
  if (process.env.CROSSWALK_REQUIRE_ALL === "1") throw new Error("The terraform command is missing.");
  process.stdout.write("skipped: tests that need the terraform command\n");
}
const oracle = test.skipIf(!terraformIsThere);

oracle("expressions of all functions and operators have Terraform's values", { timeout: 240_000 }, () => {
  const figures = compareExpressions(11, 20);
  expect(figures.differences).toEqual([]);
  expect(uncovered(figures)).toEqual([]);
  expect(figures.functions.covered.length).toBe(figures.functions.all - SKIPPED.size);
  expect(figures.compared).toBeGreaterThan(2_500);
  expect(figures.compared - figures.refused).toBeGreaterThan(1_500);
});

oracle("functions of time, chance and keys are unknown with that cause", () => {
  expect(SKIPPED.size).toBe(7);
  expect(notUnknown()).toEqual([]);
});

oracle("generated modules have Terraform's instances, values and unknowns", { timeout: 240_000 }, () => {
  const figures = compareModules(12, 15);
  expect(figures.differences).toEqual([]);
  expect(figures.silent).toEqual([]);
  expect(figures.compared).toBeGreaterThanOrEqual(16);
  expect(figures.instances).toBeGreaterThan(60);
  expect(figures.withUnknowns).toBeGreaterThan(5);
});

oracle("every listed difference still is one", { timeout: 240_000 }, () => {
  expect(outdated()).toEqual([]);
});
