import { describe, expect, test } from "vitest";
import type { Outcome } from "../../src/evaluate/verdict.ts";
import { judged, policyOf, resourceOf, site, tf, unitOf, verdictOf } from "./build.ts";

const resource = resourceOf(tf("main.tf", "resource {}\n"), {});
const encryption = policyOf();
const keys = policyOf({ id: "keys", control: "key-management" });

function states(outcomes: Array<[string, Outcome]>) {
  const verdicts = outcomes.map(([policy, outcome]) => {
    if (outcome === "not-applicable") return verdictOf([], { policy, outcome, reason: "r" });
    return verdictOf([site([], outcome, outcome === "unknown" ? { cause: "version" } : {})], { policy });
  });
  const { requirements } = judged([[unitOf([resource]), verdicts]], { policies: [encryption, keys] });
  return new Map([...requirements.hipaa, ...requirements.soc2].map((row) => [row.id, row]));
}

const e = encryption.id;
describe("the state of a requirement", () => {
  test.each<[string, Array<[string, Outcome]>, string, string]>([
    [
      "a failing direct edge contradicts; a supporting one does not",
      [[e, "fail"]],
      "contradicted",
      "no-contradiction",
    ],
    ["only supporting ones fail", [["keys", "fail"]], "no-contradiction", "no-population"],
    [
      "fail beats unknown and pass",
      [
        [e, "unknown"],
        [e, "pass"],
        [e, "fail"],
      ],
      "contradicted",
      "no-contradiction",
    ],
    [
      "unknown beats pass",
      [
        [e, "pass"],
        [e, "unknown"],
      ],
      "unknown",
      "no-contradiction",
    ],
    ["nothing but a supporting unknown", [["keys", "unknown"]], "unknown", "no-population"],
    [
      "a direct pass beside a supporting unknown",
      [
        [e, "pass"],
        ["keys", "unknown"],
      ],
      "no-contradiction",
      "no-contradiction",
    ],
    ["pass", [[e, "pass"]], "no-contradiction", "no-contradiction"],
    ["not applicable is no population", [[e, "not-applicable"]], "no-population", "no-population"],
    ["nothing", [], "no-population", "no-population"],
  ])("%s", (_, outcomes, direct, supporting) => {
    const rows = states(outcomes);
    expect([rows.get("H-addressable")?.state, rows.get("S2")?.state]).toEqual([direct, supporting]);
  });

  test("every row is listed; process rows are not assessable, whatever was found", () => {
    const rows = states([[e, "fail"]]);
    expect(rows.size).toBe(9);
    expect(rows.get("H-process")).toMatchObject({ state: "not-assessable", controls: [] });
    expect(rows.get("H-phi")?.state).toBe("no-population");
  });

  test("counts are of verdicts, and name the controls that ran", () => {
    const row = states([
      [e, "fail"],
      [e, "pass"],
      ["keys", "unknown"],
      [e, "not-applicable"],
    ]).get("H-addressable");
    expect(row?.counts).toMatchObject({
      judged: 4,
      pass: 1,
      fail: 1,
      unknown: 1,
      notApplicable: 1,
      suppressed: 0,
    });
    expect(row?.controls).toEqual(["encryption-at-rest", "key-management"]);
    expect(row?.designation).toBe("addressable");
  });

  test("a framework that was not asked for has no rows", () => {
    const { requirements } = judged([], { frameworks: ["hipaa"] });
    expect([requirements.hipaa.length, requirements.soc2.length]).toEqual([6, 0]);
  });
});
