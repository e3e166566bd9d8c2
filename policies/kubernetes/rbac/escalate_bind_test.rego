package crosswalk.policies.kubernetes.rbac.escalate_bind_test

import data.crosswalk.policies.kubernetes.rbac.escalate_bind as policy

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

_outcomes(values) := _outcomes_of(_resource("Role", values), {})

test_nothing_without_subject if count(policy.verdicts) == 0 with input as {"by_type": {}, "resources": {}}

test_unknown_when_the_resource_is_hidden if {
	_outcomes_of(object.union(_resource("Role", {}), _marker), {}) == {["unknown", set()]}
}

_rule(more) := {"rules": [object.union({"apiGroups": ["rbac.authorization.k8s.io"], "resources": ["pods", "clusterroles"], "verbs": ["bind"]}, more)]}

test_fail_when_a_role_can_be_stepped_up if {
	every more in [
		{}, {"verbs": ["escalate"]}, {"verbs": ["*"]}, {"resources": ["*"]}, {"apiGroups": ["*"]},
		{"resources": ["rolebindings"], "verbs": ["create"]},
		{"resources": ["clusterrolebindings"], "verbs": ["patch"]},
		{"resourceNames": ["edit"]},
	] {
		_outcomes(_rule(more)) == {["fail", {"default"}]}
	}
	_outcomes_of(_resource("ClusterRole", _rule({})), {}) == {["fail", {"default"}]}
}

test_pass_otherwise if {
	every more in [
		{"verbs": ["get", "create"]}, {"apiGroups": [""]}, {"resources": ["pods"]},
		{"resources": ["rolebindings"], "verbs": ["list"]},
		{"resources": ["rolebindings"], "verbs": ["update"], "resourceNames": ["readers"]},
		{"resources": ["rolebindings"], "verbs": ["bind"]},
	] {
		_outcomes(_rule(more)) == {["pass", set()]}
	}
	_outcomes({}) == {["pass", set()]}
}

test_unknown_when_unresolved if {
	every more in [{"verbs": [_marker]}, {"resources": _marker}, {"apiGroups": _marker}] {
		_outcomes(_rule(more)) == {["unknown", set()]}
	}
	_outcomes({"rules": [_marker]}) == {["unknown", set()]}
}

test_points_at_the_resource if {
	{site.path | some one in policy.verdicts; some site in one.sites} == {["rules", 0, "resources", 1]} with input as {
		"by_type": {"Role": ["a"]},
		"resources": {"a": _resource("Role", _rule({}))},
	}
}
