import { expect, test } from "vitest";
import type { Unit } from "../../../src/model/resource.ts";
import { vocabulary } from "../../../src/model/terraform/link-vocabulary.ts";
import { modelOne, resource } from "./harness.ts";

const links = (unit: Unit, key: string) =>
  resource(unit, key)
    .links.map((link) => `${link.name}${link.inferred ? "?" : ""}=${link.to}`)
    .sort();

test("links follow references across modules, both ways", () => {
  const unit = modelOne(
    `module "b" { source = "./b" }
resource "aws_s3_bucket_versioning" "v" { bucket = module.b.id }
resource "aws_s3_bucket_public_access_block" "p" { bucket = module.b.name }
`,
    {
      "b/a.tf":
        'resource "aws_s3_bucket" "x" {\n  count = 1\n  bucket = "n"\n}\noutput "id" { value = one(aws_s3_bucket.x[*].id) }\noutput "name" { value = try(aws_s3_bucket.x[0].bucket, "") }\n',
    },
  );
  expect(links(unit, "module.b.aws_s3_bucket.x[0]")).toEqual([
    "public_access_block=aws_s3_bucket_public_access_block.p",
    "versioning=aws_s3_bucket_versioning.v",
  ]);
  expect(links(unit, "aws_s3_bucket_versioning.v")).toEqual(["bucket=module.b.aws_s3_bucket.x[0]"]);
  expect(unit.dangling.size).toBe(0);
});

test("equal names are inferred, unknown targets dangle", () => {
  const unit = modelOne(`variable "b" {}
resource "aws_s3_bucket" "x" { bucket = "logs" }
resource "aws_s3_bucket_versioning" "v" { bucket = "logs" }
resource "aws_s3_bucket_logging" "l" { bucket = "elsewhere" }
resource "aws_s3_bucket_policy" "p" { bucket = var.b }
resource "aws_s3_bucket_acl" "a" { bucket = data.aws_s3_bucket.d.id }
data "aws_s3_bucket" "d" {}
`);
  expect(links(unit, "aws_s3_bucket.x")).toEqual(["versioning?=aws_s3_bucket_versioning.v"]);
  expect(Object.fromEntries(unit.dangling)).toEqual({
    policy: ["aws_s3_bucket_policy.p"],
    acl: ["aws_s3_bucket_acl.a"],
  });
});

test("a literal name beside a bucket whose name is not known dangles", () => {
  const unit = modelOne(
    'variable "b" {}\nresource "aws_s3_bucket" "x" { bucket = var.b }\nresource "aws_s3_bucket_versioning" "v" { bucket = "logs" }\n',
  );
  expect([...unit.dangling.keys()]).toEqual(["versioning"]);
});

test("nested and list attributes link as well", () => {
  const unit = modelOne(`resource "aws_security_group" "a" {}
resource "aws_security_group_rule" "r" { security_group_id = aws_security_group.a.id }
resource "aws_alb" "lb" { security_groups = [aws_security_group.a.id] }
resource "aws_alb_listener" "l" { load_balancer_arn = aws_alb.lb.arn }
resource "aws_launch_template" "t" {}
resource "aws_instance" "i" {
  launch_template { id = aws_launch_template.t.id }
}
resource "azurerm_thing" "z" {}
resource "azurerm_monitor_diagnostic_setting" "d" { target_resource_id = azurerm_thing.z.id }
resource "azurerm_mssql_server" "s" {}
resource "azurerm_mssql_server_extended_auditing_policy" "e" { server_id = azurerm_mssql_server.s.id }
`);
  expect(links(unit, "azurerm_mssql_server.s")).toEqual([
    "auditing=azurerm_mssql_server_extended_auditing_policy.e",
  ]);
  expect(links(unit, "aws_security_group.a")).toEqual([
    "load_balancers=aws_alb.lb",
    "rules=aws_security_group_rule.r",
  ]);
  expect(links(unit, "aws_alb.lb")).toContain("listeners=aws_alb_listener.l");
  expect(links(unit, "aws_instance.i")).toEqual(["launch_template=aws_launch_template.t"]);
  expect(links(unit, "azurerm_thing.z")).toEqual(["diagnostics=azurerm_monitor_diagnostic_setting.d"]);
});

test("a Google policy document, audit configs and default ACLs link", () => {
  const unit = modelOne(`resource "google_storage_bucket" "b" { name = "scans" }
resource "google_storage_default_object_acl" "a" { bucket = google_storage_bucket.b.name }
data "google_iam_policy" "d" {}
resource "google_storage_bucket_iam_policy" "p" {
  bucket      = "other"
  policy_data = data.google_iam_policy.d.policy_data
}
resource "google_project" "x" { project_id = "clinic" }
resource "google_project_iam_audit_config" "c" { project = "clinic" }
`);
  expect(links(unit, "google_storage_bucket.b")).toEqual(["grants=google_storage_default_object_acl.a"]);
  expect(links(unit, "google_storage_bucket_iam_policy.p")).toEqual(["document=data.google_iam_policy.d"]);
  expect(links(unit, "google_project.x")).toEqual(["audit_configs?=google_project_iam_audit_config.c"]);
});

