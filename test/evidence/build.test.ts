import { describe, expect, test } from "vitest";
import type { Config } from "../../src/config/config.ts";
import { buildEvidence } from "../../src/evidence/build.ts";
import type { Evidence, RequirementEvidence } from "../../src/evidence/evidence.ts";
import { controlReviews } from "../../src/judge/control-reviews.ts";
import type { ScanResult } from "../../src/judge/result.ts";
import { judged, optionsOf, policyOf, resourceOf, site, tf, unitOf, verdictOf } from "../judge/build.ts";
import { provenance } from "./sample.ts";

const { requirements } = optionsOf();
const main = tf("main.tf", 'resource "aws_db_instance" "ehr" {\n  storage_encrypted = false\n}\n');
const ehr = resourceOf(main, { storage_encrypted: false });
const failing = verdictOf([site(["storage_encrypted"], "fail")]);

function built(result: ScanResult, more: { config?: Config; size?: number; seed?: string } = {}): Evidence {
  const config = more.config ?? {};
  return buildEvidence({
    result,
    config,
    requirements,
    policies: [policyOf()],
    provenance: provenance(),
    reviews: controlReviews(requirements.controls, config.controls ?? {}, "2026-11-25"),
    sample: { seed: more.seed ?? "seed", ...(more.size !== undefined && { size: more.size }) },
  });
}

function requirement({ requirements: all }: Evidence, id: string): RequirementEvidence {
  const row = [...all.hipaa, ...all.soc2].find((one) => one.id === id);
  if (!row) throw new Error(`no requirement ${id}`);
  return row;
}

describe("a requirement", () => {
  const evidence = built(judged([[unitOf([ehr]), [failing]]]));

  test("names what stands behind its state: policies, strength, rows, counts", () => {
    const row = requirement(evidence, "H-addressable");
    const [finding] = evidence.population;
    expect(row).toMatchObject({
      state: "contradicted",
      designation: "addressable",
      counts: { judged: 1, fail: 1 },
      edges: [{ control: "encryption-at-rest", policy: "aws-rds-storage-encrypted", strength: "direct" }],
      rows: [finding?.id],
    });
    expect(row.why).toContain("1 judged: 1 fail");
  });

  test("over a supporting edge it is not contradicted, and the row still shows", () => {
    const row = requirement(evidence, "S2");
    expect(row.state).toBe("no-contradiction");
    expect(row.edges.map((edge) => edge.strength)).toEqual(["supporting"]);
    expect(row.rows).toHaveLength(1);
  });

  test("that only people can show is listed with what they would have to do, and has no policy", () => {
    const row = requirement(evidence, "H-process");
    expect(row).toMatchObject({ state: "not-assessable", edges: [], rows: [] });
    expect(row.limits).toContain("risk-assessment");
  });

  test("cited under a condition has the policy behind it where the condition holds", () => {
    expect(requirement(evidence, "S3").edges).toEqual([]);
    const facing = verdictOf([site(["storage_encrypted"], "fail", { facts: { internet_facing: true } })]);
    const held = built(judged([[unitOf([ehr]), [facing]]]));
    expect(requirement(held, "S3").edges).toEqual([
      { control: "encryption-at-rest", policy: "aws-rds-storage-encrypted", strength: "direct" },
    ]);
  });
});

test("coverage counts apart what has a policy, what was judged, and what could not be", () => {
  const none = built(judged([[unitOf([]), []]]));
  expect(none.coverage.hipaa).toEqual({ total: 6, withPolicy: 1, judged: 0, undecided: 1 });
  const some = built(judged([[unitOf([ehr]), [failing]]]));
  expect(some.coverage.hipaa).toEqual({ total: 6, withPolicy: 1, judged: 1, undecided: 0 });
  const open = verdictOf([site(["storage_encrypted"], "unknown", { cause: "variable" })]);
  expect(built(judged([[unitOf([ehr]), [open]]])).coverage.hipaa).toMatchObject({ judged: 0, undecided: 1 });
});

test("the register's owner and ids stand with the control; without an entry the role is a suggestion", () => {
  const config: Config = {
    controls: {
      "encryption-at-rest": { owner: "lead", cadence: "quarterly", lastReview: "2026-06-01", ids: ["X-1"] },
    },
  };
  const { controls } = built(judged([[unitOf([ehr]), [failing]]]), { config });
  expect(controls.find((one) => one.id === "encryption-at-rest")).toMatchObject({
    owner: "lead",
    ids: ["X-1"],
    reviewDue: "2026-09-01",
    reviewOverdue: true,
    counts: { fail: 1, pass: 0 },
  });
  expect(controls.find((one) => one.id === "key-management")?.owner).toContain("suggested");
});

test("the overlap tells controls of both frameworks from those of one", () => {
  const { overlap } = built(judged([[unitOf([ehr]), [failing]]]));
  expect(overlap.both.map((row) => row.control)).toEqual(["encryption-at-rest"]);
  expect(overlap.hipaaOnly.map((row) => row.control)).toEqual(["key-management", "risk-assessment"]);
});

test("a framework that was left out has no states that could be taken for results", () => {
  const evidence = built(judged([[unitOf([ehr]), [failing]]], { frameworks: ["hipaa"] }));
  expect(evidence.requirements.soc2).toEqual([]);
  expect(evidence.controls.flatMap((one) => one.soc2).every((ref) => ref.state === "not-selected")).toBe(
    true,
  );
  expect(evidence.overlap.both).toEqual([]);
});

describe("the sample", () => {
  const many = Array.from({ length: 40 }, (_, i) => {
    const address = `aws_db_instance.d${i}`;
    // Verdicts from one place are one finding: each has a file of its own.
    const own = tf(`d${i}.tf`, main.text);
    return resourceOf(own, { storage_encrypted: false }, { address, key: address, name: `d${i}` });
  });
  const result = judged([[unitOf(many), many.map((one) => ({ ...failing, resource: one.key }))]]);

  test("is the same for the same seed, another for another, and has no row twice", () => {
    const first = built(result).sample;
    expect(first).toMatchObject({ size: 25, of: 40, seed: "seed" });
    expect(new Set(first.rows).size).toBe(25);
    expect(built(result).sample).toEqual(first);
    expect(built(result, { seed: "other" }).sample.rows).not.toEqual(first.rows);
  });

  test("of another size is a part of the larger one; all of them when it is larger than the population", () => {
    const rows = built(result).sample.rows;
    expect(built(result, { size: 3 }).sample.rows).toEqual(rows.slice(0, 3));
    expect(built(result, { size: 99 }).sample).toMatchObject({ size: 40 });
  });
});
