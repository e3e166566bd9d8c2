package crosswalk.policies.kubernetes.operator.strimzi_authentication_test

import data.crosswalk.policies.kubernetes.operator.strimzi_authentication as policy

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

_type(type, more) := _listener({"authentication": object.union({"type": type}, more)})

test_pass_with_authentication if {
	every type in ["tls", "scram-sha-512", "oauth"] {
		_type(type, {}) == {["pass", set()]}
	}
	_type("custom", {"sasl": true}) == {["pass", set()]}
	_type("custom", {"listenerConfig": {"ssl.client.auth": "required"}}) == {["pass", set()]}
	_outcomes({}) == {["pass", set()]}
}

test_fail_without if {
	_listener({}) == {["fail", {"default"}]}
	_listener({"authentication": {}}) == {["fail", {"default"}]}
	_type("custom", {}) == {["fail", {"default"}]}
	_type("custom", {"sasl": false, "listenerConfig": {"ssl.client.auth": "requested"}}) == {["fail", {"default"}]}
}

test_unknown_when_unresolved if {
	_listener({"authentication": _marker}) == {["unknown", set()]}
	_type("custom", {"sasl": _marker}) == {["unknown", set()]}
	_listener(_marker) == {["unknown", set()]}
	_outcomes({"spec": {"kafka": {"listeners": _marker}}}) == {["unknown", set()]}
}
