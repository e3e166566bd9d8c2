import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { catalogue, scanFolder } from "../support/pipeline.ts";
import { root } from "../support/shared.ts";
import { readExpectations } from "./expectations.ts";

const folder = join(root, "fixtures/policies");
const chosen = process.env["CROSSWALK_POLICIES"]?.split(",");
const policies = catalogue.policies.filter((policy) => !chosen || chosen.includes(policy.id));

test("every policy has its fixtures, and every fixture its policy", () => {
  expect(readdirSync(folder).sort()).toEqual(catalogue.policies.map((policy) => policy.id));
});

describe.each(policies.map((policy) => [policy.id, policy] as const))("%s", (id, policy) => {
  test.each(["pass", "fail", "unknown"])("%s", async (kind) => {
    const cwd = join(folder, id, kind);
    expect(existsSync(cwd), `${cwd} is missing`).toBe(true);
    const expected = readExpectations(cwd).filter((one) => one.policy === id);
    expect(
      expected.some((one) => one.verdict === kind),
      `no line of ${kind}/ expects ${kind}`,
    ).toBe(true);
    const result = await scanFolder(cwd, { policies: [policy] });
    expect(result.diagnostics.map((one) => `${one.code}: ${one.message}`)).toEqual([]);
    const got = result.findings.map(
      (one) => `${one.at.source.path}:${one.at.source.lines.at(one.at.start).line} ${one.verdict}`,
    );
    expect(got.sort()).toEqual(expected.map((one) => `${one.path}:${one.line} ${one.verdict}`).sort());
    for (const one of result.findings) {
      expect(one.message, "a placeholder was not filled in").not.toMatch(/[{}]/);
      if (one.verdict === "unknown")
        expect(one.cause, `an unknown without a cause at ${one.message}`).toBeTruthy();
    }
  });
});
