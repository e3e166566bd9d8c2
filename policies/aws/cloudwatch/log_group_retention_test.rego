package crosswalk.policies.aws.cloudwatch.log_group_retention_test

import data.crosswalk.policies.aws.cloudwatch.log_group_retention

_marker := {"$unknown": {"cause": "variable", "refs": []}}

_resource(type, values) := {"key": type, "type": type, "values": values, "links": {}, "meta": {}}

_input(resources) := {
	"resources": {one.key: one | some one in resources},
	"by_type": {type: [one.key | some one in resources; one.type == type] | some type in {one.type | some one in resources}},
	"dangling": {}, "missing": [], "declares": [],
}

_all(resources) := {one.resource: one.outcome | some one in log_group_retention.verdicts with input as _input(resources)}

_of(type, values) := _all([_resource(type, values)])[type]

test_nothing_without_subject if {
	count(log_group_retention.verdicts) == 0 with input as _input([])
}

_group(values) := _of("aws_cloudwatch_log_group", values)

test_pass_when_a_year_or_for_ever if {
	every days in [null, 0, 365, "400", 3653] {
		_group({"retention_in_days": days}) == "pass"
	}
}

test_fail_when_shorter if _group({"retention_in_days": 90}) == "fail"

test_unknown_when_from_a_variable if {
	_group({"retention_in_days": _marker}) == "unknown"
	_group({"retention_in_days": 1, "log_group_class": _marker}) == "unknown"
}

test_not_applicable_when_the_class_decides if _group({"log_group_class": "DELIVERY"}) == "not-applicable"

test_fail_when_ephi_is_kept_for_a_year_only if {
	group := object.union(_resource("aws_cloudwatch_log_group", {"retention_in_days": 365}), {"meta": {"phi": "yes"}})
	_all([group])[group.type] == "fail"
}
