package crosswalk.policies.kubernetes.rbac.cluster_admin_binding_test

import data.crosswalk.policies.kubernetes.rbac.cluster_admin_binding as policy

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

_account := {"kind": "ServiceAccount", "name": "fhir"}

_bound(type, name, subjects) := _outcomes_of(_resource(type, {"roleRef": {"kind": "ClusterRole", "name": name}, "subjects": subjects}), {})

test_fail_when_bound_to_cluster_admin if {
	_bound("ClusterRoleBinding", "cluster-admin", [_account]) == {["fail", {"default"}]}
	_bound("ClusterRoleBinding", "admin", [_account]) == {["fail", {"default"}]}
}

test_fail_one_severity_lower_in_a_namespace if _bound("RoleBinding", "cluster-admin", [_account]) == {["fail", {"namespace"}]}

test_pass_with_another_role if {
	_bound("ClusterRoleBinding", "view", [_account]) == {["pass", set()]}
	_bound("RoleBinding", "admin", [_account]) == {["pass", set()]}
}

test_pass_for_the_break_glass_group if {
	group := {"kind": "Group", "name": "system:masters"}
	_bound("ClusterRoleBinding", "cluster-admin", [group]) == {["pass", set()]}
	_bound("ClusterRoleBinding", "cluster-admin", [group, _account]) == {["fail", {"default"}]}
}

test_unknown_when_unresolved if {
	_bound("ClusterRoleBinding", _marker, [_account]) == {["unknown", set()]}
	_bound("ClusterRoleBinding", "cluster-admin", _marker) == {["unknown", set()]}
	_bound("ClusterRoleBinding", "cluster-admin", [{"kind": "Group", "name": _marker}]) == {["unknown", set()]}
}
