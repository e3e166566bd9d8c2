import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { discover } from "../../src/discover/discover.ts";

let cwd = "";
beforeEach(() => {
  cwd = realpathSync(mkdtempSync(join(tmpdir(), "crosswalk-callers-")));
});
afterEach(() => {
  rmSync(cwd, { recursive: true, force: true });
});

test("a file of a child module brings the roots that call it, also through other modules", async () => {
  const files = {
    "envs/prod/main.tf": 'module "a" {\n  source = "../../modules/outer/"\n}\n',
    "envs/prod/terraform.tfvars": "x = 1\n",
    "modules/outer/main.tf": 'module "b" {\n  source = "../inner"\n}\n',
    "modules/inner/main.tf": 'resource "aws_s3_bucket" "a" {}\n',
    "modules/circle/main.tf": 'module "c" {\n  source = "../circle"\n}\n',
    "envs/other/main.tf": 'module "a" {\n  source = "../../modules/circle"\n}\n',
  };
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(cwd, name)), { recursive: true });
    writeFileSync(join(cwd, name), text);
  }
  const find = async (path: string) => {
    const found = await discover({ cwd, paths: [path], include: [], exclude: [] });
    expect([...found.named]).toEqual([path]);
    return found.sources.map((source) => source.path);
  };
  expect(await find("modules/inner/main.tf")).toEqual([
    "envs/prod/main.tf",
    "envs/prod/terraform.tfvars",
    "modules/inner/main.tf",
    "modules/outer/main.tf",
  ]);
  expect(await find("modules/circle/main.tf")).toEqual(["envs/other/main.tf", "modules/circle/main.tf"]);
  expect(await find("envs/prod/main.tf")).toEqual(["envs/prod/main.tf", "envs/prod/terraform.tfvars"]);
});