test("no relation of the vocabulary is declared twice", () => {
  const seen = vocabulary.flatMap((rule) => rule.from.map((from) => `${from}.${rule.name}`));
  expect(seen.length).toBeGreaterThan(40);
  expect(new Set(seen).size).toBe(seen.length);
});

test("a security group knows its classic load balancers", () => {
  const unit = modelOne(`resource "aws_security_group" "a" {}
resource "aws_elb" "b" { security_groups = [aws_security_group.a.id] }
`);
  expect(links(unit, "aws_security_group.a")).toEqual(["load_balancers=aws_elb.b"]);
});

const bucketsAnd = (companion: string, more = "") =>
  modelOne(`variable "u" {}
resource "aws_s3_bucket" "a" { tags = { peer = "x" } }
resource "aws_s3_bucket" "b" {}
resource "aws_s3_bucket" "many" { count = 2 }
resource "aws_s3_bucket" "each" { for_each = toset(["x", "y"]) }
locals {
  id    = aws_s3_bucket.a.id
  names = { one = aws_s3_bucket.a.id, two = aws_s3_bucket.b.id }
}
${more}
resource "aws_s3_bucket_versioning" "v" {
  ${companion}
}
`);

test.each([
  ["bucket = local.id", ["bucket=aws_s3_bucket.a"]],
  ['bucket = "${aws_s3_bucket.a.id}"', ["bucket=aws_s3_bucket.a"]],
  ['bucket = "arn:aws:s3:::${aws_s3_bucket.a.id}/*"', ["bucket=aws_s3_bucket.a"]],
  ['bucket = join("", aws_s3_bucket.many[*].id)', []],
  ['bucket = join("", [aws_s3_bucket.a.id])', ["bucket=aws_s3_bucket.a"]],
  ['bucket = format("%s", aws_s3_bucket.a.id)', ["bucket=aws_s3_bucket.a"]],
  ['bucket = format("arn:aws:s3:::%s", aws_s3_bucket.a.bucket)', ["bucket=aws_s3_bucket.a"]],
  ["bucket = local.names.two", ["bucket=aws_s3_bucket.b"]],
  ['bucket = lookup(local.names, "one", "")', ["bucket=aws_s3_bucket.a"]],
  ["bucket = element(aws_s3_bucket.many[*].id, 1)", ["bucket=aws_s3_bucket.many[1]"]],
  ["bucket = one([aws_s3_bucket.a.id])", ["bucket=aws_s3_bucket.a"]],
  ["bucket = one(concat([aws_s3_bucket.a.id], []))", ["bucket=aws_s3_bucket.a"]],
  ['bucket = try(aws_s3_bucket.many[7].id, aws_s3_bucket.a.id, "")', ["bucket=aws_s3_bucket.a"]],
  ["bucket = coalesce(null, aws_s3_bucket.a.id)", ["bucket=aws_s3_bucket.a"]],
  ['bucket = aws_s3_bucket.each["x"].bucket', ['bucket=aws_s3_bucket.each["x"]']],
  ["bucket = true ? aws_s3_bucket.a.id : aws_s3_bucket.b.id", ["bucket=aws_s3_bucket.a"]],
  ["bucket = var.u ? aws_s3_bucket.a.id : aws_s3_bucket.a.bucket", ["bucket=aws_s3_bucket.a"]],
  // One of several, or something else: never sure.
  [
    "bucket = var.u ? aws_s3_bucket.a.id : aws_s3_bucket.b.id",
    ["bucket?=aws_s3_bucket.a", "bucket?=aws_s3_bucket.b"],
  ],
  ['bucket = var.u ? aws_s3_bucket.a.id : "other"', ["bucket?=aws_s3_bucket.a"]],
  ["bucket = coalesce(var.u, aws_s3_bucket.a.id)", ["bucket?=aws_s3_bucket.a"]],
  [
    "bucket = aws_s3_bucket.many[var.u].id",
    ["bucket?=aws_s3_bucket.many[0]", "bucket?=aws_s3_bucket.many[1]"],
  ],
  ["bucket = local.names[var.u]", ["bucket?=aws_s3_bucket.a", "bucket?=aws_s3_bucket.b"]],
  // What only rides along names nothing.
  ['bucket = "${aws_s3_bucket.a.id}-logs"', []],
  ['bucket = "logs-${aws_s3_bucket.a.id}"', []],
  ['bucket = format("%s-%s", aws_s3_bucket.a.id, "logs")', []],
  ["bucket = aws_s3_bucket.a.tags.peer", []],
  ["bucket = aws_s3_bucket.a.hosted", []],
  ['bucket = "logs-${length(aws_s3_bucket.many)}"', []],
  ['bucket = aws_s3_bucket.a.id == "x" ? var.u : "other"', []],
  ["bucket = { (aws_s3_bucket.b.id) = var.u }[aws_s3_bucket.a.id]", []],
  ['bucket = "x"\n  count = length(aws_s3_bucket.many) > 1 ? 1 : 0', []],
  ["bucket = sha1(aws_s3_bucket.a.id)", []],
])("%s", (companion, wanted) => {
  const unit = bucketsAnd(companion);
  const key = unit.resources.find((one) => one.type === "aws_s3_bucket_versioning")?.key ?? "";
  expect(links(unit, key)).toEqual(wanted);
});
