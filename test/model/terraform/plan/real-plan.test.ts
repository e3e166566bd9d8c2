import { describe, expect } from "vitest";
import type { Unit } from "../../../../src/model/resource.ts";
import { rootModule } from "../../../oracle/modules.ts";
import { Random } from "../../../oracle/random.ts";
import { inFolder, terraform, terraformIsThere } from "../../../oracle/terraform.ts";
import { unitsOf } from "../../../support/pipeline.ts";
import { testWhere } from "../../../support/shared.ts";
import { plain } from "../harness.ts";
import { withFolder } from "./harness.ts";

const testReal = testWhere(terraformIsThere, "the terraform command");

/** The plan that Terraform makes; undefined where it refuses the module. */
function realPlan(files: Record<string, string>): string | undefined {
  return inFolder(files, (folder) => {
    const made = terraform(folder, [
      "plan",
      "-input=false",
      "-refresh=false",
      "-lock=false",
      "-out=plan.bin",
    ]);
    return made.status === 0 ? terraform(folder, ["show", "-json", "plan.bin"]).stdout : undefined;
  });
}

/** Instances with the values a configuration sets; unknown ones by their cause and references. */
function instances(units: readonly Unit[], withRefs: boolean): Record<string, unknown> {
  const found: Record<string, unknown> = {};
  for (const unit of units) {
    for (const resource of unit.resources) {
      const text = JSON.stringify(plain(resource.values), (_, value) =>
        typeof value === "string" && /^<(?:computed|data|function|variable)/.test(value)
          ? withRefs
            ? value
            : "<unknown>"
          : value,
      );
      const { lifecycle: _, provisioner: __, ...values } = JSON.parse(text) as Record<string, unknown>;
      found[resource.address] = values;
    }
  }
  return found;
}

const files = {
  "main.tf": `
variable "n" { default = 2 }
variable "secret" {
  default   = "hunter2"
  sensitive = true
}
locals { ids = terraform_data.a[*].id }
resource "terraform_data" "a" {
  count = var.n
  input = { x = 1, y = null, s = var.secret }
}
resource "terraform_data" "b" {
  for_each         = toset(["k", "l\\"q.r"])
  input            = [terraform_data.a[0].id, each.key, terraform_data.a[0].output]
  triggers_replace = null
}
module "m" {
  source   = "./m"
  for_each = { one = 1 }
  v        = terraform_data.b["k"].id
  w        = local.ids
}
resource "terraform_data" "c" {
  input = module.m["one"].o
  lifecycle { create_before_destroy = true }
}
check "h" {
  assert {
    condition     = var.n > 1
    error_message = "few"
  }
}
`,
  "m/main.tf": `
variable "v" {}
variable "w" {}
resource "terraform_data" "in" { input = "pre-\${var.v}-post" }
resource "terraform_data" "j" { input = jsonencode({ a = var.v, b = var.w }) }
output "o" { value = terraform_data.j.id }
`,
  ".terraform/modules/modules.json": JSON.stringify({
    Modules: [
      { Key: "", Source: "", Dir: "." },
      { Key: "m", Source: "./m", Dir: "m" },
    ],
  }),
};

describe("a plan that Terraform made gives what the source gives", () => {
  testReal("instances, values, unknowns and their references", async () => {
    const plan = realPlan(files);
    if (plan === undefined) throw new Error("Terraform refused the module");
    const fromSource = await withFolder(files, (cwd) => unitsOf(cwd));
    const beside = await withFolder({ ...files, "plan.json": plan }, (cwd) => unitsOf(cwd));
    expect(beside.map((unit) => unit.id)).toEqual(["plan:plan.json"]);
    expect(instances(beside, true)).toEqual(instances(fromSource, true));
    const alone = await withFolder({ "plan.json": plan }, (cwd) => unitsOf(cwd));
    expect(instances(alone, false)).toEqual(instances(fromSource, false));
    // A local is not in a plan: what went through it is no reference there.
    const refs = (units: Unit[], key: string) =>
      units
        .flatMap((unit) => unit.resources)
        .find((one) => one.key === key)
        ?.values.entries.get("input")?.value.refs;
    expect(refs(alone, "terraform_data.c")?.map((ref) => ref.key)).toEqual([
      'module.m["one"].terraform_data.j',
    ]);
    expect(refs(alone, 'module.m["one"].terraform_data.j')?.map((ref) => ref.key)).toEqual([
      'terraform_data.b["k"]',
    ]);
  });

  testReal("twelve generated module trees", { timeout: 180_000 }, async () => {
    let compared = 0;
    for (let seed = 1; compared < 12 && seed < 60; seed++) {
      const { files: generated, manifest } = rootModule(new Random(seed));
      const all = { ...generated, ".terraform/modules/modules.json": manifest };
      const plan = realPlan(all);
      if (plan === undefined) continue;
      compared++;
      const fromSource = await withFolder(all, (cwd) => unitsOf(cwd));
      const known = fromSource.filter((unit) => unit.folder === ".");
      const beside = await withFolder({ ...all, "plan.json": plan }, (cwd) => unitsOf(cwd));
      expect(
        instances(
          beside.filter((unit) => unit.folder === "."),
          false,
        ),
        `seed ${seed}, beside`,
      ).toEqual(instances(known, false));
      const alone = await withFolder({ "plan.json": plan }, (cwd) => unitsOf(cwd));
      expect(instances(alone, false), `seed ${seed}, alone`).toEqual(instances(known, false));
    }
    expect(compared).toBe(12);
  });
});
