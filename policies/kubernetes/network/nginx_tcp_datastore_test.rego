package crosswalk.policies.kubernetes.network.nginx_tcp_datastore_test

import data.crosswalk.policies.kubernetes.network.nginx_tcp_datastore as policy

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

_outcomes(values) := _outcomes_of(_resource("ConfigMap", values), {})

test_nothing_without_subject if count(policy.verdicts) == 0 with input as {"by_type": {}, "resources": {}}

test_unknown_when_the_resource_is_hidden if {
	every type in ["ConfigMap"] {
		_outcomes_of(object.union(_resource(type, {}), _marker), {}) == {["unknown", set()]}
	}
}

_with(name, entries) := _outcomes_of(object.union(_resource("ConfigMap", {"data": entries}), {"name": name}), {})

test_fail_for_a_data_store if {
	_with("tcp-services", {"5432": "ehr/db:5432"}) == {["fail", {"default"}]}
	_with("ingress-nginx-tcp-services", {"15000": "ehr/mllp:2575::PROXY"}) == {["fail", {"default"}]}
	_with("tcp-services", {"3306": _marker}) == {["fail", {"default"}]}
}

test_pass_for_other_ports if {
	_with("tcp-services", {"9000": "default/shell:8080"}) == {["pass", set()]}
	_with("tcp-services", {"9000": null}) == {["pass", set()]}
	_with("tcp-services", null) == {["pass", set()]}
}

test_not_applicable_to_other_maps if _with("settings", {"5432": "x"}) == {["not-applicable", set()]}

test_unknown_when_unresolved if {
	_with("tcp-services", _marker) == {["unknown", set()]}
	_with("tcp-services", {"9000": _marker}) == {["unknown", set()]}
}
