# METADATA
# title: Trails record management events of all regions
# description: |
#   A trail of one region misses what is done elsewhere in the account. The provider's defaults are false for
#   is_multi_region_trail and true for enable_logging and include_global_service_events; a trail without event
#   selectors records reads and writes of management, and one with selectors records what they name.
# scope: package
# custom:
#   id: aws-cloudtrail-multi-region
#   control: audit-logging
#   severity: high
#   profile: recommended
#   subjects: [aws_cloudtrail]
#   message: "{address} does not record all management events of all regions ({site})"
#   remediation: Set is_multi_region_trail to true, leave logging and global events on, and keep management events in the selectors.
#   example: |
#     resource "aws_cloudtrail" "audit" {
#       name                  = "audit"
#       s3_bucket_name        = aws_s3_bucket.audit.id
#       is_multi_region_trail = true
#     }
#   peers: [CKV_AWS_67, CKV_AWS_251, AVD-AWS-0014, "prowler:cloudtrail_multi_region_enabled", "kics:cloudtrail_multi_region_disabled", "kics:cloudtrail_logging_disabled", "guard:multi_region_cloud_trail_enabled", FG_R00237]
#   related: ["guard:cloud_trail_enabled"]
#   documentation:
#     - https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-concepts.html
#     - https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/cloudtrail
package crosswalk.policies.aws.cloudtrail.multi_region

import data.crosswalk.lib.model
import data.crosswalk.lib.tri
import data.crosswalk.lib.verdict

verdicts contains verdict.of(trail, _sites(trail)) if {
	some trail in model.of_type("aws_cloudtrail")
}

# What else must hold is a place of its own only where it does not.
_sites(trail) := array.concat(
	[verdict.site(["is_multi_region_trail"], tri.is_true(tri.at(trail, ["is_multi_region_trail"])))],
	[verdict.site(one.path, one.answer) | some one in _others(trail); one.answer != "yes"],
)

_others(trail) := array.concat(
	[{"path": [name], "answer": tri.flip(tri.is_false(tri.at(trail, [name])))} |
		some name in ["enable_logging", "include_global_service_events"]
	],
	[{"path": [_selector(trail)], "answer": _management(trail)}],
)

_selector(trail) := "advanced_event_selector" if {
	tri.empty(tri.at(trail, ["advanced_event_selector"])) != "yes"
} else := "event_selector"

_management(trail) := tri.any_of([
	tri.all_of([tri.empty(tri.at(trail, [name])) | some name in ["event_selector", "advanced_event_selector"]]),
	tri.any_of([_basic(one.value) | some one in tri.entries(trail, ["event_selector"])]),
	tri.any_of([_advanced(one.value) | some one in tri.entries(trail, ["advanced_event_selector"])]),
])

_basic(selector) := tri.all_of([
	tri.flip(tri.is_false(tri.get(selector, ["include_management_events"]))),
	tri.same(tri.fallback(tri.get(selector, ["read_write_type"]), "All"), "All"),
])

# A selector of management events that also asks for readOnly records half of them.
_advanced(selector) := tri.all_of([
	tri.any_of([_names_management(field) | some field in _fields(selector)]),
	tri.flip(tri.any_of([tri.same(tri.get(field, ["field"]), "readOnly") | some field in _fields(selector)])),
])

_fields(selector) := tri.each(tri.get(selector, ["field_selector"]))

_names_management(field) := tri.all_of([
	tri.same(tri.get(field, ["field"]), "eventCategory"),
	tri.contains_item(tri.get(field, ["equals"]), "Management"),
])
