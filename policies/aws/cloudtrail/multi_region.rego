# METADATA
# title: Trails record management events of all regions
# description: |
#   A trail of one region misses what is done elsewhere in the account. The provider's defaults are false for
#   is_multi_region_trail and true for enable_logging and include_global_service_events; a trail without event
#   selectors records reads and writes of management, and one with selectors records what they name. One trail or event
#   data store that records all of it is enough; a root that declares account-baseline must have one.
# scope: package
# custom:
#   id: aws-cloudtrail-multi-region
#   control: audit-logging
#   severity: high
#   grades: {absent: high}
#   profile: recommended
#   subjects: [aws_cloudtrail, provider.aws]
#   reads: [aws_cloudtrail_event_data_store]
#   whole: [aws_cloudtrail, aws_cloudtrail_event_data_store]
#   message: "{address} does not record all management events of all regions ({site})"
#   messages:
#     absent: "{address} leads to an account for which no trail of all regions is declared"
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
#     - https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/cloudtrail_event_data_store
package crosswalk.policies.aws.cloudtrail.multi_region

import data.crosswalk.lib.model
import data.crosswalk.lib.tri
import data.crosswalk.lib.verdict

verdicts contains _trail(trail) if {
	some trail in model.of_type("aws_cloudtrail")
}

verdicts contains _account(provider) if {
	some provider in model.of_type("provider.aws")
}

# A narrower trail beside one that records all of it leaves nothing out.
_trail(trail) := verdict.not_applicable(trail, "recorded-by-another") if {
	_complete(trail) == "no"
	_elsewhere(trail) == "yes"
} else := verdict.of(trail, _open_sites(trail)) if {
	_complete(trail) == "no"
	_elsewhere(trail) == "unknown"
} else := verdict.of(trail, _sites(trail))

_account(provider) := verdict.not_applicable(provider, "another-alias") if {
	_alias(provider) != ""
} else := verdict.not_applicable(provider, "no-account-baseline") if {
	not model.declares("account-baseline")
} else := verdict.not_applicable(provider, "judged-on-trail") if {
	count(model.of_type("aws_cloudtrail")) > 0
} else := verdict.of(provider, [verdict.graded(verdict.site([], model.any_linked(provider, "trails", answers)), "absent")]) if {
	answers := [_store(store) | some store in model.of_type("aws_cloudtrail_event_data_store")]
}

_alias(resource) := object.get(resource.meta, "providerAlias", "")

_complete(trail) := tri.all_of(array.concat(
	[tri.is_true(tri.at(trail, ["is_multi_region_trail"]))],
	[one.answer | some one in _others(trail)],
))

_beside(trail) := [other |
	some other in model.of_types(["aws_cloudtrail", "aws_cloudtrail_event_data_store"])
	other.key != trail.key
	_alias(other) == _alias(trail)
]

_elsewhere(trail) := tri.any_of([_records(other) | some other in _beside(trail)])

_records(other) := _complete(other) if {
	other.type == "aws_cloudtrail"
} else := _store(other)

_open_sites(trail) := [verdict.within(verdict.site(path, "unknown"), other) |
	some other in _beside(trail)
	_records(other) == "unknown"
	some path in _open_paths(other)
]

_open_paths(other) := [site.path | some site in _sites(other); site.outcome == "unknown"] if {
	other.type == "aws_cloudtrail"
} else := [[name] |
	some name in ["multi_region_enabled", "suspend", "advanced_event_selector"]
	_unsure(other, name)
]

_unsure(store, "advanced_event_selector") if _selects(store) == "unknown"

_unsure(store, name) if {
	name != "advanced_event_selector"
	tri.hidden(tri.at(store, [name]))
}

# Without selectors an event data store takes management events, of all regions unless told otherwise.
_store(store) := tri.all_of([
	tri.flip(tri.is_false(tri.at(store, ["multi_region_enabled"]))),
	tri.flip(tri.is_true(tri.at(store, ["suspend"]))),
	_selects(store),
])

_selects(store) := tri.any_of(array.concat(
	[tri.empty(tri.at(store, ["advanced_event_selector"]))],
	[_advanced(one.value) | some one in tri.entries(store, ["advanced_event_selector"])],
))

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
