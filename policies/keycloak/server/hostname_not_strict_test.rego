package crosswalk.policies.keycloak.server.hostname_not_strict_test

import data.crosswalk.policies.keycloak.server.hostname_not_strict as policy

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

test_pass_when_strict if _outcomes("keycloak", {"hostname-strict": "true"}, {"complete": true}) == {["pass", set()]}

test_pass_with_a_host_name if _outcomes("keycloak", {"hostname-strict": "false", "hostname": "a.example"}, {"complete": true}) == {["pass", set()]}

test_fail_without if _outcomes("keycloak", {"hostname-strict": "false"}, {"complete": true}) == {["fail", {"default"}]}

test_unknown_when_unresolved if _outcomes("keycloak", {"hostname-strict": _marker}, {"complete": true}) == {["unknown", set()]}

test_not_applicable_in_a_fragment if _outcomes("keycloak", {"hostname": "a"}, {"complete": false}) == {["not-applicable", set()]}
