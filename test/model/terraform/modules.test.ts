import { expect, test } from "vitest";
import { model, modelOne, plain, resource, valueAt } from "./harness.ts";

const keys = (files: Record<string, string>) =>
  model(files).map((unit) => [unit.id, unit.resources.map((one) => one.key)]);

test("count, for_each and modules give Terraform's addresses", () => {
  const unit = modelOne(
    `resource "t" "c" {
  count = 2
  n = "x\${count.index}"
}
resource "t" "none" { count = 0 }
resource "t" "e" {
  for_each = toset(["b", "a"])
  k = each.key
  v = each.value
}
module "m" {
  source   = "./m"
  for_each = { "k.1" = "one", "q\\"" = "two" }
  name     = each.value
}
output "all" { value = module.m["k.1"].id }
resource "t" "uses" {
  a = module.m["k.1"].name
  b = t.c[*].n
  c = [for k, v in module.m : v.name]
  d = values(t.e)[*].k
}
`,
    {
      "m/main.tf":
        'variable "name" {}\nresource "t" "y" { n = var.name }\noutput "name" { value = t.y.n }\noutput "id" { value = t.y.id }\n',
    },
  );
  expect(unit.resources.map((one) => one.address).sort()).toEqual(
    [
      "t.c[0]",
      "t.c[1]",
      't.e["a"]',
      't.e["b"]',
      "t.uses",
      'module.m["k.1"].t.y',
      'module.m["q\\""].t.y',
    ].sort(),
  );
  expect(plain(resource(unit, "t.uses").values)).toEqual({
    a: "one",
    b: ["x0", "x1"],
    c: ["one", "two"],
    d: ["a", "b"],
  });
  expect(resource(unit, 'module.m["k.1"].t.y').via.map((frame) => frame.what)).toEqual(['module.m["k.1"]']);
  expect(unit.diagnostics).toEqual([]);
});

test("an unknown collection gives one instance that says so", () => {
  const unit = modelOne(
    'variable "n" {}\nresource "t" "c" { count = var.n }\nresource "t" "e" {\n  for_each = var.n\n  k = each.key\n}\nmodule "m" {\n  source = "./m"\n  count = var.n\n}\nresource "t" "u" { v = t.c[0].id }\n',
    {
      "m/a.tf": 'resource "t" "in" { a = 1 }\n',
    },
  );
  expect(unit.resources.map((one) => [one.address, one.unknownInstance])).toEqual([
    ["t.c", "variable"],
    ["t.e", "variable"],
    ["t.u", undefined],
    ["module.m.t.in", "variable"],
  ]);
  expect(plain(valueAt(unit, "t.u", "v"))).toBe("<variable t.c.id>");
});

test("roots are the folders that no other folder calls", () => {
  const files = {
    "envs/prod/main.tf": 'module "s" { source = "../../modules/s" }\n',
    "modules/s/main.tf": 'module "inner" { source = "./inner" }\n',
    "modules/s/inner/main.tf": 'resource "t" "a" {}\n',
    "alone/main.tf": 'resource "t" "b" {}\n',
    "ring/a/main.tf": 'module "b" { source = "../b" }\nresource "t" "c" {}\n',
    "ring/b/main.tf": 'module "a" { source = "../a" }\n',
  };
  expect(keys(files)).toEqual([
    ["terraform:alone", ["t.b"]],
    ["terraform:envs/prod", ["module.s.module.inner.t.a"]],
    ["terraform:ring/a", ["t.c", "module.b.module.a.t.c"]],
  ]);
  expect(model(files)[2]?.diagnostics.map((one) => one.code)).toEqual(["tf-module-depth"]);
});

