package crosswalk.policies.aws.rds.not_public_test

import data.crosswalk.policies.aws.rds.not_public

_marker := {"$unknown": {"cause": "variable", "refs": []}}

_resource(type, values) := {"key": "a", "type": type, "values": values, "links": {}, "meta": {}}

_input(resources) := {
	"resources": {one.key: one | some one in resources},
	"by_type": {type: [one.key | some one in resources; one.type == type] | some type in {one.type | some one in resources}},
	"dangling": {}, "missing": [],
}

_outcomes(resources) := {one.outcome | some one in not_public.verdicts with input as _input(resources)}

test_nothing_without_subject if {
	count(not_public.verdicts) == 0 with input as _input([])
}

_database(values) := _outcomes([_resource("aws_db_instance", values)])

test_pass_when_absent_or_false if {
	_database({}) == {"pass"}
	_database({"publicly_accessible": false}) == {"pass"}
}

test_fail_when_true if {
	_database({"publicly_accessible": true}) == {"fail"}
	_outcomes([_resource("aws_rds_cluster_instance", {"publicly_accessible": true})]) == {"fail"}
}

test_unknown_when_from_a_variable if {
	_database({"publicly_accessible": _marker}) == {"unknown"}
}
