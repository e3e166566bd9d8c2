package crosswalk.policies.dotenv.file.plaintext_secret_test

import data.crosswalk.policies.dotenv.file.plaintext_secret as policy

_marker := {"$unknown": {"cause": "variable", "refs": []}}

_outcomes(values) := _outcomes_with(values, {})

_outcomes_with(values, meta) := {[one.outcome, grades] |
	some one in policy.verdicts with input as {
		"by_type": {"dotenv": ["a"]},
		"resources": {"a": {"key": "a", "type": "dotenv", "values": values, "links": {}, "meta": meta}},
		"dangling": {},
		"missing": [],
		"declares": [],
	}
	grades := {object.get(site, "grade", "default") | some site in one.sites; site.outcome == "fail"}
}

test_nothing_without_subject if count(policy.verdicts) == 0 with input as {"by_type": {}, "resources": {}}

test_unknown_when_the_resource_is_hidden if {
	{one.outcome | some one in policy.verdicts} == {"unknown"} with input as {
		"by_type": {"dotenv": ["a"]},
		"resources": {"a": {"key": "a", "type": "dotenv", "$unknown": {"cause": "variable", "refs": []}, "values": {}, "links": {}, "meta": {}}},
	}
}

test_pass_when_referenced if _outcomes({"DB_PASSWORD": "$(vault read db)", "HOST": "db", "API_KEY": "changeme"}) == {["pass", set()]}

test_fail_when_literal if _outcomes({"DB_PASSWORD": "correct-horse"}) == {["fail", {"default"}]}

test_fail_lower_in_an_example if _outcomes_with({"DB_PASSWORD": "correct-horse"}, {"example": true}) == {["fail", {"example"}]}

test_unknown_when_partly_literal if {
	_outcomes({"DB_PASSWORD": {"$unknown": {"cause": "variable", "refs": [], "parts": ["x", _marker]}}}) == {["unknown", set()]}
}
