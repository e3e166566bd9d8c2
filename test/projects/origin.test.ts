import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { catalogue, scanFolder } from "../support/pipeline.ts";

const cwd = mkdtempSync(join(tmpdir(), "crosswalk-origin-"));
afterAll(() => rmSync(cwd, { recursive: true, force: true }));

test("a value that came through variables tells where it was written, a value on the spot does not", async () => {
  writeFileSync(join(cwd, "variables.tf"), 'variable "public" {\n  default = false\n}\n');
  writeFileSync(join(cwd, "terraform.tfvars"), "# staging\npublic = true\n");
  writeFileSync(
    join(cwd, "main.tf"),
    'locals {\n  open = var.public\n}\n\nresource "aws_db_instance" "a" {\n  publicly_accessible = local.open\n}\n\nresource "aws_db_instance" "b" {\n  publicly_accessible = true\n}\n',
  );
  const policies = catalogue.policies.filter((policy) => policy.id === "aws-rds-not-public");
  const { findings } = await scanFolder(cwd, { policies });
  const ways = findings.map((one) => [
    one.resource.address,
    one.via.map(({ at, what }) => `${what} at ${at.source.path}:${at.source.lines.at(at.start).line}`),
  ]);
  expect(ways).toEqual([
    ["aws_db_instance.a", ["value at terraform.tfvars:2"]],
    ["aws_db_instance.b", []],
  ]);
});
