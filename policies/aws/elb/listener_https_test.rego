package crosswalk.policies.aws.elb.listener_https_test

import data.crosswalk.policies.aws.elb.listener_https

_marker := {"$unknown": {"cause": "variable", "refs": []}}

_resource(type, values) := {"key": type, "type": type, "values": values, "links": {}, "meta": {}}

_tied(one, name, to) := object.union(one, {"links": {name: [{"to": to, "inferred": false}]}})

_input(resources) := {
	"resources": {one.key: one | some one in resources},
	"by_type": {type: [one.key | some one in resources; one.type == type] | some type in {one.type | some one in resources}},
	"dangling": {}, "missing": [], "declares": [],
}

_all(resources) := {one.resource: one.outcome | some one in listener_https.verdicts with input as _input(resources)}

_of(type, values) := _all([_resource(type, values)])[type]

_grades(type, values) := {object.get(site, "grade", "default") |
	some one in listener_https.verdicts with input as _input([_resource(type, values)])
	some site in one.sites
	site.outcome == "fail"
}

test_nothing_without_subject if {
	count(listener_https.verdicts) == 0 with input as _input([])
}

_http(actions) := {"protocol": "HTTP", "port": 80, "default_action": actions}

_forward := [{"type": "forward"}]

_redirect := [{"type": "redirect", "redirect": [{"protocol": "HTTPS"}]}]

_balanced(balancer, values) := _all([
	object.union(_resource("aws_lb", balancer), {"key": "lb"}),
	_tied(_resource("aws_lb_listener", values), "load_balancer", "lb"),
]).aws_lb_listener

_ruled(listener, action) := _all([
	_resource("aws_lb_listener", listener),
	_tied(_resource("aws_lb_listener_rule", {"listener_arn": "l", "action": action}), "listener", "aws_lb_listener"),
]).aws_lb_listener_rule

test_pass_when_redirected_or_secured if {
	_of("aws_lb_listener", _http(_redirect)) == "pass"
	_of("aws_alb_listener", {"protocol": "HTTPS", "certificate_arn": "arn"}) == "pass"
	_of("aws_lb_listener", {"protocol": "TLS", "certificate_arn": {"$unknown": {"cause": "computed", "refs": ["c.arn"]}}}) == "pass"
	_ruled(_http(_redirect), [{"type": "redirect"}]) == "pass"
}

test_fail_when_plain if {
	_of("aws_lb_listener", _http(_forward)) == "fail"
	_of("aws_lb_listener", _http([{"type": "redirect", "redirect": [{"port": "8080"}]}])) == "fail"
	_of("aws_lb_listener", _http([])) == "fail"
	_of("aws_lb_listener", {"protocol": "HTTPS"}) == "fail"
	_balanced({}, {"port": 80, "default_action": _forward}) == "fail"
	_ruled(_http(_redirect), _forward) == "fail"
	_grades("aws_lb_listener", _http([{"type": "fixed-response"}])) == {"fixed-response"}
}

test_not_applicable_when_something_else_decides if {
	_of("aws_lb_listener", {"protocol": "TCP", "port": 2575}) == "not-applicable"
	_of("aws_lb_listener", {}) == "not-applicable"
	_balanced({"load_balancer_type": "gateway"}, {"port": 80}) == "not-applicable"
	_ruled(_http(_forward), _forward) == "not-applicable"
	_ruled({"protocol": "HTTPS"}, _forward) == "not-applicable"
}

test_unknown_when_from_a_variable if {
	_of("aws_lb_listener", {"protocol": _marker}) == "unknown"
	_of("aws_lb_listener", {"port": 80}) == "unknown"
	_of("aws_lb_listener", _http(_marker)) == "unknown"
	_of("aws_lb_listener", _http([{"type": "redirect", "redirect": [{"protocol": _marker}]}])) == "unknown"
	_of("aws_lb_listener_rule", {"listener_arn": "arn", "action": _forward}) == "unknown"
	_of("aws_lb_listener_rule", {"listener_arn": _marker, "action": _forward}) == "unknown"
	_ruled(_http(_redirect), [{"type": _marker}]) == "unknown"
}
