package crosswalk.policies.compose.service.plaintext_secret_test

import data.crosswalk.policies.compose.service.plaintext_secret as policy

_marker := {"$unknown": {"cause": "variable", "refs": []}}

_outcomes(values) := _outcomes_with(values, {})

_outcomes_with(values, meta) := {[one.outcome, grades] |
	some one in policy.verdicts with input as {
		"by_type": {"compose:service": ["a"]},
		"resources": {"a": {"key": "a", "type": "compose:service", "values": values, "links": {}, "meta": meta}},
		"dangling": {},
		"missing": [],
		"declares": [],
	}
	grades := {object.get(site, "grade", "default") | some site in one.sites; site.outcome == "fail"}
}

test_nothing_without_subject if count(policy.verdicts) == 0 with input as {"by_type": {}, "resources": {}}

test_unknown_when_the_resource_is_hidden if {
	{one.outcome | some one in policy.verdicts} == {"unknown"} with input as {
		"by_type": {"compose:service": ["a"]},
		"resources": {"a": {"key": "a", "type": "compose:service", "$unknown": {"cause": "variable", "refs": []}, "values": {}, "links": {}, "meta": {}}},
	}
}

test_pass_when_injected if _outcomes({"environment": {"DB_PASSWORD": "$${DB_PASSWORD}", "DB_PASSWORD_FILE": "/run/secrets/db", "HOST": "db"}}) == {["pass", set()]}

test_pass_without_environment if _outcomes({"image": "x"}) == {["pass", set()]}

test_pass_when_interpolated if _outcomes({"environment": {"DB_PASSWORD": _marker}}) == {["pass", set()]}

test_fail_when_literal if _outcomes({"environment": {"DB_PASSWORD": "correct-horse"}}) == {["fail", {"default"}]}

test_fail_worse_when_weak if _outcomes({"environment": {"POSTGRES_PASSWORD": "admin"}}) == {["fail", {"weak"}]}

test_unknown_when_partly_literal if {
	_outcomes({"environment": {"DB_PASSWORD": {"$unknown": {"cause": "variable", "refs": [], "parts": ["x", _marker]}}}}) == {["unknown", set()]}
}

test_unknown_when_the_map_is if _outcomes({"environment": _marker}) == {["unknown", set()]}
