import { expect, test } from "vitest";
import { modelOne, plain, valueAt } from "./harness.ts";

const statement = (sid: string, action: string, more = "") =>
  `statement {\n    sid = "${sid}"\n    actions = ["${action}"]\n    resources = ["*"]\n    ${more}\n  }\n`;

test("a known document is the text that the data source composes", () => {
  const unit = modelOne(
    `data "aws_iam_policy_document" "d" {\n  ${statement("A", "s3:Get*", 'condition {\n test = "StringLike"\n variable = "aws:userid"\n values = ["&{x}", "b"]\n }')}}\nresource "t" "r" { p = data.aws_iam_policy_document.d.json }\n`,
  );
  const value = valueAt(unit, "t.r", "p");
  expect(value.kind).toBe("string");
  expect(JSON.parse(String(plain(value)))).toEqual({
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "A",
        Effect: "Allow",
        Action: "s3:Get*",
        Resource: "*",
        Condition: { StringLike: { "aws:userid": ["&{x}", "b"].map((one) => one.replace("&", "$")) } },
      },
    ],
  });
});

test("statements with the same sid replace each other, source before own before override", () => {
  const unit = modelOne(`variable "extra" {}
data "aws_iam_policy_document" "source" {
  ${statement("A", "s:a")}${statement("B", "s:b")}}
data "aws_iam_policy_document" "override" {
  ${statement("A", "o:a")}}
data "aws_iam_policy_document" "d" {
  source_policy_documents   = [data.aws_iam_policy_document.source.json]
  override_policy_documents = [data.aws_iam_policy_document.override.json]
  ${statement("B", "own:b")}${statement("C", "own:c")}}
data "aws_iam_policy_document" "open" {
  source_policy_documents = [var.extra]
  ${statement("A", "own:a")}}
resource "t" "r" {
  p = jsondecode(data.aws_iam_policy_document.d.json).Statement[*].Action
  q = jsondecode(data.aws_iam_policy_document.open.json).Statement
}
`);
  expect(plain(valueAt(unit, "t.r", "p"))).toEqual(["o:a", "own:b", "own:c"]);
  expect(plain(valueAt(unit, "t.r", "q"))).toEqual([
    "<variable>",
    { Sid: "A", Effect: "Allow", Action: "own:a", Resource: "*" },
  ]);
});

test("dynamic statements over an unknown collection stay in the document", () => {
  const unit = modelOne(
    'variable "l" {}\ndata "aws_iam_policy_document" "d" {\n  dynamic "statement" {\n    for_each = var.l\n    content {\n      actions   = ["s3:*"]\n      resources = [statement.value]\n    }\n  }\n}\nresource "t" "r" { p = data.aws_iam_policy_document.d.json }\n',
  );
  const one = valueAt(unit, "t.r", "p", "Statement", 0);
  expect(one).toMatchObject({ kind: "unknown", cause: "variable" });
  expect(one.kind === "unknown" && one.shape && plain(one.shape)).toEqual({
    Effect: "Allow",
    Action: "s3:*",
    Resource: "<variable>",
  });
});

test("documents from a partly known list are statements, what is not known of it is one more", () => {
  const unit = modelOne(`variable "x" {}
data "aws_iam_policy_document" "s" {
  ${statement("A", "s:a")}}
data "aws_iam_policy_document" "d" {
  source_policy_documents = concat([data.aws_iam_policy_document.s.json], var.x)
}
resource "t" "r" { p = jsondecode(data.aws_iam_policy_document.d.json).Statement }
`);
  const items = valueAt(unit, "t.r", "p");
  expect(items.kind === "list" && items.items.map((one) => one.kind)).toEqual(["object", "unknown"]);
});

test("an override that is not known may replace every statement with a sid", () => {
  const unit = modelOne(`variable "x" {}
data "aws_iam_policy_document" "d" {
  ${statement("A", "s:a")}statement {
    actions   = ["s:b"]
    resources = ["*"]
  }
  override_policy_documents = [var.x]
}
resource "t" "r" { p = jsondecode(data.aws_iam_policy_document.d.json).Statement }
`);
  const items = valueAt(unit, "t.r", "p");
  expect(items.kind === "list" && items.items.map((one) => one.kind)).toEqual([
    "unknown",
    "object",
    "unknown",
  ]);
  expect(valueAt(unit, "t.r", "p", 0, "Action")).toMatchObject({ value: "s:a" });
});
