package crosswalk.policies.kubernetes.rbac.secrets_read_test

import data.crosswalk.policies.kubernetes.rbac.secrets_read as policy

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
	every type in ["Role", "ClusterRole"] {
		_outcomes_of(object.union(_resource(type, {}), _marker), {}) == {["unknown", set()]}
	}
}

_rule(more) := {"rules": [object.union({"apiGroups": [""], "resources": ["pods", "secrets"], "verbs": ["list"]}, more)]}

test_fail_when_all_secrets_can_be_read if {
	_outcomes_of(_resource("ClusterRole", _rule({})), {}) == {["fail", {"default"}]}
	_outcomes(_rule({})) == {["fail", {"namespaced"}]}
	_outcomes(_rule({"resources": ["*"], "verbs": ["*"], "apiGroups": ["*"]})) == {["fail", {"namespaced"}]}
}

test_points_at_the_element_that_names_them if {
	{site.path | some one in policy.verdicts; some site in one.sites} == {["rules", 0, "resources", 1]} with input as {
		"by_type": {"Role": ["a"]},
		"resources": {"a": _resource("Role", _rule({"resources": ["pods", "secrets", "*"]}))},
	}
}

test_pass_otherwise if {
	every more in [{"resourceNames": ["db"]}, {"verbs": ["create"]}, {"resources": ["pods"]}, {"apiGroups": ["apps"]}, {"resources": null}] {
		_outcomes(_rule(more)) == {["pass", set()]}
	}
	_outcomes({}) == {["pass", set()]}
}

test_unknown_when_unresolved if {
	every more in [{"resourceNames": _marker}, {"verbs": [_marker]}, {"resources": _marker}] {
		_outcomes(_rule(more)) == {["unknown", set()]}
	}
	_outcomes({"rules": [_marker]}) == {["unknown", set()]}
}
