import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Evidence } from "../../src/evidence/evidence.ts";
import { evidenceFiles } from "../../src/evidence/files.ts";
import { root } from "../support/paths.ts";

const policy = "aws-ebs-volume-encrypted";
/** Issue 5: evidence and diff for this many in under two seconds. */
const findings = 500;
const exceptions = 50;
const dates = 10;
const limit = 2_000;

let home: string;
let folders: string[] = [];

beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), "crosswalk-evidence-scale-"));
  const project = join(home, "project");
  mkdirSync(project);
  const volume = (i: number) =>
    `resource "aws_ebs_volume" "v${i}" {\n  availability_zone = "us-east-1a"\n  size = ${i + 1}\n  encrypted = false\n}\n`;
  writeFileSync(join(project, "main.tf"), Array.from({ length: findings }, (_, i) => volume(i)).join("\n"));
  const record = (i: number) => `  - id: EX-2026-${String(i).padStart(3, "0")}
    policy: ${policy}
    resources: [aws_ebs_volume.v${i}]
    citations: [164.312(a)(2)(iv)]
    type: addressable-alternative
    reason: It holds public reference data only.
    factors: [risk, cost]
    alternative: It is rebuilt from the public source every night.
    alternativeEvidence: https://wiki.example.org/scratch
    owner: platform lead
    approvedBy: security official
    approvedOn: 2026-11-01
    reviewBy: 2027-05-01
    expiresOn: 2027-10-01
    riskRef: https://wiki.example.org/risk
`;
  writeFileSync(
    join(project, "crosswalk.yaml"),
    `exceptions:\n${Array.from({ length: exceptions }, (_, i) => record(i)).join("")}`,
  );
});

afterAll(() => rmSync(home, { recursive: true, force: true }));

/**
 * Runs the command line and measures the processor time it took, in milliseconds: on a machine that does other work
 * too, the clock would measure that work.
 */
function measured(args: readonly string[], cwd: string): { ms: number; stdout: string } {
  const script = 'TIMEFORMAT="%U %S"; time "$@"';
  const { status, stdout, stderr } = spawnSync(
    "bash",
    ["-c", script, "bash", process.execPath, join(root, "bin/crosswalk.js"), ...args],
    { cwd, encoding: "utf8", maxBuffer: 64 * 1024 * 1024 },
  );
  expect(status, stderr).toBe(0);
  const [user = Number.NaN, system = Number.NaN] =
    stderr.trim().split("\n").at(-1)?.split(" ").map(Number) ?? [];
  return { ms: Math.round((user + system) * 1000), stdout };
}

test(`${findings} findings and ${exceptions} exceptions: evidence in under ${limit} ms, the process's start included`, () => {
  const out = join(home, "first");
  const args = ["evidence", "--out", out, "--policy", policy, "--time", "2026-11-25T09:00:00Z"];
  const { ms } = measured(args, join(home, "project"));
  console.log(`evidence: ${ms} ms`);
  const body = JSON.parse(readFileSync(join(out, "evidence.json"), "utf8")) as Evidence;
  expect(body.population.filter((row) => row.verdict === "fail")).toHaveLength(findings);
  expect(body.population.filter((row) => row.status === "excepted")).toHaveLength(exceptions);
  expect(body.exceptions.filter((one) => one.status === "active")).toHaveLength(exceptions);
  folders = Array.from({ length: dates }, (_, i) => writeLater(body, i));
  expect(ms).toBeLessThan(limit);
});

/** The evidence of a later date, on which one violation in ten more is fixed. */
function writeLater(body: Evidence, i: number): string {
  const generatedAt = new Date(Date.UTC(2026, i, 1)).toISOString();
  const population = body.population.map((row, n) =>
    n % 10 < i ? { ...row, verdict: "pass" as const, status: "open" as const } : row,
  );
  const later = { ...body, population, provenance: { ...body.provenance, generatedAt } };
  const folder = join(home, `date-${i}`);
  for (const [path, text] of evidenceFiles(later, "{}\n")) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

test(`${dates} dates are compared in under ${limit} ms, every digest checked`, () => {
  expect(folders).toHaveLength(dates);
  const { ms, stdout } = measured(["evidence", "diff", "--format", "json", ...folders], home);
  console.log(`diff: ${ms} ms`);
  const diff = JSON.parse(stdout);
  expect(diff.runs).toHaveLength(dates);
  expect(diff.findings).toHaveLength(findings);
  expect(diff.totals.fixed).toBe(((dates - 1) * findings) / 10);
  expect(ms).toBeLessThan(limit);
});
