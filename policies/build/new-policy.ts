/**
 * `npm run new:policy -- <id> --control <control> [--shard aws] [--service rds] [--subject aws_db_instance]`:
 * writes the policy, its test and its three fixture folders, ready to be filled. CROSSWALK_ROOT writes elsewhere (tests).
 */
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { parseArgs } from "node:util";
import { buildRequirements } from "./requirements.ts";
import { root } from "./root.ts";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    control: { type: "string" },
    shard: { type: "string" },
    service: { type: "string" },
    subject: { type: "string" },
  },
});
const id = positionals[0] ?? "";
const [shard = "", service = "", ...rest] = id.split("-");
const provider = values.shard ?? shard;
const part = values.service ?? service;
const name = (rest.length > 0 ? rest : [service]).join("_");
const problem =
  (!/^[a-z0-9]+(-[a-z0-9]+)+$/.test(id) &&
    "the first argument is the policy's id: words joined by dashes, such as aws-rds-not-public") ||
  (!buildRequirements().controls.some((control) => control.id === values.control) &&
    "--control must be one of policies/refs/controls.yaml");
if (problem) {
  process.stderr.write(`new:policy: ${problem}\n`);
  process.exit(2);
}

const subject = values.subject ?? "TYPE";
const pkg = `crosswalk.policies.${provider}.${part}.${name}`;
const target = process.env["CROSSWALK_ROOT"] ?? root;
const terraform = ["aws", "azurerm", "google", "github", "multi"].includes(provider);
const files: Record<string, string> = {
  [`policies/${provider}/${part}/${name}.rego`]: `# METADATA
# title: A sentence that is true of a healthy resource
# description: |
#   Why it matters, and which provider default decides, since when.
# scope: package
# custom:
#   id: ${id}
#   control: ${values.control}
#   severity: medium
#   profile: strict
#   subjects: [${subject}]
#   message: "{address} says what is wrong in one clause"
#   remediation: Say what to set.
#   example: |
#     code that meets it
#   peers: []
#   documentation: []
package ${pkg}

import data.crosswalk.lib.model
import data.crosswalk.lib.tri
import data.crosswalk.lib.verdict

_path := ["attribute"]

verdicts contains verdict.on(resource, _path, tri.is_true(tri.at(resource, _path))) if {
	some resource in model.of_type("${subject}")
}
`,
  [`policies/${provider}/${part}/${name}_test.rego`]: `package ${pkg}_test

import data.${pkg} as policy

_resource(values) := {"key": "a", "type": "${subject}", "values": values, "links": {}, "meta": {}}

_outcomes(values) := {one.outcome |
	some one in policy.verdicts with input as {
		"by_type": {"${subject}": ["a"]},
		"resources": {"a": _resource(values)},
		"dangling": {},
		"missing": [],
		"declares": [],
	}
}

test_pass_when_set if _outcomes({"attribute": true}) == {"pass"}

test_fail_when_off if _outcomes({"attribute": false}) == {"fail"}

test_unknown_when_unresolved if _outcomes({"attribute": {"$unknown": {"cause": "variable", "refs": []}}}) == {"unknown"}

test_nothing_without_subject if count(policy.verdicts) == 0 with input as {"by_type": {}, "resources": {}}
`,
};
for (const kind of ["pass", "fail", "unknown"]) {
  const value = { pass: "true", fail: "false", unknown: "var.attribute" }[kind];
  const text = terraform
    ? `resource "${subject}" "example" {\n  attribute = ${value} # expect: ${id} ${kind}\n}\n${kind === "unknown" ? '\nvariable "attribute" {}\n' : ""}`
    : `# expect: ${id} ${kind}\n`;
  files[`fixtures/policies/${id}/${kind}/${terraform ? "main.tf" : "example.yaml"}`] = text;
}
for (const path of Object.keys(files)) {
  if (existsSync(join(target, path))) {
    process.stderr.write(`new:policy: ${path} is there already\n`);
    process.exit(2);
  }
}
for (const [path, text] of Object.entries(files)) {
  mkdirSync(dirname(join(target, path)), { recursive: true });
  writeFileSync(join(target, path), text);
  process.stdout.write(`${path}\n`);
}
