# METADATA
# title: Buckets enforce public access prevention
# description: |
#   With public_access_prevention enforced a bucket refuses every grant to allUsers and allAuthenticatedUsers. The
#   default, inherited, protects only where the organisation's policy storage.publicAccessPrevention does, so a policy
#   that enforces it in the same configuration satisfies this one.
# scope: package
# custom:
#   id: google-storage-public-access-prevention
#   control: network-exposure
#   severity: medium
#   profile: strict
#   subjects: [google_storage_bucket]
#   reads: [google_org_policy_policy]
#   whole: [google_org_policy_policy]
#   message: "{address} does not enforce public access prevention"
#   remediation: Set public_access_prevention to enforced.
#   example: |
#     resource "google_storage_bucket" "records" {
#       public_access_prevention = "enforced"
#     }
#   peers: [CKV_GCP_114]
#   documentation:
#     - https://cloud.google.com/storage/docs/public-access-prevention
#     - https://registry.terraform.io/providers/hashicorp/google/latest/docs/resources/storage_bucket#public_access_prevention-1
package crosswalk.policies.google.storage.public_access_prevention

import data.crosswalk.lib.model
import data.crosswalk.lib.tri
import data.crosswalk.lib.verdict

_path := ["public_access_prevention"]

verdicts contains _verdict(bucket) if {
	some bucket in model.of_type("google_storage_bucket")
}

_verdict(bucket) := verdict.unknown(bucket, _path, "outside-scan") if {
	tri.same(tri.at(bucket, _path), "enforced") == "no"
	_organisation == "unknown"
} else := verdict.on(bucket, _path, tri.any_of([_organisation, tri.same(tri.at(bucket, _path), "enforced")]))

_organisation := tri.any_of([tri.all_of([
	tri.matches(tri.at(policy, ["name"]), `/storage\.publicAccessPrevention$`),
	tri.any_of([tri.is_true(tri.get(rule.value, ["enforce"])) | some rule in tri.entries(policy, ["spec", 0, "rules"])]),
]) |
	some policy in model.of_type("google_org_policy_policy")
])
