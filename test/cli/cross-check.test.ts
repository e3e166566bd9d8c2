import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { afterAll, expect, test } from "vitest";
import schema from "../../src/report/report.schema.json" with { type: "json" };
import { root } from "../support/paths.ts";

const cwd = mkdtempSync(join(tmpdir(), "crosswalk-cross-check-"));
afterAll(() => rmSync(cwd, { recursive: true, force: true }));
writeFileSync(join(cwd, "main.tf"), 'resource "aws_db_instance" "ehr" {\n  publicly_accessible = true\n}\n');
writeFileSync(join(cwd, "outputs.tf"), 'output "a" {\n  value = provider::aws::arn_parse("b")\n}\n');

function crosswalk(args: readonly string[]): { status: number | null; stdout: string } {
  const command = [join(root, "bin/crosswalk.js"), ...args];
  return spawnSync(process.execPath, command, { cwd, encoding: "utf8", timeout: 60_000 });
}

const scan = ["scan", "--policy", "aws-rds-not-public"];

test("the second opinion stands in text and JSON, and decides nothing", { timeout: 120_000 }, () => {
  const without = crosswalk([...scan, "--format", "json"]);
  const asked = crosswalk([...scan, "--format", "json", "--cross-check"]);
  const { crossCheck, ...report } = JSON.parse(asked.stdout);
  expect(report).toEqual(JSON.parse(without.stdout));
  expect([without.status, asked.status]).toEqual([1, 1]);
  expect(crossCheck).toEqual({
    parser: "hcl2-parser 1.0.3",
    files: 2,
    agreed: 1,
    differences: [{ path: "outputs.tf", line: 1, within: "", what: "only crosswalk accepts this" }],
    notRead: [],
  });
  const validate = new Ajv2020({ strict: true, allErrors: true }).compile(schema);
  validate(JSON.parse(asked.stdout));
  expect(validate.errors).toBeNull();

  const { stdout } = crosswalk([...scan, "--cross-check", "--quiet"]);
  expect(stdout).toContain("cross-check hcl2-parser 1.0.3 reads 1 of 2 Terraform files as crosswalk does");
  expect(stdout).toContain("outputs.tf:1:1: only crosswalk accepts this");
});
