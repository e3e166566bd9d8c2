import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { crosswalk } from "../cli/crosswalk.ts";
import { root } from "../support/paths.ts";

let cwd = "";
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), "crosswalk-exit-"));
});
afterEach(() => {
  rmSync(cwd, { recursive: true, force: true });
});

test("an unknown that a comment quiets does not fail --fail-on-unknown", () => {
  const text = (comment: string): string =>
    `variable "x" {}\nresource "aws_db_instance" "a" {\n  ${comment}\n  publicly_accessible = var.x\n}\n`;
  const run = (comment: string): number | null => {
    writeFileSync(join(cwd, "main.tf"), text(comment));
    return crosswalk(["scan", "--policy", "aws-rds-not-public", "--fail-on-unknown"], cwd).status;
  };
  expect(run("")).toBe(1);
  expect(run("# crosswalk:ignore aws-rds-not-public -- set at apply, reviewed")).toBe(0);
});

test("a reader that has gone away is no crash", async () => {
  writeFileSync(join(cwd, "main.tf"), 'resource "aws_db_instance" "a" {\n  publicly_accessible = true\n}\n');
  const child = spawn(process.execPath, [join(root, "bin/crosswalk.js"), "scan", "--fail-on", "none"], {
    cwd,
  });
  child.stdout.destroy();
  let stderr = "";
  child.stderr.on("data", (chunk) => {
    stderr += chunk;
  });
  const code = await new Promise((done) => {
    child.on("close", done);
  });
  expect([code, stderr]).toEqual([0, ""]);
});
