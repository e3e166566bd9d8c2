package crosswalk.policies.aws.s3.versioning_test

import data.crosswalk.policies.aws.s3.versioning

_marker := {"$unknown": {"cause": "variable", "refs": []}}

_bucket(values) := {"key": "b", "type": "aws_s3_bucket", "values": values, "links": {}, "meta": {}}

_companion(type, values) := {"key": "c", "type": type, "values": values, "links": {}, "meta": {}}

_tied(bucket, name, companion) := [
	object.union(bucket, {"links": {name: [{"to": companion.key, "inferred": false}]}}),
	object.union(companion, {"links": {"bucket": [{"to": bucket.key, "inferred": false}]}}),
]

_input(resources) := {
	"resources": {one.key: one | some one in resources},
	"by_type": {type: [one.key | some one in resources; one.type == type] | some type in {one.type | some one in resources}},
	"dangling": {}, "missing": [],
}

_of(type, resources) := {one.outcome |
	some one in versioning.verdicts with input as _input(resources)
	some resource in resources
	resource.key == one.resource
	resource.type == type
}

test_nothing_without_subject if {
	count(versioning.verdicts) == 0 with input as _input([])
}

_type := "aws_s3_bucket_versioning"

_versioning(status) := _companion(_type, {"versioning_configuration": [{"status": status}]})

_kept(status) := _of("aws_s3_bucket", _tied(_bucket({}), "versioning", _versioning(status)))

test_pass_when_enabled if {
	_kept("Enabled") == {"pass"}
	_of("aws_s3_bucket", [_bucket({"versioning": [{"enabled": true}]})]) == {"pass"}
	_of(_type, [_versioning("Enabled")]) == {"pass"}
}

test_fail_when_off if {
	_kept("Suspended") == {"fail"}
	_of("aws_s3_bucket", [_bucket({})]) == {"fail"}
	_of("aws_s3_bucket", [_bucket({"versioning": [{"enabled": false}]})]) == {"fail"}
}

test_unknown_when_from_a_variable if {
	_kept(_marker) == {"unknown"}
	_of("aws_s3_bucket", [_bucket({"versioning": _marker})]) == {"unknown"}
}

test_not_applicable_when_the_bucket_is_judged if {
	_of(_type, _tied(_bucket({}), "versioning", _versioning("Enabled"))) == {"not-applicable"}
}
