package crosswalk.policies.postgresql.server.ssl_off_test

import data.crosswalk.policies.postgresql.server.ssl_off as policy

_marker := {"$unknown": {"cause": "variable", "refs": []}}

_outcomes(values) := _outcomes_with(values, {})

_outcomes_with(values, meta) := {[one.outcome, grades] |
	some one in policy.verdicts with input as {
		"by_type": {"postgresql": ["a"]},
		"resources": {"a": {"key": "a", "type": "postgresql", "values": values, "links": {}, "meta": meta}},
		"dangling": {},
		"missing": [],
		"declares": [],
	}
	grades := {object.get(site, "grade", "default") | some site in one.sites; site.outcome == "fail"}
}

test_nothing_without_subject if count(policy.verdicts) == 0 with input as {"by_type": {}, "resources": {}}

test_unknown_when_the_resource_is_hidden if {
	{one.outcome | some one in policy.verdicts} == {"unknown"} with input as {
		"by_type": {"postgresql": ["a"]},
		"resources": {"a": {"key": "a", "type": "postgresql", "$unknown": {"cause": "variable", "refs": []}, "values": {}, "links": {}, "meta": {}}},
	}
}

test_pass_when_on if _outcomes_with({"ssl": "on"}, {"complete": true}) == {["pass", set()]}

test_fail_when_off if _outcomes_with({"ssl": "off"}, {"complete": false}) == {["fail", {"default"}]}

test_fail_when_absent if _outcomes_with({"port": "5432"}, {"complete": true}) == {["fail", {"default"}]}

test_not_applicable_in_a_fragment if _outcomes_with({"port": "5432"}, {"complete": false}) == {["not-applicable", set()]}

test_not_applicable_on_unix_sockets if _outcomes_with({"listen_addresses": ""}, {"complete": true}) == {["not-applicable", set()]}

test_unknown_when_unresolved if _outcomes({"ssl": _marker}) == {["unknown", set()]}
