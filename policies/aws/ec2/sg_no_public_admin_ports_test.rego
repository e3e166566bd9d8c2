package crosswalk.policies.aws.ec2.sg_no_public_admin_ports_test

import data.crosswalk.policies.aws.ec2.sg_no_public_admin_ports

_marker := {"$unknown": {"cause": "variable", "refs": []}}

_resource(type, values) := {"key": type, "type": type, "values": values, "links": {}, "meta": {}}

_input(resources) := {
	"resources": {one.key: one | some one in resources},
	"by_type": {type: [one.key | some one in resources; one.type == type] | some type in {one.type | some one in resources}},
	"dangling": {}, "missing": [], "declares": [],
}

_all(resources) := {one.resource: one.outcome | some one in sg_no_public_admin_ports.verdicts with input as _input(resources)}

_of(type, values) := _all([_resource(type, values)])[type]

test_nothing_without_subject if {
	count(sg_no_public_admin_ports.verdicts) == 0 with input as _input([])
}

_group(port, cidr) := _of("aws_security_group", {"ingress": [{"protocol": "tcp", "from_port": port, "to_port": port, "cidr_blocks": [cidr]}]})

_rule(type) := {"type": type, "protocol": "-1", "from_port": 0, "to_port": 0, "cidr_blocks": ["0.0.0.0/0"]}

test_pass_when_closed_or_inside if {
	_group(443, "0.0.0.0/0") == "pass"
	_group(22, "10.0.0.0/8") == "pass"
	_of("aws_default_security_group", {"ingress": [{"protocol": "-1", "self": true}]}) == "pass"
}

test_fail_when_open if {
	_group(22, "0.0.0.0/0") == "fail"
	_of("aws_security_group_rule", _rule("ingress")) == "fail"
	_of("aws_vpc_security_group_ingress_rule", {"ip_protocol": "-1", "cidr_ipv4": "0.0.0.0/0"}) == "fail"
}

test_unknown_when_from_a_variable if {
	_group(22, _marker) == "unknown"
	_of("aws_security_group_rule", _rule(_marker)) == "unknown"
	_of("aws_vpc_security_group_ingress_rule", {"ip_protocol": "-1", "prefix_list_id": "pl-1"}) == "unknown"
}

test_not_applicable_when_egress if _of("aws_security_group_rule", _rule("egress")) == "not-applicable"
