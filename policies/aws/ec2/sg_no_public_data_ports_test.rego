package crosswalk.policies.aws.ec2.sg_no_public_data_ports_test

import data.crosswalk.policies.aws.ec2.sg_no_public_data_ports

_marker := {"$unknown": {"cause": "variable", "refs": []}}

_resource(type, values) := {"key": type, "type": type, "values": values, "links": {}, "meta": {}}

_tied(one, name, to) := object.union(one, {"links": {name: [{"to": to, "inferred": false}]}})

_input(resources) := {
	"resources": {one.key: one | some one in resources},
	"by_type": {type: [one.key | some one in resources; one.type == type] | some type in {one.type | some one in resources}},
	"dangling": {}, "missing": [], "declares": [],
}

_all(resources) := {one.resource: one.outcome | some one in sg_no_public_data_ports.verdicts with input as _input(resources)}

_of(type, values) := _all([_resource(type, values)])[type]

_grades(type, values) := {object.get(site, "grade", "default") |
	some one in sg_no_public_data_ports.verdicts with input as _input([_resource(type, values)])
	some site in one.sites
	site.outcome == "fail"
}

test_nothing_without_subject if {
	count(sg_no_public_data_ports.verdicts) == 0 with input as _input([])
}

_group(port, cidr) := _of("aws_security_group", {"ingress": [{"protocol": "tcp", "from_port": port, "to_port": port, "cidr_blocks": [cidr]}]})

_rule(type) := {"type": type, "protocol": "-1", "from_port": 0, "to_port": 0, "cidr_blocks": ["0.0.0.0/0"]}

test_pass_when_closed_or_inside if {
	_group(443, "0.0.0.0/0") == "pass"
	_group(5432, "10.0.0.0/8") == "pass"
	_of("aws_default_security_group", {"ingress": [{"protocol": "-1", "self": true}]}) == "pass"
}

test_fail_when_open if {
	_group(5432, "0.0.0.0/0") == "fail"
	_of("aws_security_group_rule", _rule("ingress")) == "fail"
	_of("aws_vpc_security_group_ingress_rule", {"ip_protocol": "-1", "cidr_ipv4": "0.0.0.0/0"}) == "fail"
}

test_unknown_when_from_a_variable if {
	_group(5432, _marker) == "unknown"
	_of("aws_security_group_rule", _rule(_marker)) == "unknown"
	_of("aws_vpc_security_group_ingress_rule", {"ip_protocol": "-1", "prefix_list_id": "pl-1"}) == "unknown"
}

test_not_applicable_when_egress if _of("aws_security_group_rule", _rule("egress")) == "not-applicable"

_web(port) := {"ingress": [{"protocol": "tcp", "from_port": port, "to_port": port, "cidr_blocks": ["0.0.0.0/0"]}]}

test_grades_by_the_gravest_port if {
	_grades("aws_security_group", _web(2575)) == {"default"}
	_grades("aws_security_group", _web(389)) == {"service"}
	_grades("aws_security_group", _web(8080)) == {"alternate"}
	_grades("aws_security_group", _web(80)) == {"web"}
}

test_pass_when_a_load_balancer_answers_on_80 if {
	balancer := object.union(_resource("aws_lb", {}), {"key": "lb"})
	group := _tied(_resource("aws_security_group", _web(80)), "load_balancers", "lb")
	_all([group, balancer]).aws_security_group == "pass"
	rule := object.union(_web(80).ingress[0], {"type": "ingress"})
	tied := _tied(_resource("aws_security_group_rule", rule), "security_group", "aws_security_group")
	_all([group, balancer, tied]).aws_security_group_rule == "pass"
}
