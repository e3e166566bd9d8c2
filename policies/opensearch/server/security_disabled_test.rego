package crosswalk.policies.opensearch.server.security_disabled_test

import data.crosswalk.policies.opensearch.server.security_disabled as policy

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
		"by_type": {"opensearch": ["a"]},
		"resources": {"a": {"key": "a", "type": "opensearch", "$unknown": {"cause": "variable", "refs": []}, "values": {}, "links": {}, "meta": {}}},
	}
}

test_pass_when_on if _outcomes("opensearch", {"plugins.security.disabled": "false"}, {"complete": true}) == {["pass", set()]}

test_fail_when_off if _outcomes("opensearch", {"plugins.security.disabled": true}, {"complete": false}) == {["fail", {"default"}]}

test_unknown_when_unresolved if _outcomes("opensearch", {"plugins.security.disabled": _marker}, {"complete": true}) == {["unknown", set()]}

test_not_applicable_in_a_fragment if _outcomes("opensearch", {"cluster.name": "a"}, {"complete": false}) == {["not-applicable", set()]}
