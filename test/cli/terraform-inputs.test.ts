import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { crosswalk } from "./crosswalk.ts";

let cwd = "";
beforeEach(() => {
  cwd = realpathSync(mkdtempSync(join(tmpdir(), "crosswalk-inputs-")));
  mkdirSync(join(cwd, "envs"));
  writeFileSync(
    join(cwd, "main.tf"),
    'variable "x" {\n  type = string\n}\nresource "aws_s3_bucket" "a" {\n  bucket = "${terraform.workspace}-${var.x}"\n}\n',
  );
  writeFileSync(join(cwd, "envs/a.tfvars"), 'x = "file"\n');
});
afterEach(() => {
  rmSync(cwd, { recursive: true, force: true });
});

const buckets = (args: string[], env: NodeJS.ProcessEnv = {}): unknown[] => {
  const { stdout, stderr, status } = crosswalk(["input", ".", ...args], cwd, env);
  expect(stderr).toBe("");
  expect(status).toBe(0);
  const { units } = JSON.parse(stdout) as {
    units: Array<{
      environment?: string;
      input: { resources: Record<string, { values: { bucket: unknown } }> };
    }>;
  };
  return units.map((unit) => [unit.environment, unit.input.resources["aws_s3_bucket.a"]?.values.bucket]);
};

test("--var and --var-file count in their order on the command line, over TF_VAR_; each environment is a unit", () => {
  const env = { TF_VAR_x: "env" };
  expect(buckets([], env)).toEqual([[undefined, "default-env"]]);
  expect(buckets(["--var", "x=var=1", "--var-file", "./envs/a.tfvars"], env)).toEqual([
    [undefined, "default-file"],
  ]);
  expect(buckets(["--var-file", "envs/a.tfvars", "--var", "x=var=1", "--workspace", "w"], env)).toEqual([
    [undefined, "w-var=1"],
  ]);
  expect(buckets(["--environment", "prod=envs/a.tfvars", "--environment", "dev=envs/a.tfvars"])).toEqual([
    ["prod", "default-file"],
    ["dev", "default-file"],
  ]);
});

test.each([
  [["--var", "x"], "--var: a value is missing"],
  [["--var", "=secret"], "a name is missing"],
  [["--var-file", "nope.tfvars"], "--var-file nope.tfvars: there is no such file"],
  [["--environment", "prod"], "a name or its files are missing"],
  [["--environment", "prod=nope"], "--environment nope: there is no such file"],
  [["--environment", "a=envs/a.tfvars", "--environment", "a=envs/a.tfvars"], "given twice"],
  [["--workspace", ""], "--workspace needs a name"],
])("%s is a usage error", (args, message) => {
  const { status, stderr } = crosswalk(["scan", ...args], cwd);
  expect(status).toBe(2);
  expect(stderr).toContain(message);
});

test("the report names the variables of the environment that took part, not their values", () => {
  const { stdout } = crosswalk(["scan", "--format", "json"], cwd, { TF_VAR_x: "sesame", TF_VAR_y: "other" });
  expect(JSON.parse(stdout)).toMatchObject({ environmentVariables: ["TF_VAR_x"] });
  expect(stdout).not.toContain("sesame");
  expect(crosswalk(["scan"], cwd, { TF_VAR_x: "sesame" }).stdout).toContain(
    "values from the environment: TF_VAR_x",
  );
});
