package crosswalk.policies.aws.rds.storage_encrypted_test

import data.crosswalk.policies.aws.rds.storage_encrypted

_marker := {"$unknown": {"cause": "variable", "refs": []}}

_computed(ref) := {"$unknown": {"cause": "computed", "refs": [ref]}}

_resource(type, values) := {"key": "a", "type": type, "values": values, "links": {}, "meta": {}}

_input(resources) := {
	"resources": {one.key: one | some one in resources},
	"by_type": {type: [one.key | some one in resources; one.type == type] | some type in {one.type | some one in resources}},
	"dangling": {}, "missing": [],
}

_outcomes(resources) := {one.outcome | some one in storage_encrypted.verdicts with input as _input(resources)}

test_nothing_without_subject if {
	count(storage_encrypted.verdicts) == 0 with input as _input([])
}

_database(values) := _outcomes([_resource("aws_db_instance", values)])

_cluster(values) := _outcomes([_resource("aws_rds_cluster", values)])

test_pass_when_encrypted if {
	_database({"storage_encrypted": true}) == {"pass"}
	_cluster({"storage_encrypted": "true"}) == {"pass"}
	_outcomes([_resource("aws_rds_global_cluster", {"storage_encrypted": true})]) == {"pass"}
}

test_pass_when_serverless_defaults_to_it if {
	_cluster({"engine": "aurora-mysql", "engine_mode": "serverless"}) == {"pass"}
}

test_fail_when_off_or_absent if {
	_database({}) == {"fail"}
	_database({"storage_encrypted": false}) == {"fail"}
	_cluster({"engine": "mysql"}) == {"fail"}
	_cluster({"engine": "aurora-mysql", "storage_encrypted": false}) == {"fail"}
	_cluster({"engine_mode": "serverless", "storage_encrypted": false}) == {"fail"}
}

test_unknown_when_aurora_says_nothing if {
	_cluster({"engine": "aurora-postgresql"}) == {"unknown"}
	_cluster({}) == {"unknown"}
	_outcomes([_resource("aws_rds_global_cluster", {"engine": "aurora"})]) == {"unknown"}
}

test_unknown_when_an_argument_that_decides_is if {
	_database({"storage_encrypted": _marker}) == {"unknown"}
	_database({"replicate_source_db": _marker}) == {"unknown"}
	_cluster({"engine": _marker}) == {"unknown"}
	_cluster({"engine": "mysql", "engine_mode": _marker}) == {"unknown"}
}

test_unknown_when_the_source_is_elsewhere if {
	_database({"replicate_source_db": "primary"}) == {"unknown"}
	_cluster({"restore_to_point_in_time": [{"source_cluster_identifier": "primary"}]}) == {"unknown"}
}

test_not_applicable_when_the_source_is_judged if {
	_database({"replicate_source_db": _computed("aws_db_instance.primary.identifier")}) == {"not-applicable"}
	_database({"snapshot_identifier": _computed("aws_db_snapshot.last.id")}) == {"not-applicable"}
	copy := [{"source_cluster_identifier": _computed("aws_rds_cluster.visits.id")}]
	_cluster({"restore_to_point_in_time": copy}) == {"not-applicable"}
	primary := {"key": "p", "type": "aws_db_instance", "values": {"storage_encrypted": true}, "links": {}, "meta": {}}
	replica := object.union(
		_resource("aws_db_instance", {"replicate_source_db": "primary"}),
		{"links": {"source": [{"to": "p", "inferred": false}]}},
	)
	_outcomes([primary, replica]) == {"pass", "not-applicable"}
}
