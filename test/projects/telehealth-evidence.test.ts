import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Evidence } from "../../src/evidence/evidence.ts";
import type { RequirementState } from "../../src/judge/result.ts";
import { crosswalk } from "../cli/crosswalk.ts";
import { root } from "../support/paths.ts";

/** One thing was done to the sample: what is there, one fix, one exception, one accepted risk, one scope change. */
const changes = ["as it is", "fix", "exception", "accepted risk", "scope"] as const;
type Change = (typeof changes)[number];

/**
 * What each of twelve requirements must say after it.
 * - fix: the trail of all regions is switched on and its files are validated
 * - exception: a complete alternative for validating the trail's files, with a compensating control for SOC 2
 * - accepted risk: somebody accepts that anonymous users are bound to a role
 * - scope: the trail holds no ePHI; the SOC 2 report has Security and Confidentiality only
 */
const expected: Record<string, Record<Change, RequirementState>> = {
  // Addressable: an alternative stands in its place, 164.306(d)(3).
  "164.312(c)(2)": states("contradicted", "no-contradiction", "excepted", "contradicted", "no-population"),
  // Its standard: excepted only together with every addressable specification that the finding cites.
  "164.312(c)(1)": states("contradicted", "no-contradiction", "excepted", "contradicted", "no-population"),
  // A standard without specifications is treated as required.
  "164.312(b)": states("contradicted", "no-contradiction", "contradicted", "contradicted", "no-population"),
  "164.308(a)(1)(ii)(D)": states(
    "contradicted",
    "no-contradiction",
    "contradicted",
    "contradicted",
    "no-population",
  ),
  // Required: an accepted risk stays a contradiction, 164.306(d)(2).
  "164.312(a)(2)(i)": states("contradicted", "contradicted", "contradicted", "contradicted", "contradicted"),
  // Other findings hold it where it is.
  "164.312(a)(2)(iv)": states("contradicted", "contradicted", "contradicted", "contradicted", "contradicted"),
  // SOC 2 takes a compensating control, whatever HIPAA says of the same finding.
  "PI1.5": states("contradicted", "no-contradiction", "excepted", "contradicted", "not-selected"),
  "CC7.2": states("contradicted", "no-contradiction", "contradicted", "contradicted", "contradicted"),
  "CC7.3": states("contradicted", "no-contradiction", "contradicted", "contradicted", "contradicted"),
  // For SOC 2 an accepted risk is a state of its own.
  "CC6.2": states("contradicted", "contradicted", "contradicted", "risk-accepted", "contradicted"),
  "A1.2": states("contradicted", "contradicted", "contradicted", "contradicted", "not-selected"),
  "C1.1": states("contradicted", "contradicted", "contradicted", "contradicted", "contradicted"),
};

function states(...of: RequirementState[]): Record<Change, RequirementState> {
  return Object.fromEntries(changes.map((change, i) => [change, of[i]])) as Record<Change, RequirementState>;
}

const record = `    reason: The delivery bucket is write-once, so that a changed file would show.
    factors: [technical-infrastructure, risk]
    owner: platform lead
    approvedBy: security official
    approvedOn: 2026-11-01
    reviewBy: 2027-05-01
    expiresOn: 2027-10-01
    riskRef: https://wiki.northwick.example/risk/7
`;

const alternative = `exceptions:
  - id: EX-1
    policy: aws-cloudtrail-log-validation
    resources: [module.audit.aws_cloudtrail.this]
    citations: ["164.312(c)(1)", "164.312(c)(2)"]
    type: addressable-alternative
    alternative: Object lock keeps every delivered file for a year.
    alternativeEvidence: aws-s3-object-lock
    soc2Compensating: Object lock, tested every quarter.
${record}`;

const acceptance = `exceptions:
  - id: EX-2
    policy: k8s-rbac-anonymous-binding
    resources: [RoleBinding.telehealth.on-call]
    citations: ["164.312(a)(2)(i)", CC6.2]
    type: risk-acceptance
${record}`;

const scope = `scope:
  noPhi:
    - addresses: [module.audit.aws_cloudtrail.this]
  soc2:
    categories: [security, confidentiality]
`;

