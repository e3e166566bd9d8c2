package crosswalk.policies.aws.vpc.flow_logs_test

import data.crosswalk.policies.aws.vpc.flow_logs

_marker := {"$unknown": {"cause": "variable", "refs": []}}

_resource(type, values) := {"key": type, "type": type, "values": values, "links": {}, "meta": {}}

_tied(one, name, to) := object.union(one, {"links": {name: [{"to": to, "inferred": false}]}})

_input(resources) := {
	"resources": {one.key: one | some one in resources},
	"by_type": {type: [one.key | some one in resources; one.type == type] | some type in {one.type | some one in resources}},
	"dangling": {}, "missing": [], "declares": [],
}

_all(resources) := {one.resource: one.outcome | some one in flow_logs.verdicts with input as _input(resources)}

_of(type, values) := _all([_resource(type, values)])[type]

test_nothing_without_subject if {
	count(flow_logs.verdicts) == 0 with input as _input([])
}

_logged(values) := _all([
	_tied(_resource("aws_vpc", {}), "flow_logs", "aws_flow_log"),
	_resource("aws_flow_log", values),
]).aws_vpc

_log(type) := {"traffic_type": type, "log_destination": "arn"}

test_pass_when_all_traffic_is_recorded if {
	_logged(_log("ALL")) == "pass"
	_logged({"traffic_type": "ALL", "log_group_name": "flow"}) == "pass"
}

test_fail_when_part_is_recorded_or_none if {
	_logged(_log("ACCEPT")) == "fail"
	_logged(_log("REJECT")) == "fail"
	_logged({"traffic_type": "ALL"}) == "fail"
	_all([_resource("aws_vpc", {}), _resource("aws_flow_log", {})]).aws_vpc == "fail"
}

test_fail_when_the_root_declares_the_baseline if {
	input_ := object.union(_input([_resource("aws_default_vpc", {})]), {"declares": ["account-baseline"]})
	{one.outcome | some one in flow_logs.verdicts with input as input_} == {"fail"}
	unsure := object.union(input_, {"dangling": {"flow_logs": ["x"]}})
	{one.outcome | some one in flow_logs.verdicts with input as unsure} == {"unknown"}
}

test_unknown_when_from_a_variable_or_elsewhere if {
	_of("aws_vpc", {}) == "unknown"
	_logged(_log(_marker)) == "unknown"
	_logged({"traffic_type": "ALL", "log_destination": _marker}) == "unknown"
	hidden := object.union(_resource("aws_flow_log", _log("ALL")), _marker)
	_all([_tied(_resource("aws_vpc", {}), "flow_logs", "aws_flow_log"), hidden]).aws_vpc == "unknown"
}

_by_subnet(logged, values) := _all([
	_tied(_resource("aws_vpc", {}), "subnets", "aws_subnet"),
	object.union(_resource("aws_subnet", {}), {"links": {"flow_logs": [{"to": "aws_flow_log", "inferred": false} | logged]}}),
	_resource("aws_flow_log", values),
]).aws_vpc

test_logs_of_all_subnets_stand_for_the_network if {
	_by_subnet(true, _log("ALL")) == "pass"
	_by_subnet(true, _log("ACCEPT")) == "fail"
	_by_subnet(true, _log(_marker)) == "unknown"
	_by_subnet(false, _log("ALL")) == "fail"
}
