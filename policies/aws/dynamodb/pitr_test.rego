package crosswalk.policies.aws.dynamodb.pitr_test

import data.crosswalk.policies.aws.dynamodb.pitr

_marker := {"$unknown": {"cause": "variable", "refs": []}}

_resource(type, values) := {"key": "a", "type": type, "values": values, "links": {}, "meta": {}}

_input(resources) := {
	"resources": {one.key: one | some one in resources},
	"by_type": {type: [one.key | some one in resources; one.type == type] | some type in {one.type | some one in resources}},
	"dangling": {}, "missing": [],
}

_outcomes(resources) := {one.outcome | some one in pitr.verdicts with input as _input(resources)}

test_nothing_without_subject if {
	count(pitr.verdicts) == 0 with input as _input([])
}

_table(values) := _outcomes([_resource("aws_dynamodb_table", values)])

_on := [{"enabled": true}]

test_pass_when_enabled if {
	_table({"point_in_time_recovery": _on}) == {"pass"}
	_table({"point_in_time_recovery": _on, "replica": [{"point_in_time_recovery": true}]}) == {"pass"}
	_outcomes([_resource("aws_dynamodb_table_replica", {"point_in_time_recovery": true})]) == {"pass"}
}

test_fail_when_off if {
	_table({}) == {"fail"}
	_table({"point_in_time_recovery": [{"enabled": false}]}) == {"fail"}
	_table({"point_in_time_recovery": _on, "replica": [{"region_name": "eu-west-1"}]}) == {"fail"}
	_outcomes([_resource("aws_dynamodb_table_replica", {})]) == {"fail"}
}

test_fail_when_the_period_is_short if {
	_table({"point_in_time_recovery": [{"enabled": true, "recovery_period_in_days": 3}]}) == {"fail"}
}

test_unknown_when_from_a_variable if {
	_table({"point_in_time_recovery": _marker}) == {"unknown"}
	_table({"point_in_time_recovery": [{"enabled": _marker}]}) == {"unknown"}
	_table({"point_in_time_recovery": _on, "replica": [_marker]}) == {"unknown"}
}

test_not_applicable_when_a_global_table if {
	_outcomes([_resource("aws_dynamodb_global_table", {})]) == {"not-applicable"}
}
