package crosswalk.policies.kubernetes.network.tcp_route_datastore_test

import data.crosswalk.policies.kubernetes.network.tcp_route_datastore as policy

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

_outcomes(values) := _outcomes_of(_resource("TCPRoute", values), {})

test_nothing_without_subject if count(policy.verdicts) == 0 with input as {"by_type": {}, "resources": {}}

test_unknown_when_the_resource_is_hidden if {
	every type in ["TCPRoute"] {
		_outcomes_of(object.union(_resource(type, {}), _marker), {}) == {["unknown", set()]}
	}
}

_to(port) := _outcomes({"spec": {"rules": [{"backendRefs": [{"name": "a", "port": port}]}]}})

test_fail_for_a_data_store if {
	every port in [5432, 2575, "104"] {
		_to(port) == {["fail", {"default"}]}
	}
}

test_pass_otherwise if {
	_to(8443) == {["pass", set()]}
	_to(null) == {["pass", set()]}
	_outcomes({}) == {["pass", set()]}
}

test_unknown_when_unresolved if {
	_to(_marker) == {["unknown", set()]}
	_outcomes({"spec": {"rules": [_marker]}}) == {["unknown", set()]}
	_outcomes({"spec": {"rules": [{"backendRefs": _marker}]}}) == {["unknown", set()]}
	_outcomes({"spec": _marker}) == {["unknown", set()]}
}