test("variables: precedence, conversion, optional attributes, nullable", () => {
  const unit = modelOne(
    `variable "a" { default = 1 }
variable "b" { default = 1 }
variable "c" { default = 1 }
variable "n" {
  default  = "kept"
  nullable = false
}
variable "o" {
  type = list(object({ x = string, y = optional(bool, true), z = optional(number) }))
}
variable "s" { type = set(string) }
resource "t" "r" {
  v = [var.a, var.b, var.c, var.n]
  o = var.o
  s = [for x in var.s : x]
}
`,
    {
      "terraform.tfvars":
        'a = "tfvars"\nb = "tfvars"\nc = "tfvars"\nn = null\no = [{ x = 5, extra = 1 }]\ns = ["b", "a", "b"]\n',
      "x.auto.tfvars": 'b = "auto"\nc = "auto"\n',
      "prod.tfvars": 'c = "file"\n',
    },
    ["prod.tfvars"],
  );
  expect(plain(resource(unit, "t.r").values)).toEqual({
    v: ["tfvars", "auto", "file", "kept"],
    o: [{ x: "5", y: true, z: null }],
    s: ["a", "b"],
  });
  expect(unit.sources).toEqual(["main.tf", "prod.tfvars", "terraform.tfvars", "x.auto.tfvars"]);
});

test("installed modules are found through modules.json, others are reported", () => {
  const files = {
    "main.tf":
      'module "there" {\n  source = "org/there/aws"\n  v = 7\n}\nmodule "gone" { source = "org/gone/aws" }\nmodule "typo" { source = "./typo" }\nresource "t" "r" { v = module.gone.id }\n',
    ".terraform/modules/modules.json":
      '{"Modules":[{"Key":"there","Dir":".terraform/modules/there"},{"Key":"there.sub","Dir":".terraform/modules/there/sub"}]}',
    ".terraform/modules/there/a.tf": 'variable "v" {}\nmodule "sub" {\n  source = "./sub"\n  v = var.v\n}\n',
    ".terraform/modules/there/sub/a.tf": 'variable "v" {}\nresource "t" "in" { v = var.v }\n',
  };
  const [unit] = model(files);
  if (!unit) throw new Error("no unit");
  expect(plain(valueAt(unit, "module.there.module.sub.t.in", "v"))).toBe(7);
  expect(unit.missing).toEqual([
    { what: "module.gone", cause: "module" },
    { what: "module.typo", cause: "module" },
  ]);
  expect(unit.notScanned.map((one) => one.cause)).toEqual(["module-not-found", "module-not-found"]);
  expect(unit.diagnostics.map((one) => one.code)).toEqual(["tf-module-not-found"]);
  expect(valueAt(unit, "t.r", "v")).toMatchObject({ cause: "module", detail: "module.gone" });
});

test("a repeated address keeps both blocks", () => {
  const unit = modelOne(
    'resource "t" "a" { n = 1 }\nresource "t" "a" { n = 2 }\nprovider "aws" {}\nprovider "aws" { alias = "east" }\n',
  );
  expect(unit.resources.map((one) => [one.key, one.address])).toEqual([
    ["provider.aws", "provider.aws"],
    ["provider.aws.east", "provider.aws.east"],
    ["t.a", "t.a"],
    ["t.a#2", "t.a"],
  ]);
  expect(unit.diagnostics.map((one) => one.code)).toEqual(["tf-duplicate-address"]);
});

test("providers: constraint, alias, default tags through a module, backend", () => {
  const unit = modelOne(
    `terraform {
  required_providers {
    aws = { source = "hashicorp/aws", version = ">= 5.0" }
  }
  backend "s3" { encrypt = true }
}
provider "aws" {
  alias = "east"
  default_tags {
    tags = { data = "phi", team = var.team }
  }
}
variable "team" {}
module "m" {
  source    = "./m"
  providers = { aws = aws.east }
}
`,
    {
      "m/a.tf":
        'terraform {\n  required_providers {\n    aws = { version = "~> 6.0" }\n  }\n}\nresource "aws_x" "y" {}\n',
    },
  );
  expect(resource(unit, "terraform.backend")).toMatchObject({ type: "terraform.backend", name: "s3" });
  expect(resource(unit, "module.m.aws_x.y").meta).toMatchObject({
    provider: "aws",
    providerVersion: ">= 5.0, ~> 6.0",
    mode: "managed",
    defaultTags: { data: "phi", team: { $unknown: { cause: "variable", refs: [] } } },
  });
});