let home: string;
const found = new Map<Change, Evidence>();

beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), "crosswalk-telehealth-"));
  found.set(
    "as it is",
    evidenceOf("as-it-is", () => {}),
  );
  found.set(
    "fix",
    evidenceOf("fix", (folder) => {
      const path = join(folder, "infra/modules/audit/main.tf");
      const on = "include_global_service_events = true";
      const text = readFileSync(path, "utf8");
      expect(text).toContain(on);
      const fixed = `${on}\n  is_multi_region_trail = true\n  enable_log_file_validation = true`;
      writeFileSync(path, text.replace(on, fixed));
    }),
  );
  const settings = { exception: alternative, "accepted risk": acceptance, scope };
  for (const [change, text] of Object.entries(settings))
    found.set(
      change as Change,
      evidenceOf(change.replace(" ", "-"), (folder) => writeFileSync(join(folder, "crosswalk.yaml"), text)),
    );
}, 120_000);

afterAll(() => rmSync(home, { recursive: true, force: true }));

function evidenceOf(name: string, change: (folder: string) => void): Evidence {
  const folder = join(home, name);
  cpSync(join(root, "fixtures/projects/telehealth"), folder, { recursive: true });
  change(folder);
  const out = join(home, `${name}-evidence`);
  const ran = crosswalk(["evidence", "--out", out, "--time", "2026-11-25T09:00:00Z"], folder);
  expect(ran.status, ran.stderr).toBe(0);
  return JSON.parse(readFileSync(join(out, "evidence.json"), "utf8")) as Evidence;
}

function requirement(change: Change, id: string) {
  const { hipaa, soc2 } = found.get(change)?.requirements ?? { hipaa: [], soc2: [] };
  const row = [...hipaa, ...soc2].find((one) => one.id === id);
  if (!row) throw new Error(`no requirement ${id}`);
  return row;
}

describe.each(Object.keys(expected))("%s", (id) => {
  test.each(changes)("after: %s", (change) => {
    const row = requirement(change, id);
    expect(row.state, row.why).toBe(expected[id]?.[change]);
  });
});

test("the exception stands with its requirement and its rows, and in the register", () => {
  const row = requirement("exception", "164.312(c)(2)");
  expect(row.exceptions).toEqual(["EX-1"]);
  expect(row.counts.excepted).toBe(row.counts.fail);
  const [register] = found.get("exception")?.exceptions ?? [];
  expect(register).toMatchObject({ id: "EX-1", status: "active", owner: "platform lead", signOff: false });
  expect(register?.rows.length).toBeGreaterThan(0);
  const rows = new Set(found.get("exception")?.population.map((one) => one.id));
  expect(register?.rows.every((id) => rows.has(id))).toBe(true);
});

test("an accepted risk says why it changes nothing for HIPAA", () => {
  expect(requirement("accepted risk", "164.312(a)(2)(i)").why).toContain("accepted risk");
});

test("nothing else changes: every requirement that none of it concerns stays as it was", () => {
  const all = (change: Change) => {
    const { hipaa, soc2 } = found.get(change)?.requirements ?? { hipaa: [], soc2: [] };
    return new Map([...hipaa, ...soc2].map((row) => [row.id, row.state]));
  };
  const before = all("as it is");
  for (const change of ["fix", "exception", "accepted risk"] as const) {
    const different = [...all(change)].filter(([id, state]) => before.get(id) !== state).map(([id]) => id);
    const meant = Object.entries(expected).filter(([, states]) => states[change] !== states["as it is"]);
    expect(different.sort(), change).toEqual(meant.map(([id]) => id).sort());
  }
});

test("with scope changed, what lies outside is counted apart and the other framework keeps its verdicts", () => {
  const row = requirement("scope", "164.312(b)");
  expect(row.counts).toMatchObject({ pass: 0, fail: 0, unknown: 0 });
  expect(row.counts.outOfScope).toBeGreaterThan(0);
  expect(requirement("scope", "CC7.2").counts.fail).toBe(requirement("as it is", "CC7.2").counts.fail);
  expect(found.get("scope")?.scope.categories).toEqual(["security", "confidentiality"]);
});
