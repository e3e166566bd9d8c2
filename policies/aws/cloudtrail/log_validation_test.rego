package crosswalk.policies.aws.cloudtrail.log_validation_test

import data.crosswalk.policies.aws.cloudtrail.log_validation

_marker := {"$unknown": {"cause": "variable", "refs": []}}

_resource(type, values) := {"key": type, "type": type, "values": values, "links": {}, "meta": {}}

_input(resources) := {
	"resources": {one.key: one | some one in resources},
	"by_type": {type: [one.key | some one in resources; one.type == type] | some type in {one.type | some one in resources}},
	"dangling": {}, "missing": [], "declares": [],
}

_all(resources) := {one.resource: one.outcome | some one in log_validation.verdicts with input as _input(resources)}

_of(type, values) := _all([_resource(type, values)])[type]

test_nothing_without_subject if {
	count(log_validation.verdicts) == 0 with input as _input([])
}

test_pass_when_true if _of("aws_cloudtrail", {"enable_log_file_validation": true}) == "pass"

test_fail_when_false_or_absent if {
	_of("aws_cloudtrail", {"enable_log_file_validation": false}) == "fail"
	_of("aws_cloudtrail", {}) == "fail"
}

test_unknown_when_from_a_variable if _of("aws_cloudtrail", {"enable_log_file_validation": _marker}) == "unknown"
