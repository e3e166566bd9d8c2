package crosswalk.policies.kubernetes.operator.strimzi_listener_tls_test

import data.crosswalk.policies.kubernetes.operator.strimzi_listener_tls as policy

_marker := {"$unknown": {"cause": "variable", "refs": []}}

_resource(type, values) := {"key": "a", "type": type, "name": "a", "values": values, "links": {}, "meta": {"namespace": "ehr"}}

# Outcome, and the grades of what fails, of one resource; `more` is put over the input.
_outcomes_of(resource, more) := {[one.outcome, grades] |
	some one in policy.verdicts with input as object.union(
		{"by_type": {resource.type: ["a"]}, "resources": {"a": resource}, "dangling": {}, "missing": [], "declares": []},
		more,
	)
	grades := {object.get(site, "grade", "default") | some site in one.sites; site.outcome == "fail"}
}

_outcomes(values) := _outcomes_of(_resource("Kafka", values), {})

test_nothing_without_subject if count(policy.verdicts) == 0 with input as {"by_type": {}, "resources": {}}

test_unknown_when_the_resource_is_hidden if {
	_outcomes_of(object.union(_resource("Kafka", {}), _marker), {}) == {["unknown", set()]}
}

_listener(value) := _outcomes({"spec": {"kafka": {"listeners": [value]}}})

test_pass_with_tls if {
	_listener({"tls": true}) == {["pass", set()]}
	_outcomes({}) == {["pass", set()]}
}

test_fail_without_tls if {
	_listener({"tls": false}) == {["fail", {"default"}]}
	_listener({}) == {["fail", {"default"}]}
	every type in ["nodeport", "loadbalancer", "ingress", "route"] {
		_listener({"tls": false, "type": type}) == {["fail", {"external"}]}
	}
}

test_unknown_when_unresolved if {
	_listener({"tls": _marker}) == {["unknown", set()]}
	_listener(_marker) == {["unknown", set()]}
	_outcomes({"spec": {"kafka": {"listeners": _marker}}}) == {["unknown", set()]}
}
