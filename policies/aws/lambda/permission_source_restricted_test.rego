package crosswalk.policies.aws.lambda.permission_source_restricted_test

import data.crosswalk.policies.aws.lambda.permission_source_restricted

_marker := {"$unknown": {"cause": "variable", "refs": []}}

_resource(type, values) := {"key": type, "type": type, "values": values, "links": {}, "meta": {}}

_input(resources) := {
	"resources": {one.key: one | some one in resources},
	"by_type": {type: [one.key | some one in resources; one.type == type] | some type in {one.type | some one in resources}},
	"dangling": {}, "missing": [], "declares": [],
}

_all(resources) := {one.resource: one.outcome | some one in permission_source_restricted.verdicts with input as _input(resources)}

_of(type, values) := _all([_resource(type, values)])[type]

test_nothing_without_subject if {
	count(permission_source_restricted.verdicts) == 0 with input as _input([])
}

_permission(values) := _of("aws_lambda_permission", object.union({"principal": "s3.amazonaws.com"}, values))

test_pass_when_the_source_is_named if {
	_permission({"source_arn": "arn:aws:s3:::intake"}) == "pass"
	_permission({"source_account": "111122223333"}) == "pass"
}

test_fail_when_any_source_may if _permission({}) == "fail"

test_unknown_when_from_a_variable if {
	_permission({"source_arn": _marker}) == "unknown"
	_permission({"principal": _marker}) == "unknown"
}

test_not_applicable_when_no_service if _permission({"principal": "111122223333"}) == "not-applicable"
