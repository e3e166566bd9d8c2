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

_link(to) := [{"to": to, "inferred": false}]

_placed(type, gateway) := {one.outcome |
	resources := {
		"d": {"key": "d", "type": type, "values": {}, "meta": {}, "links": {"subnet_group": _link("g")}},
		"g": {"key": "g", "type": "aws_db_subnet_group", "values": {}, "links": {"subnets": _link("s")}},
		"s": {"key": "s", "type": "aws_subnet", "values": {}, "links": {"route_table_associations": _link("a")}},
		"a": {"key": "a", "type": "aws_route_table_association", "values": {}, "links": {"route_table": _link("t")}},
		"t": {"key": "t", "type": "aws_route_table", "values": {"route": [{"nat_gateway_id": "n"}]}, "links": {"routes": _link("r")}},
		"r": {"key": "r", "type": "aws_route", "values": {"gateway_id": gateway}, "links": {}},
	}
	some one in not_public.verdicts with input as {"resources": resources, "by_type": {type: ["d"]}, "dangling": {}, "missing": []}
}

test_fail_when_its_subnets_lead_to_the_internet if {
	_placed("aws_db_instance", {"$unknown": {"cause": "computed", "refs": ["module.vpc.aws_internet_gateway.this[0].id"]}}) == {"fail"}
	_placed("aws_rds_cluster", "igw-0a1b") == {"fail"}
}

test_pass_when_they_do_not if {
	_placed("aws_db_instance", "vgw-0a1b") == {"pass"}
	_placed("aws_db_instance", _marker) == {"pass"}
	_placed("aws_rds_cluster", null) == {"not-applicable"}
}
