import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { discover } from "../../src/discover/discover.ts";
import { unitsOf } from "../support/pipeline.ts";

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

function put(files: Record<string, string>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(cwd, name)), { recursive: true });
    writeFileSync(join(cwd, name), text);
  }
}

const sourcesFor = async (path: string): Promise<string[]> => {
  const found = await discover({ cwd, paths: [path], include: [], exclude: [] });
  return found.sources.map((source) => source.path);
};

test("callers are found in JSON syntax, through links, through what terraform init noted, and for vendored copies", async () => {
  const bucket = 'resource "aws_s3_bucket" "a" {}\n';
  put({
    "json/main.tf.json": '{"module": {"a": {"source": "../modules/a"}}}',
    "tofu/main.tofu": 'module "a" {\n  source = "../modules/a"\n}\n',
    "linked/main.tf": 'module "a" {\n  source = "./link"\n}\n',
    "noted/main.tf": 'module "a" {\n  source = "registry.example/a/b"\n}\n',
    "noted/.terraform/modules/modules.json":
      '{"Modules":[{"Key":"","Source":"","Dir":"."},{"Key":"a","Source":"registry.example/a/b","Dir":"../modules/a"}]}',
    "broken/main.tf": bucket,
    "broken/.terraform/modules/modules.json": "{",
    "vendoring/main.tf": 'module "a" {\n  source = "./vendor/a"\n}\n',
    "vendoring/vendor/a/main.tf": bucket,
    "modules/a/main.tf": bucket,
  });
  symlinkSync("../modules/a", join(cwd, "linked/link"));
  expect(await sourcesFor("modules/a/main.tf")).toEqual([
    "json/main.tf.json",
    "linked/main.tf",
    "modules/a/main.tf",
    "noted/main.tf",
    "tofu/main.tofu",
  ]);
  expect(await sourcesFor("vendoring/vendor/a/main.tf")).toEqual([
    "vendoring/main.tf",
    "vendoring/vendor/a/main.tf",
  ]);
  // The whole folder agrees: the module is judged through each of its callers, and never alone.
  const ids: string[] = [];
  for (const unit of await unitsOf(cwd))
    ids.push(`${unit.id} ${unit.resources.map((one) => one.head.source.path)}`);
  expect(ids).toEqual([
    "terraform:broken broken/main.tf",
    "terraform:json modules/a/main.tf",
    "terraform:linked modules/a/main.tf",
    "terraform:noted modules/a/main.tf",
    "terraform:tofu modules/a/main.tf",
    "terraform:vendoring vendoring/vendor/a/main.tf",
  ]);
});

test("a named module file of a repository of 2,000 folders reads its callers only", async () => {
  const files: Record<string, string> = {};
  for (let i = 0; i < 1000; i++) {
    files[`modules/m${i}/main.tf`] = 'resource "aws_s3_bucket" "a" {}\n';
    files[`roots/r${i}/main.tf`] = `module "m" {\n  source = "../../modules/m${i % 500}"\n}\n`;
  }
  put(files);
  const started = performance.now();
  expect(await sourcesFor("modules/m7/main.tf")).toEqual([
    "modules/m7/main.tf",
    "roots/r507/main.tf",
    "roots/r7/main.tf",
  ]);
  expect(performance.now() - started).toBeLessThan(5_000);
});
