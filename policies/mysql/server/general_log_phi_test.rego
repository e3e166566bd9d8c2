package crosswalk.policies.mysql.server.general_log_phi_test

import data.crosswalk.policies.mysql.server.general_log_phi as policy

_marker := {"$unknown": {"cause": "variable", "refs": []}}

_outcomes(values, complete) := {[one.outcome, grades] |
	some one in policy.verdicts with input as {
		"by_type": {"mysql": ["a"]},
		"resources": {"a": {"key": "a", "type": "mysql", "values": values, "links": {}, "meta": {"complete": complete}}},
		"dangling": {},
		"missing": [],
		"declares": [],
	}
	grades := {object.get(site, "grade", "default") | some site in one.sites; site.outcome == "fail"}
}

test_nothing_without_subject if count(policy.verdicts) == 0 with input as {"by_type": {}, "resources": {}}

test_unknown_when_the_resource_is_hidden if {
	{one.outcome | some one in policy.verdicts} == {"unknown"} with input as {
		"by_type": {"mysql": ["a"]},
		"resources": {"a": {"key": "a", "type": "mysql", "$unknown": {"cause": "variable", "refs": []}, "values": {}, "links": {}, "meta": {}}},
	}
}

test_pass_when_off if _outcomes({"general_log": "0"}, true) == {["pass", set()]}

test_fail_when_on if _outcomes({"general_log": "1"}, false) == {["fail", {"default"}]}

test_not_applicable_in_a_fragment if _outcomes({"port": "3306"}, false) == {["not-applicable", set()]}

test_unknown_when_unresolved if _outcomes({"general_log": _marker}, true) == {["unknown", set()]}
