package crosswalk.policies.aws.rds.require_tls_test

import data.crosswalk.policies.aws.rds.require_tls

_marker := {"$unknown": {"cause": "variable", "refs": []}}

_resource(type, values) := {"key": "a", "type": type, "values": values, "links": {}, "meta": {}}

_input(resources) := {
	"resources": {one.key: one | some one in resources},
	"by_type": {type: [one.key | some one in resources; one.type == type] | some type in {one.type | some one in resources}},
	"dangling": {}, "missing": [],
}

_outcomes(resources) := {one.outcome | some one in require_tls.verdicts with input as _input(resources)}

_of(type, values) := _outcomes([_resource(type, values)])

# The database with a group of that type attached.
_with(type, group_type, values) := _outcomes([
	object.union(_resource(type, {}), {"links": {"parameter_group": [{"to": "g", "inferred": false}]}}),
	{"key": "g", "type": group_type, "values": values, "links": {"databases": [{"to": "a", "inferred": false}]}, "meta": {}},
]) - {"not-applicable"}

_postgres(family, parameters) := _with("aws_db_instance", "aws_db_parameter_group", {"family": family, "parameter": parameters})

test_nothing_without_subject if {
	count(require_tls.verdicts) == 0 with input as _input([])
}

test_pass_when_the_group_requires_it if {
	_postgres("postgres14", [{"name": "rds.force_ssl", "value": "1"}]) == {"pass"}
	_with("aws_rds_cluster", "aws_rds_cluster_parameter_group", {
		"family": "aurora-mysql8.0",
		"parameter": [{"name": "require_secure_transport", "value": "ON"}],
	}) == {"pass"}
	_with("aws_redshift_cluster", "aws_redshift_parameter_group", {
		"family": "redshift-1.0",
		"parameter": [{"name": "require_ssl", "value": "true"}],
	}) == {"pass"}
}

test_pass_when_the_family_requires_it_by_default if {
	_postgres("postgres16", []) == {"pass"}
	_postgres("postgres16", [{"name": "log_connections", "value": "1"}]) == {"pass"}
	_with("aws_redshift_cluster", "aws_redshift_parameter_group", {"family": "redshift-2.0"}) == {"pass"}
	_of("aws_db_instance", {"parameter_group_name": "default.postgres16"}) == {"pass"}
}

test_pass_when_the_engine_requires_it_by_default if {
	_of("aws_db_instance", {"engine": "postgres", "engine_version": "16.3"}) == {"pass"}
	_of("aws_rds_cluster", {"engine": "aurora-postgresql", "engine_version": "17.4"}) == {"pass"}
	_of("aws_docdb_cluster", {}) == {"pass"}
}

test_fail_when_the_group_does_not_require_it if {
	_postgres("postgres16", [{"name": "rds.force_ssl", "value": "0"}]) == {"fail"}
	_postgres("postgres14", []) == {"fail"}
	_with("aws_docdb_cluster", "aws_docdb_cluster_parameter_group", {
		"family": "docdb5.0",
		"parameter": [{"name": "tls", "value": "disabled"}],
	}) == {"fail"}
}

test_fail_when_the_default_does_not if {
	_of("aws_db_instance", {"engine": "mysql", "engine_version": "8.4"}) == {"fail"}
	_of("aws_db_instance", {"engine": "sqlserver-se"}) == {"fail"}
	_of("aws_rds_cluster", {"engine": "aurora-postgresql", "engine_version": "16.4"}) == {"fail"}
	_of("aws_db_instance", {"engine": "postgres", "parameter_group_name": "default.postgres13"}) == {"fail"}
}

test_unknown_when_the_version_is_open if {
	_of("aws_db_instance", {"engine": "postgres"}) == {"unknown"}
	_of("aws_db_instance", {"engine": "postgres", "engine_version": _marker}) == {"unknown"}
	_of("aws_redshift_cluster", {}) == {"unknown"}
	_of("aws_rds_cluster", {}) == {"unknown"}
}

test_unknown_when_the_group_is if {
	_of("aws_db_instance", {"engine": "postgres", "engine_version": "13.1", "parameter_group_name": "shared"}) == {"unknown"}
	_of("aws_db_instance", {"engine": "postgres", "parameter_group_name": _marker}) == {"unknown"}
	_postgres("postgres13", _marker) == {"unknown"}
	_postgres("postgres13", [{"name": _marker, "value": "1"}]) == {"unknown"}
	_postgres(_marker, []) == {"unknown"}
}

test_not_applicable_when_the_engine_has_no_such_parameter if {
	_of("aws_db_instance", {"engine": "oracle-ee", "engine_version": "19"}) == {"not-applicable"}
}

test_a_replica_has_the_engine_of_its_source if {
	source := {"key": "s", "type": "aws_db_instance", "values": {"engine": "postgres", "engine_version": "16.3"}, "links": {}, "meta": {}}
	replica := object.union(_resource("aws_db_instance", {}), {"links": {"source": [{"to": "s", "inferred": false}]}})
	_outcomes([source, replica]) == {"pass", "unknown"}
}

test_a_group_without_a_database_is_judged_by_itself if {
	_of("aws_docdb_cluster_parameter_group", {"family": "docdb5.0", "parameter": [{"name": "tls", "value": "disabled"}]}) == {"fail"}
	_of("aws_db_parameter_group", {"family": "postgres16"}) == {"pass"}
	_of("aws_db_parameter_group", {"family": "postgres13"}) == {"fail"}
	_of("aws_db_parameter_group", {"family": _marker}) == {"unknown"}
	_of("aws_db_parameter_group", {"family": "oracle-ee-19"}) == {"not-applicable"}
	_of("aws_db_parameter_group", {"family": "aurora-postgresql15"}) == {"not-applicable"}
}
