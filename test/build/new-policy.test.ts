import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { root } from "../support/shared.ts";

const target = mkdtempSync(join(tmpdir(), "crosswalk-new-"));
afterAll(() => rmSync(target, { recursive: true, force: true }));

function scaffold(...args: string[]): { status: number | null; stdout: string; stderr: string } {
  return spawnSync("npx", ["--no-install", "tsx", "policies/build/new-policy.ts", ...args], {
    cwd: root,
    encoding: "utf8",
    env: { ...process.env, CROSSWALK_ROOT: target },
  });
}

test("writes the policy, its test and its fixtures, once", () => {
  const args = ["aws-backup-vault-locked", "--control", "backup-recovery", "--subject", "aws_backup_vault"];
  const done = scaffold(...args);
  expect(done.stdout.trim().split("\n").sort()).toEqual([
    "fixtures/policies/aws-backup-vault-locked/fail/main.tf",
    "fixtures/policies/aws-backup-vault-locked/pass/main.tf",
    "fixtures/policies/aws-backup-vault-locked/unknown/main.tf",
    "policies/aws/backup/vault_locked.rego",
    "policies/aws/backup/vault_locked_test.rego",
  ]);
  const policy = readFileSync(join(target, "policies/aws/backup/vault_locked.rego"), "utf8");
  expect(policy).toContain("package crosswalk.policies.aws.backup.vault_locked");
  expect(policy).toContain("control: backup-recovery");
  expect(
    readFileSync(join(target, "fixtures/policies/aws-backup-vault-locked/fail/main.tf"), "utf8"),
  ).toContain("# expect: aws-backup-vault-locked fail");
  const again = scaffold(...args);
  expect(again.status).toBe(2);
  expect(again.stderr).toContain("is there already");
});

test("an unknown control or a bad id is an error", () => {
  expect(scaffold("aws-x-y", "--control", "no-such-control").status).toBe(2);
  expect(scaffold("Nonsense", "--control", "backup-recovery").status).toBe(2);
  expect(existsSync(join(target, "policies/aws/x"))).toBe(false);
});
