package crosswalk.policies.aws.rds.backup_retention_test

import data.crosswalk.policies.aws.rds.backup_retention

_marker := {"$unknown": {"cause": "variable", "refs": []}}

_computed(ref) := {"$unknown": {"cause": "computed", "refs": [ref]}}

_resource(type, values) := {"key": "a", "type": type, "values": values, "links": {}, "meta": {}}

_input(resources) := {
	"resources": {one.key: one | some one in resources},
	"by_type": {type: [one.key | some one in resources; one.type == type] | some type in {one.type | some one in resources}},
	"dangling": {}, "missing": [],
}

_outcomes(resources) := {one.outcome | some one in backup_retention.verdicts with input as _input(resources)}

test_nothing_without_subject if {
	count(backup_retention.verdicts) == 0 with input as _input([])
}

_database(values) := _outcomes([_resource("aws_db_instance", values)])

_grades(values) := {site.grade |
	some one in backup_retention.verdicts with input as _input([_resource("aws_db_instance", values)])
	some site in one.sites
}

test_pass_when_a_week_or_more if {
	_database({"backup_retention_period": 7}) == {"pass"}
	_database({"backup_retention_period": "35"}) == {"pass"}
}

test_fail_when_none_or_short if {
	_database({}) == {"fail"}
	_database({"backup_retention_period": 0}) == {"fail"}
	_database({"backup_retention_period": 3}) == {"fail"}
	_grades({"backup_retention_period": 3}) == {"short"}
	_grades({"backup_retention_period": 0}) == set()
}

test_fail_when_a_cluster_keeps_its_default_of_one_day if {
	every type in ["aws_rds_cluster", "aws_docdb_cluster", "aws_neptune_cluster"] {
		_outcomes([_resource(type, {})]) == {"fail"}
	}
}

test_unknown_when_from_a_variable if {
	_database({"backup_retention_period": _marker}) == {"unknown"}
	_database({"replicate_source_db": _marker}) == {"unknown"}
}

test_not_applicable_when_a_replica if {
	_database({"replicate_source_db": "primary"}) == {"not-applicable"}
	_database({"replicate_source_db": _computed("aws_db_instance.primary.identifier")}) == {"not-applicable"}
}
