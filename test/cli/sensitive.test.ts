import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { crosswalk } from "./crosswalk.ts";

let cwd = "";
beforeEach(() => {
  cwd = realpathSync(mkdtempSync(join(tmpdir(), "crosswalk-sensitive-")));
});
afterEach(() => {
  rmSync(cwd, { recursive: true, force: true });
});

/** Every secret holds this word; none of the outputs may. */
const word = "Tr0ub4dor";

const files: Record<string, string> = {
  "main.tf": `variable "default" {
  type      = string
  sensitive = true
  default   = "${word}-default"
}
resource "aws_s3_bucket" "beside" {
  bucket = "logs"
}
variable "map" {
  type      = map(string)
  sensitive = true
}
variable "env" {
  sensitive = true
}
variable "unread" {
  sensitive = true
  default   = "${word}-unread"
}
locals {
  made = "prefix-\${var.default}"
  deep = { a = [var.map["k"], { b = upper(var.env) }] }
}
module "inner" {
  source = "./inner"
  token  = "${word}-argument"
}
provider "aws" {
  default_tags {
    tags = { secret = var.default }
  }
}
resource "aws_db_instance" "a" {
  password            = "${word}-schema"
  publicly_accessible = true
  username            = var.env
  tags = {
    a = local.made
    b = local.deep.a[1].b
    c = base64encode(var.default)
    d = sensitive("${word}-function")
    e = module.inner.token
    f = join(",", [for v in [var.default] : "\${v}x"])
    g = var.default == "" ? "x" : var.default
    h = jsonencode({ k = var.default })
  }
}
resource "aws_instance" "i" {
  user_data = <<-EOT
    #!/bin/sh
    export PASSWORD=\${var.default}
  EOT
  dynamic "ebs_block_device" {
    for_each = var.map
    content {
      device_name = ebs_block_device.value
      encrypted   = false
    }
  }
}
resource "aws_lambda_function" "f" {
  function_name = "f"
  environment {
    variables = { DB_PASSWORD = local.made, OTHER = aws_db_instance.a.password }
  }
}
output "o" {
  value     = var.default
  sensitive = true
}
resource "aws_s3_bucket" "wrong" {
  bucket = file("\${var.default}.txt")
  count  = var.default
}
`,
  "inner/main.tf": `variable "token" {
  ephemeral = true
}
output "token" {
  value     = "\${var.token}"
  sensitive = true
}
resource "aws_db_instance" "b" {
  publicly_accessible = true
  password            = var.token
}
`,
  "terraform.tfvars": `map = { k = "${word}-map" }\n`,
  "more.tf.json": JSON.stringify(
    {
      variable: { json: { sensitive: true, default: `${word}-json` } },
      resource: {
        aws_db_instance: {
          c: { publicly_accessible: true, password: "${var.json}", tags: { a: "${var.json}" } },
        },
      },
    },
    null,
    2,
  ),
};

test("what is sensitive is in no report and not in what `crosswalk input` prints", () => {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(cwd, name)), { recursive: true });
    writeFileSync(join(cwd, name), text);
  }
  const env = { TF_VAR_env: `${word}-environment` };
  const encoded = Buffer.from(`${word}-default`).toString("base64");
  const runs = [
    ["scan", "--profile", "all", "--verdicts", "all"],
    ["scan", "--profile", "all", "--verdicts", "all", "--format", "json"],
    ["scan", "--profile", "all", "--verdicts", "all", "--format", "sarif"],
    ["scan", "--profile", "all", "--var", `env=${word}-flag`, "--environment", "prod=terraform.tfvars"],
    ["input", "."],
  ];
  for (const args of runs) {
    const { stdout, stderr, status } = crosswalk(args, cwd, env);
    expect(status, stderr).not.toBe(2);
    expect(stdout.length, args.join(" ")).toBeGreaterThan(1_000);
    const lines = `${stdout}\n${stderr}`.split("\n");
    const leaks = lines.filter(
      (line) => line.toLowerCase().includes(word.toLowerCase()) || line.includes(encoded),
    );
    expect(leaks, args.join(" ")).toEqual([]);
  }
});

test("what is not sensitive stays readable beside it", () => {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(cwd, name)), { recursive: true });
    writeFileSync(join(cwd, name), text);
  }
  const { stdout } = crosswalk(["input", "."], cwd);
  const { units } = JSON.parse(stdout) as {
    units: Array<{ input: { resources: Record<string, { values: Record<string, unknown> }> } }>;
  };
  const resources = units[0]?.input.resources ?? {};
  expect(resources["aws_s3_bucket.beside"]?.values).toEqual({ bucket: "logs" });
  expect(resources["aws_db_instance.a"]?.values).toMatchObject({
    publicly_accessible: true,
    password: "(sensitive)",
    tags: { a: "(sensitive)", c: "(sensitive)" },
  });
});
