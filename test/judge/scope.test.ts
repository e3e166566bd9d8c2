import { describe, expect, test } from "vitest";
import type { JudgeOptions } from "../../src/judge/judge.ts";
import type { ResourceScope } from "../../src/model/resource.ts";
import { shipped } from "../support/requirements.ts";
import { judged, policyOf, resourceOf, site, tf, unitOf, verdictOf } from "./build.ts";

const requirements = shipped();
const fail = verdictOf([site([], "fail")]);

function run(phi: ResourceScope["phi"], soc2: ResourceScope["soc2"], more: Partial<JudgeOptions> = {}) {
  const scope = { phi, soc2, phiRule: "scope.phi[0]", soc2Rule: "scope.soc2.out[0]" };
  const resource = resourceOf(tf("main.tf", "resource {}\n"), {}, { scope });
  const result = judged([[unitOf([resource]), [fail]]], { requirements, ...more });
  const [finding] = result.findings;
  const row = (id: string) =>
    [...result.requirements.hipaa, ...result.requirements.soc2].find((one) => one.id === id);
  return { result, finding, row };
}

describe("what is printed and counted", () => {
  test.each<[ResourceScope["phi"], ResourceScope["soc2"], string, number, number]>([
    ["yes", "in", "open", 1, 3],
    ["unknown", "unknown", "open", 1, 3],
    ["no", "in", "open", 0, 3],
    ["yes", "out", "open", 1, 0],
    ["no", "out", "out-of-scope", 0, 0],
  ])("ePHI %s, SOC 2 %s: %s", (phi, soc2, status, hipaa, criteria) => {
    const { result, finding, row } = run(phi, soc2);
    expect(finding?.status).toBe(status);
    expect(finding?.requirements.hipaa).toHaveLength(hipaa);
    expect(finding?.requirements.soc2).toHaveLength(criteria);
    expect(result.gate.failing).toBe(status === "open" ? 1 : 0);
    expect(row("164.312(a)(2)(iv)")?.counts).toMatchObject({
      fail: hipaa,
      outOfScope: 1 - hipaa,
      scopeUnknown: phi === "unknown" ? 1 : 0,
    });
    expect(row("CC6.1")?.counts).toMatchObject({
      outOfScope: criteria === 0 ? 1 : 0,
      scopeUnknown: soc2 === "unknown" ? 1 : 0,
    });
  });

  test("criteria of categories that were not chosen are neither cited nor asked", () => {
    const { finding, row } = run("yes", "in", { categories: ["security"] });
    expect(finding?.requirements.soc2.map((one) => one.criterion)).toEqual(["CC6.1", "CC6.7"]);
    expect(row("C1.1")).toMatchObject({
      state: "not-selected",
      reason: "scope.soc2.categories does not name confidentiality",
    });
    expect(row("PI1.5")?.state).toBe("not-selected");
    expect(row("CC6.1")?.state).toBe("contradicted");
  });

  test("a finding that only a category not chosen would cite is out of scope where there is no ePHI", () => {
    const policies = [policyOf({ references: { hipaa: [], soc2: ["C1.1"] } })];
    expect(run("no", "in", { categories: ["security"], policies }).finding?.status).toBe("out-of-scope");
    expect(run("no", "in", { policies }).finding?.status).toBe("open");
    expect(run("unknown", "in", { categories: ["security"], policies }).finding?.status).toBe("open");
  });
});

describe("what is asked of the organization", () => {
  const vendor = [policyOf({ control: "vendor-management" })];
  test.each<[NonNullable<JudgeOptions["organization"]>, string, string[]]>([
    [{}, "", ["164.308(b)(1)", "164.308(b)(2)"]],
    [{ role: "covered-entity" }, "164.308(b)(2)", ["164.308(b)(1)"]],
    [{ role: "business-associate" }, "164.308(b)(1)", ["164.308(b)(2)"]],
  ])("%o", (organization, unasked, cited) => {
    const { finding, result } = run("yes", "in", { organization, policies: vendor });
    expect(finding?.requirements.hipaa.map((one) => one.citation)).toEqual(cited);
    const not = result.requirements.hipaa.filter((one) => one.state === "not-selected");
    expect(not.map((one) => one.id)).toEqual(unasked === "" ? [] : [unasked]);
  });

  test("clearinghouses and group health plans", () => {
    const { result } = run("yes", "in", { organization: { clearinghouse: false, groupHealthPlan: false } });
    const not = result.requirements.hipaa.filter((one) => one.state === "not-selected").map((one) => one.id);
    expect(not).toContain("164.308(a)(4)(ii)(A)");
    expect(not.filter((id) => id.startsWith("164.314(b)")).length).toBe(not.length - 1);
    expect(not.length).toBeGreaterThan(2);
  });
});
