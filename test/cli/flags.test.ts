import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { root } from "../support/shared.ts";

const cwd = mkdtempSync(join(tmpdir(), "crosswalk-flags-"));
afterAll(() => rmSync(cwd, { recursive: true, force: true }));
writeFileSync(
  join(cwd, "main.tf"),
  'variable "public" {}\n\nresource "aws_db_instance" "ehr" {\n  publicly_accessible = var.public\n}\n',
);
writeFileSync(join(cwd, "prod.tfvars"), "public = true\n");

function crosswalk(...args: string[]): { status: number | null; stdout: string; stderr: string } {
  return spawnSync(process.execPath, [join(root, "bin/crosswalk.js"), ...args], { cwd, encoding: "utf8" });
}

interface Listed {
  policies: Array<{
    id: string;
    title: string;
    control: string;
    severity: string;
    subjects: string[];
    peers: string[];
    related: string[];
  }>;
}

describe("scan", () => {
  const only = ["scan", "--policy", "aws-rds-not-public"];

  test("a variable file decides a verdict, a missing one is an error", () => {
    expect(crosswalk(...only).status).toBe(0);
    expect(crosswalk(...only, "--fail-on-unknown").status).toBe(1);
    const prod = crosswalk(...only, "--var-file", "prod.tfvars");
    expect(prod.status).toBe(1);
    expect(prod.stdout).toContain("main.tf:4:3");
    const missing = crosswalk(...only, "--var-file", "stage.tfvars");
    expect(missing.status).toBe(2);
    expect(missing.stderr).toContain("stage.tfvars");
  });

  test("--framework leaves the other one's references out", () => {
    const { stdout } = crosswalk(...only, "--var-file", "prod.tfvars", "--framework", "soc2");
    expect(stdout).toContain("CC6.6");
    expect(stdout).not.toContain("164.312(e)(1)");
  });

  test("several outputs in one run, the format told by the ending or by name", () => {
    const done = crosswalk(
      ...only,
      "--var-file",
      "prod.tfvars",
      "--output",
      "a.json",
      "--output",
      "sarif=b.txt",
      "--fail-on",
      "none",
    );
    expect(done.status).toBe(0);
    expect(JSON.parse(readFileSync(join(cwd, "a.json"), "utf8"))).toMatchObject({ schemaVersion: "1" });
    expect(JSON.parse(readFileSync(join(cwd, "b.txt"), "utf8"))).toMatchObject({ version: "2.1.0" });
    expect(crosswalk(...only, "--output", "report.bin").stderr).toContain("does not tell the format");
    expect(crosswalk(...only, "--output", "no/such/folder/a.json").status).toBe(2);
  });

  test("a word that is not known is an error that names the ones that are", () => {
    for (const args of [
      ["--format", "xml"],
      ["--fail-on", "dreadful"],
      ["--profile", "strictest"],
      ["--verdicts", "maybe"],
      ["--framework", "pci"],
    ]) {
      const done = crosswalk("scan", ...args);
      expect(done.status, args.join(" ")).toBe(2);
      expect(done.stderr).toContain("must be one of");
    }
    const unknown = crosswalk("scan", "--policy", "aws-rds-not-publik");
    expect(unknown.status).toBe(2);
    expect(unknown.stderr).toContain("Did you mean aws-rds-not-public?");
    expect(crosswalk("scan", "--control", "no-such").status).toBe(2);
    expect(crosswalk("scan", "--no-such-flag").status).toBe(2);
    expect(crosswalk("scan", "no/such/path").status).toBe(2);
  });

  test("--verdicts lists passes, and the exit code stays", () => {
    const report = JSON.parse(
      crosswalk(...only, "--var-file", "prod.tfvars", "--format", "json", "--verdicts", "pass").stdout,
    ) as { results: unknown[] };
    expect(report.results).toEqual([]);
    expect(
      crosswalk(...only, "--var-file", "prod.tfvars", "--format", "json", "--verdicts", "pass").status,
    ).toBe(1);
  });
});

describe("questions about the policies", () => {
  test("the list as JSON has what other programs build on", () => {
    const { policies } = JSON.parse(crosswalk("policies", "--format", "json").stdout) as Listed;
    const one = policies.find((policy) => policy.id === "aws-rds-not-public");
    expect(one).toMatchObject({ control: "network-exposure", severity: "critical" });
    expect(one?.subjects).toContain("aws_db_instance");
    expect(one?.peers).toContain("CKV_AWS_17");
    expect(policies.every((policy) => Array.isArray(policy.related))).toBe(true);
  });

  test("a filter that matches nothing is an error", () => {
    expect(crosswalk("policies", "--control", "no-such").status).toBe(2);
    expect(crosswalk("policies", "--control", "network-exposure").stdout).toContain("aws-rds-not-public");
  });

  test("a policy, a control, a citation and a criterion are explained", () => {
    expect(crosswalk("explain", "aws-rds-not-public").stdout).toContain("publicly_accessible = false");
    expect(crosswalk("explain", "network-exposure").stdout).toContain("CC6.6");
    const citation = crosswalk("explain", "164.312(a)(2)(iv)").stdout;
    expect(citation).toContain("addressable");
    expect(citation).toContain("aws-rds-storage-encrypted");
    expect(crosswalk("explain", "cc6.6").stdout).toContain("aws-rds-not-public");
    const wrong = crosswalk("explain", "164.312(a)(2)(v)");
    expect(wrong.status).toBe(2);
    expect(wrong.stderr).toContain("Did you mean");
  });

  test("the table of controls holds those that no config can show", () => {
    const { stdout } = crosswalk("controls");
    expect(stdout).toContain("breach-notification");
    expect(stdout).toContain("not assessable from config");
    expect(
      (JSON.parse(crosswalk("controls", "--format", "json").stdout) as { controls: unknown[] }).controls,
    ).toHaveLength(53);
  });

  test("input prints what a policy sees", () => {
    const { units } = JSON.parse(crosswalk("input", "main.tf").stdout) as {
      units: Array<{ input: { resources: Record<string, { values: Record<string, unknown> }> } }>;
    };
    expect(units[0]?.input.resources["aws_db_instance.ehr"]?.values["publicly_accessible"]).toMatchObject({
      $unknown: { cause: "variable" },
    });
  });

  test("help has examples, and the version is the package's", () => {
    expect(crosswalk("--help").stdout).toContain("Examples:");
    expect(crosswalk("--help").status).toBe(0);
    const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { version: string };
    expect(crosswalk("--version").stdout.trim()).toBe(version);
  });
});
