package crosswalk.policies.kubernetes.rbac.anonymous_binding_test

import data.crosswalk.policies.kubernetes.rbac.anonymous_binding as policy

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

_outcomes(values) := _outcomes_of(_resource("ClusterRoleBinding", values), {})

test_nothing_without_subject if count(policy.verdicts) == 0 with input as {"by_type": {}, "resources": {}}

test_unknown_when_the_resource_is_hidden if {
	every type in ["ClusterRoleBinding", "RoleBinding"] {
		_outcomes_of(object.union(_resource(type, {}), _marker), {}) == {["unknown", set()]}
	}
}

_bound(role, subject) := _outcomes({"roleRef": {"kind": "ClusterRole", "name": role}, "subjects": [subject]})

test_fail_for_callers_without_a_name if {
	_bound("view", {"kind": "User", "name": "system:anonymous"}) == {["fail", {"default"}]}
	_bound("view", {"kind": "Group", "name": "system:unauthenticated"}) == {["fail", {"default"}]}
	_bound("view", {"kind": "Group", "name": "system:authenticated"}) == {["fail", {"default"}]}
}

test_pass_for_named_callers if {
	_bound("view", {"kind": "Group", "name": "clinicians"}) == {["pass", set()]}
	_bound("view", {"kind": "User", "name": "system:authenticated"}) == {["pass", set()]}
}

test_pass_for_discovery if _bound("system:discovery", {"kind": "Group", "name": "system:authenticated"}) == {["pass", set()]}

test_unknown_when_unresolved if {
	_bound("view", {"kind": "Group", "name": _marker}) == {["unknown", set()]}
	_bound("view", _marker) == {["unknown", set()]}
	_bound(_marker, {"kind": "User", "name": "system:anonymous"}) == {["unknown", set()]}
}
