package crosswalk.policies.kubernetes.rbac.wildcard_test

import data.crosswalk.policies.kubernetes.rbac.wildcard as policy

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

_rule(rule) := _outcomes({"rules": [rule]})

test_pass_when_named if {
	_rule({"apiGroups": [""], "resources": ["pods"], "verbs": ["get"]}) == {["pass", set()]}
	_outcomes({}) == {["pass", set()]}
}

test_pass_for_health_checks if {
	_rule({"nonResourceURLs": ["*"], "verbs": ["get"]}) == {["pass", set()]}
}

test_fail_with_a_wildcard if {
	every rule in [{"verbs": ["*"]}, {"resources": ["*"]}, {"apiGroups": ["*"]}, {"nonResourceURLs": ["*"], "verbs": ["post"]}] {
		_rule(rule) == {["fail", {"default"}]}
	}
}

test_one_finding_a_rule if {
	sites := [site |
		some one in policy.verdicts with input as {
			"by_type": {"Role": ["a"]},
			"resources": {"a": _resource("Role", {"rules": [{"verbs": ["*"], "resources": ["*"]}]})},
		}
		some site in one.sites
	]
	[[site.path, site.facts.what] | some site in sites] == [[["rules", 0], "verbs, resources"]]
}

test_not_applicable_to_built_in_roles if {
	_outcomes_of(object.union(_resource("ClusterRole", {"rules": [{"verbs": ["*"]}]}), {"name": "system:node"}), {}) == {["not-applicable", set()]}
}

test_not_applicable_to_aggregated_roles if {
	_outcomes({"rules": [{"verbs": ["*"]}], "aggregationRule": {"clusterRoleSelectors": [{}]}}) == {["not-applicable", set()]}
}

test_unknown_when_unresolved if {
	_rule(_marker) == {["unknown", set()]}
	_rule({"verbs": [_marker]}) == {["unknown", set()]}
	_rule({"nonResourceURLs": ["*"], "verbs": _marker}) == {["unknown", set()]}
	_outcomes({"rules": [{"verbs": ["*"]}], "aggregationRule": _marker}) == {["unknown", set()]}
}
