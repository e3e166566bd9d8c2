import { expect, test } from "vitest";
import { attributesRead } from "../../policies/build/policy-attributes.ts";
import { checkPolicyAttributes } from "../../policies/build/provider-check.ts";

const policy = `
verdicts contains verdict.on(bucket, ["versioning", 0, "enabled"], answer) if {
  answer := tri.is_true(tri.at(bucket, ["versioning", 0, "enabled"]))
  tri.get(statement.value, ["Effect"])
  tri.get(tri.at(x, ["policy", "Statement"]), ["kms_key_id"])
}`;

test("paths are found, keys of JSON documents are not", () => {
  expect(attributesRead(policy)).toEqual(["kms_key_id", "policy", "versioning.enabled"]);
});

test("an attribute that no version has is named", () => {
  expect(checkPolicyAttributes(["storage_encrypted", "storage_encripted"], ["aws_db_instance"])).toEqual([
    "storage_encripted",
  ]);
  expect(checkPolicyAttributes(["versioning.enabled"], ["aws_s3_bucket"])).toEqual([]);
  expect(checkPolicyAttributes([], ["aws_db_instanz"])).toEqual(["type aws_db_instanz"]);
});
