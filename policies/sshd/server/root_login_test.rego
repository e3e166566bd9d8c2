package crosswalk.policies.sshd.server.root_login_test

import data.crosswalk.policies.sshd.server.root_login as policy

_marker := {"$unknown": {"cause": "variable", "refs": []}}

_outcomes(values) := {[one.outcome, grades] |
	some one in policy.verdicts with input as {
		"by_type": {"sshd": ["a"]},
		"resources": {"a": {"key": "a", "type": "sshd", "values": values, "links": {}, "meta": {}}},
		"dangling": {},
		"missing": [],
		"declares": [],
	}
	grades := {object.get(site, "grade", "default") | some site in one.sites; site.outcome == "fail"}
}

_match(settings) := {"permitrootlogin": "no", "match": [{"criteria": "Address 10.0.0.0/8", "settings": settings}]}

test_nothing_without_subject if count(policy.verdicts) == 0 with input as {"by_type": {}, "resources": {}}

test_unknown_when_the_resource_is_hidden if {
	{one.outcome | some one in policy.verdicts} == {"unknown"} with input as {
		"by_type": {"sshd": ["a"]},
		"resources": {"a": {"key": "a", "type": "sshd", "$unknown": {"cause": "variable", "refs": []}, "values": {}, "links": {}, "meta": {}}},
	}
}

test_pass_when_no if _outcomes({"permitrootlogin": "No"}) == {["pass", set()]}

test_fail_when_yes if _outcomes({"permitrootlogin": "yes"}) == {["fail", {"default"}]}

test_fail_lower_with_keys if _outcomes({"permitrootlogin": "prohibit-password"}) == {["fail", {"keys"}]}

test_fail_in_a_match_block if _outcomes(_match({"permitrootlogin": "yes"})) == {["fail", {"default"}]}

test_pass_when_a_match_block_is_about_something_else if {
	_outcomes(_match({"x11forwarding": "no"})) == {["pass", set()]}
}

test_unknown_when_unresolved if {
	_outcomes({"permitrootlogin": _marker}) == {["unknown", set()]}
	_outcomes({"permitrootlogin": "no", "match": _marker}) == {["unknown", set()]}
}

test_not_applicable_in_a_fragment if _outcomes({"x11forwarding": "no"}) == {["not-applicable", set()]}
