import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import schema from "@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json" with { type: "json" };
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { afterAll, describe, expect, test } from "vitest";
import { root } from "../support/paths.ts";
import { crosswalk, type Ran } from "./crosswalk.ts";

const sample = "fixtures/projects/telehealth";
const hardened = "fixtures/projects/telehealth-hardened";
const scratch = mkdtempSync(join(tmpdir(), "crosswalk-scan-"));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const runs = new Map<string, Ran>();

/** The sample's scan with these flags; run once, however many tests look at it. */
function scanned(...flags: string[]): Ran {
  const key = flags.join(" ");
  const run = runs.get(key) ?? crosswalk(["scan", sample, ...flags]);
  runs.set(key, run);
  return run;
}

interface Report {
  results: Array<{
    policy: string;
    verdict: string;
    fingerprint: string;
    location: { path: string; startLine: number };
    via: Array<{ path: string }>;
  }>;
  counts: { byVerdict: Record<string, number> };
}

function reportOf(stdout: string): Report {
  return JSON.parse(stdout) as Report;
}

const validateReport = new Ajv2020({ strict: true, allErrors: true }).compile(
  JSON.parse(readFileSync(join(root, "src/report/report.schema.json"), "utf8")),
);

describe("exit codes", () => {
  test("1 with violations, 0 when told not to fail, 0 without violations", () => {
    expect(scanned().status).toBe(1);
    expect(crosswalk(["scan", sample, "--fail-on", "none"]).status).toBe(0);
    expect(crosswalk(["scan", hardened, "--profile", "all", "--fail-on", "low"]).status).toBe(0);
  });

  test("--fail-on counts from its severity upwards", () => {
    // From the folder itself: below the top of this repository it is one of its fixtures, which do not gate.
    const at = (severity: string) =>
      crosswalk(["scan", "services/portal/.env.example", "--fail-on", severity], join(root, sample)).status;
    expect(at("medium")).toBe(1);
    expect(at("high")).toBe(0);
  });

  test("2 and a hint for what does not exist", () => {
    const policy = crosswalk(["scan", sample, "--policy", "aws-rds-not-publik"]);
    expect(policy.status).toBe(2);
    expect(policy.stdout).toBe("");
    expect(policy.stderr).toContain('there is no policy "aws-rds-not-publik"');
    expect(policy.stderr).toContain("Did you mean aws-rds-not-public?");

    const path = crosswalk(["scan", "no/such/folder"]);
    expect(path.status).toBe(2);
    expect(path.stdout + path.stderr).toContain("no/such/folder matches no file");
    expect(crosswalk(["scan", "no/such/*.tf"]).status).toBe(2);
    expect(crosswalk(["scan", sample, "no/such/folder"]).status).toBe(2);

    const flag = crosswalk(["scan", sample, "--fail-onn", "none"]);
    expect(flag.status).toBe(2);
    expect(flag.stderr).toContain("--fail-onn");
    expect(crosswalk(["scn"]).status).toBe(2);
  });
});

describe("reports", () => {
  test("JSON follows the published schema, its paths are relative with forward slashes", () => {
    const run = scanned("--format", "json");
    const report = reportOf(run.stdout);
    validateReport(report);
    expect(validateReport.errors).toBeNull();
    expect(report.results.length).toBeGreaterThan(30);
    for (const { location, via } of report.results)
      for (const { path } of [location, ...via])
        expect(path).toMatch(/^fixtures\/projects\/telehealth\/[^\\]+$/);
    expect(run.stdout).not.toContain(root);
  });

  test("SARIF follows the committee's schema", () => {
    const { $schema: _, id: __, ...official } = schema;
    const ajv = new Ajv2020({ strict: false, allErrors: true, unicodeRegExp: false });
    addFormats.default(ajv);
    const validate = ajv.compile(official);
    const run = scanned("--format", "sarif");
    validate(JSON.parse(run.stdout));
    expect(validate.errors).toBeNull();
    expect(run.status).toBe(1);
    expect(run.stdout).not.toContain(root);
  });

  test("a second run gives the same bytes", () => {
    for (const format of ["text", "json", "sarif"]) {
      const again = crosswalk(["scan", sample, "--format", format]);
      expect(again.stdout).toBe(scanned("--format", format).stdout);
    }
  });

  test("--output writes what standard output would show", () => {
    const path = join(scratch, "report.json");
    const run = crosswalk(["scan", sample, "--output", `json=${path}`]);
    expect(run.status).toBe(1);
    expect(run.stdout).toContain("docker-compose.yaml");
    expect(readFileSync(path, "utf8")).toBe(scanned("--format", "json").stdout);
  });

  test("identities do not depend on where the scan starts", () => {
    const prints = (run: { stdout: string }) =>
      reportOf(run.stdout)
        .results.map((one) => one.fingerprint)
        .sort();
    const here = crosswalk(["scan", ".", "--format", "json"], join(root, sample));
    expect(prints(here)).toEqual(prints(scanned("--format", "json")));
  });

  test("no secret of the sample is printed in any format", () => {
    for (const format of ["text", "json", "sarif"]) {
      const { stdout } = scanned("--format", format, "--profile", "all");
      for (const secret of [
        "silver-otter",
        "willow-creek",
        "not-a-real-token",
        "copper-bridge",
        "quiet-meadow",
        "maple-harvest",
        "harbour-lantern",
        "amber-gateway",
      ])
        expect(stdout).not.toContain(secret);
    }
  });

  test("what the provider's schema calls a secret is masked beside any finding", () => {
    const file = join(scratch, "secret.tf");
    writeFileSync(
      file,
      [
        "locals {",
        '  spare = "birch-lantern"',
        "}",
        "",
        'resource "aws_db_instance" "ehr" {',
        '  password            = "willow-harbour"',
        "  publicly_accessible = true",
        "}",
        "",
        'resource "aws_db_instance" "spare" {',
        "  password            = local.spare",
        "  publicly_accessible = true",
        "}",
        "",
      ].join("\n"),
    );
    const { stdout } = crosswalk(["scan", file, "--policy", "aws-rds-not-public"]);
    expect(stdout).toContain("publicly_accessible = true");
    expect(stdout).toContain("password            = local.spare");
    expect(stdout).toContain('password            = "•');
    expect(stdout).not.toContain("willow-harbour");
    expect(stdout).not.toContain("birch-lantern");
  });

  test("a frame of a policy about secrets shows the head of a block, which holds none", () => {
    expect(scanned().stdout).toContain('backend "s3" {');
  });

  test("no escape codes without a terminal or under NO_COLOR", () => {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: that is what is looked for
    const code = /\x1b/;
    expect(scanned().stdout).not.toMatch(code);
    expect(crosswalk(["scan", sample], root, { FORCE_COLOR: "1", NO_COLOR: "1" }).stdout).not.toMatch(code);
    expect(crosswalk(["scan", sample], root, { FORCE_COLOR: "1" }).stdout).toMatch(code);
  });

  test("a wider profile finds at least as much", () => {
    const failing = (profile: string) => {
      const { stdout } = scanned("--format", "json", "--profile", profile);
      return new Set(
        reportOf(stdout)
          .results.filter((one) => one.verdict === "fail")
          .map((one) => one.fingerprint),
      );
    };
    const [recommended, strict, all] = ["recommended", "strict", "all"].map(failing);
    for (const print of recommended ?? []) expect(strict).toContain(print);
    for (const print of strict ?? []) expect(all).toContain(print);
    expect(strict?.size).toBeGreaterThan(recommended?.size ?? 0);
  });
});
