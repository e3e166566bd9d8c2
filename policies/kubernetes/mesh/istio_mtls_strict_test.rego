package crosswalk.policies.kubernetes.mesh.istio_mtls_strict_test

import data.crosswalk.policies.kubernetes.mesh.istio_mtls_strict as policy

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

_outcomes(values) := _outcomes_of(_resource("PeerAuthentication", values), {})

test_nothing_without_subject if count(policy.verdicts) == 0 with input as {"by_type": {}, "resources": {}}

test_unknown_when_the_resource_is_hidden if {
	_outcomes_of(object.union(_resource("PeerAuthentication", {}), _marker), {}) == {["unknown", set()]}
}

_policy(mtls, ports) := _resource("PeerAuthentication", {"spec": {"mtls": mtls, "portLevelMtls": ports}})

test_fail_when_a_policy_takes_plain_connections if {
	_outcomes_of(_policy({"mode": "PERMISSIVE"}, null), {}) == {["fail", {"default"}]}
	_outcomes_of(_policy({"mode": "DISABLE"}, {}), {}) == {["fail", {"default"}]}
	_outcomes_of(_policy({"mode": "STRICT"}, {"8080": {"mode": "DISABLE"}}), {}) == {["fail", {"default"}]}
}

test_pass_when_a_policy_is_strict_or_silent if {
	_outcomes_of(_policy({"mode": "STRICT"}, {"8080": {"mode": "STRICT"}}), {}) == {["pass", set()]}
	_outcomes_of(_policy({"mode": "UNSET"}, null), {}) == {["pass", set()]}
	_outcomes_of(_policy(null, null), {}) == {["pass", set()]}
}

_namespace(labels, links) := object.union(_resource("Namespace", {"metadata": {"labels": labels}}), {"links": links})

_injected := {"istio-injection": "enabled"}

_link(name) := {name: [{"to": "p", "inferred": false}]}

_is(mode) := {"resources": {"p": {"key": "p", "type": "PeerAuthentication", "values": {"spec": {"mtls": {"mode": mode}}}}}}

test_pass_under_a_strict_policy if {
	every labels in [_injected, {"istio.io/rev": "1-24"}, {"istio.io/dataplane-mode": "ambient"}] {
		_outcomes_of(_namespace(labels, _link("meshPolicies")), _is("STRICT")) == {["pass", set()]}
		_outcomes_of(_namespace(labels, _link("meshDefaults")), _is("STRICT")) == {["pass", set()]}
	}
}

test_fail_when_only_the_mesh_could_and_does_not if {
	_outcomes_of(_namespace(_injected, _link("meshDefaults")), _is("PERMISSIVE")) == {["fail", {"default"}]}
	_outcomes_of(_namespace(_injected, {}), {"declares": ["cluster-baseline"]}) == {["fail", {"default"}]}
}

test_not_applicable_otherwise if {
	_outcomes_of(_namespace({}, {}), {}) == {["not-applicable", set()]}
	_outcomes_of(_namespace({"istio-injection": "disabled"}, {}), {}) == {["not-applicable", set()]}
	_outcomes_of(_namespace(_injected, _link("meshPolicies")), _is("PERMISSIVE")) == {["not-applicable", set()]}
}

test_unknown_when_unresolved_or_elsewhere if {
	_outcomes_of(_namespace(_injected, {}), {}) == {["unknown", set()]}
	_outcomes_of(_namespace(_marker, _link("meshDefaults")), _is("PERMISSIVE")) == {["unknown", set()]}
	_outcomes_of(_namespace(_injected, _link("meshPolicies")), _is(_marker)) == {["unknown", set()]}
	_outcomes_of(_policy({"mode": _marker}, null), {}) == {["unknown", set()]}
	_outcomes_of(_policy({"mode": "STRICT"}, _marker), {}) == {["unknown", set()]}
}
