package crosswalk.policies.keycloak.server.dev_mode_test

import data.crosswalk.policies.keycloak.server.dev_mode as policy

_marker := {"$unknown": {"cause": "variable", "refs": []}}

_outcomes(type, values, meta) := {[one.outcome, grades] |
	some one in policy.verdicts with input as {
		"by_type": {type: ["a"]},
		"resources": {"a": {"key": "a", "type": type, "values": values, "links": {}, "meta": meta}},
		"dangling": {},
		"missing": [],
		"declares": [],
	}
	grades := {object.get(site, "grade", "default") | some site in one.sites; site.outcome == "fail"}
}

test_nothing_without_subject if count(policy.verdicts) == 0 with input as {"by_type": {}, "resources": {}}

test_unknown_when_the_resource_is_hidden if {
	{one.outcome | some one in policy.verdicts} == {"unknown"} with input as {
		"by_type": {"keycloak": ["a"]},
		"resources": {"a": {"key": "a", "type": "keycloak", "$unknown": {"cause": "variable", "refs": []}, "values": {}, "links": {}, "meta": {}}},
	}
}

test_pass_in_production_mode if _outcomes("keycloak", {"command": "start"}, {"complete": false}) == {["pass", set()]}

test_fail_in_development_mode if _outcomes("keycloak", {"command": "start-dev"}, {"complete": false}) == {["fail", {"default"}]}

test_unknown_when_unresolved if _outcomes("keycloak", {"command": _marker}, {"complete": false}) == {["unknown", set()]}

test_not_applicable_without_a_command if _outcomes("keycloak", {"hostname": "a"}, {"complete": true}) == {["not-applicable", set()]}
