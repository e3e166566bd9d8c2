import { expect, test } from "vitest";
import { model, plain } from "./harness.ts";

const main = 'variable "x" {\n  type = string\n}\nresource "t" "r" {\n  v = var.x\n}\n';
const shown = (files: Record<string, string>, environments: Array<[string, string[]]>) =>
  model(files, [], { environments: environments.map(([name, paths]) => ({ name, files: paths })) }).map(
    (unit) => [unit.id, unit.environment, ...unit.resources.map((one) => plain(one.values))],
  );

test("a root is judged once for each environment whose files lie beneath it, the nearest root only", () => {
  const files = {
    "main.tf": main,
    "envs/prod.tfvars": 'x = "p"\n',
    "envs/dev.tfvars.json": '{"x": "d"}',
    "inner/main.tf": main,
    "inner/prod.tfvars": 'x = "inner"\n',
    "other/main.tf": main,
  };
  expect(
    shown(files, [
      ["prod", ["envs/prod.tfvars", "inner/prod.tfvars"]],
      ["dev", ["envs/dev.tfvars.json"]],
    ]),
  ).toEqual([
    ["terraform:.", "prod", { v: "inner" }],
    ["terraform:.", "dev", { v: "d" }],
    ["terraform:inner", "prod", { v: "inner" }],
    ["terraform:other", undefined, { v: "<variable>" }],
  ]);
});

test("files that lie near no root make every root that declares one of their variables", () => {
  const files = {
    "a/main.tf": main,
    "b/main.tf": 'resource "t" "r" {\n  v = 1\n}\n',
    "vars/prod.tfvars": 'x = "p"\n',
  };
  expect(shown(files, [["prod", ["vars/prod.tfvars"]]])).toEqual([
    ["terraform:a", "prod", { v: "p" }],
    ["terraform:b", undefined, { v: 1 }],
  ]);
});

test("variable files that were not used are offered, the automatic ones are not", () => {
  const [unit] = model({
    "main.tf": main,
    "terraform.tfvars": "",
    "a.auto.tfvars": "",
    "envs/prod.tfvars": 'x = "p"\ny = 1\n',
  });
  expect(unit?.variableFiles).toEqual([{ path: "envs/prod.tfvars", names: ["x", "y"] }]);
});
