package crosswalk.policies.aws.elb.tls_policy_modern_test

import data.crosswalk.policies.aws.elb.tls_policy_modern

_marker := {"$unknown": {"cause": "variable", "refs": []}}

_resource(type, values) := {"key": type, "type": type, "values": values, "links": {}, "meta": {}}

_input(resources) := {
	"resources": {one.key: one | some one in resources},
	"by_type": {type: [one.key | some one in resources; one.type == type] | some type in {one.type | some one in resources}},
	"dangling": {}, "missing": [], "declares": [],
}

_all(resources) := {one.resource: one.outcome | some one in tls_policy_modern.verdicts with input as _input(resources)}

_of(type, values) := _all([_resource(type, values)])[type]

test_nothing_without_subject if {
	count(tls_policy_modern.verdicts) == 0 with input as _input([])
}

_https(policy) := _of("aws_lb_listener", {"protocol": "HTTPS", "ssl_policy": policy})

_classic(name, value) := _of("aws_load_balancer_policy", {
	"policy_type_name": "SSLNegotiationPolicyType",
	"policy_attribute": [{"name": name, "value": value}],
})

test_pass_when_the_minimum_is_1_2 if {
	every policy in [
		"ELBSecurityPolicy-TLS13-1-2-2021-06", "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09", "ELBSecurityPolicy-TLS13-1-3-2021-06",
		"ELBSecurityPolicy-TLS-1-2-2017-01", "ELBSecurityPolicy-FS-1-2-Res-2020-10",
	] {
		_https(policy) == "pass"
	}
	_classic("Protocol-TLSv1.2", "true") == "pass"
	_classic("Protocol-TLSv1", "false") == "pass"
	_classic("Reference-Security-Policy", "ELBSecurityPolicy-TLS-1-2-2017-01") == "pass"
}

test_fail_when_older_versions_are_let_in if {
	every policy in [
		null, "", "ELBSecurityPolicy-2016-08", "ELBSecurityPolicy-FS-2018-06", "ELBSecurityPolicy-FS-1-1-2019-08",
		"ELBSecurityPolicy-TLS13-1-0-2021-06", "ELBSecurityPolicy-TLS13-1-1-2021-06", "ELBSecurityPolicy-TLS-1-1-2017-01",
	] {
		_https(policy) == "fail"
	}
	_classic("Protocol-TLSv1.1", true) == "fail"
	_classic("Reference-Security-Policy", "ELBSecurityPolicy-2016-08") == "fail"
}

test_unknown_when_from_a_variable if {
	_https(_marker) == "unknown"
	_of("aws_lb_listener", {"protocol": _marker}) == "unknown"
	_classic("Protocol-TLSv1", _marker) == "unknown"
	_of("aws_load_balancer_policy", {"policy_type_name": _marker, "policy_attribute": [{"name": "Protocol-TLSv1", "value": "true"}]}) == "unknown"
}

test_not_applicable_when_there_is_no_tls if {
	_of("aws_lb_listener", {"protocol": "HTTP"}) == "not-applicable"
	_of("aws_load_balancer_policy", {"policy_type_name": "ProxyProtocolPolicyType"}) == "not-applicable"
}

_classic_balancer(listener, attached) := _all([
	object.union(_resource("aws_elb", {"listener": [listener]}), {"links": {link: [{"to": one.type, "inferred": false}] |
		some link, one in attached
	}}),
	[one | some one in attached][0],
]).aws_elb

test_a_classic_listener_needs_a_policy_at_its_port if {
	tls := {"lb_port": 443, "lb_protocol": "https"}
	_of("aws_elb", {"listener": [tls]}) == "fail"
	_of("aws_elb", {"listener": [{"lb_port": 80, "lb_protocol": "http"}]}) == "not-applicable"
	_of("aws_elb", {"listener": [{"lb_port": 443, "lb_protocol": _marker}]}) == "unknown"
	_of("aws_elb", {"listener": _marker}) == "unknown"
	policy := _resource("aws_load_balancer_listener_policy", {"load_balancer_port": 443})
	_classic_balancer(tls, {"listener_policies": policy}) == "pass"
	_classic_balancer({"lb_port": 8443, "lb_protocol": "ssl"}, {"listener_policies": policy}) == "fail"
	_classic_balancer(tls, {"ssl_policies": _resource("aws_lb_ssl_negotiation_policy", {"lb_port": "443"})}) == "pass"
}

test_negotiation_policies_are_judged_by_their_protocols if {
	_of("aws_lb_ssl_negotiation_policy", {"attribute": [{"name": "Protocol-TLSv1", "value": "true"}]}) == "fail"
	_of("aws_lb_ssl_negotiation_policy", {"attribute": [{"name": "Protocol-TLSv1.2", "value": "true"}]}) == "pass"
}
