package crosswalk.policies.aws.rds.credentials_managed_test

import data.crosswalk.policies.aws.rds.credentials_managed

_marker := {"$unknown": {"cause": "variable", "refs": []}}

_computed(ref) := {"$unknown": {"cause": "computed", "refs": [ref]}}

_resource(type, values) := {"key": "a", "type": type, "values": values, "links": {}, "meta": {}}

_input(resources) := {
	"resources": {one.key: one | some one in resources},
	"by_type": {type: [one.key | some one in resources; one.type == type] | some type in {one.type | some one in resources}},
	"dangling": {}, "missing": [],
}

_outcomes(resources) := {one.outcome | some one in credentials_managed.verdicts with input as _input(resources)}

test_nothing_without_subject if {
	count(credentials_managed.verdicts) == 0 with input as _input([])
}

_database(values) := _outcomes([_resource("aws_db_instance", values)])

_broker(user) := _outcomes([_resource("aws_mq_broker", {"user": user})])

test_pass_when_no_literal if {
	_database({"manage_master_user_password": true}) == {"pass"}
	_database({"password": _computed("random_password.db.result")}) == {"pass"}
	_database({"password": _marker}) == {"pass"}
	_database({"password": ""}) == {"pass"}
	_broker([{"password": _marker}]) == {"pass"}
	_broker(null) == {"pass"}
}

test_fail_when_a_literal if {
	_database({"password": "correct horse"}) == {"fail"}
	_broker([{"password": _marker}, {"password": "correct horse"}]) == {"fail"}
	_outcomes([_resource("aws_elasticache_user", {"authentication_mode": [{"passwords": ["correct horse"]}]})]) == {"fail"}
}

test_unknown_when_what_holds_it_is if {
	_broker(_marker) == {"unknown"}
	_broker([_marker]) == {"unknown"}
	_database({"password": {"$unknown": {"cause": "function", "refs": []}}}) == {"unknown"}
}
