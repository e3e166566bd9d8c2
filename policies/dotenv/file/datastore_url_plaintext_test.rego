package crosswalk.policies.dotenv.file.datastore_url_plaintext_test

import data.crosswalk.policies.dotenv.file.datastore_url_plaintext as policy

_marker := {"$unknown": {"cause": "variable", "refs": []}}

_outcomes(values) := {[one.outcome, grades] |
	some one in policy.verdicts with input as {
		"by_type": {"dotenv": ["a"]},
		"resources": {"a": {"key": "a", "type": "dotenv", "values": values, "links": {}, "meta": {}}},
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

test_pass if _outcomes({"A": "postgres://db.example.org/x?sslmode=require", "B": "https://x", "C": "redis://localhost", "D": "text"}) == {["pass", set()]}

test_fail if _outcomes({"A": "redis://cache.example.org"}) == {["fail", {"default"}]}

test_fail_lower_in_the_own_network if _outcomes({"A": "redis://cache:6379"}) == {["fail", {"internal"}]}

test_unknown if {
	_outcomes({"DATABASE_URL": _marker}) == {["unknown", set()]}
	_outcomes({"A": {"$unknown": {"cause": "variable", "refs": [], "parts": ["redis://", _marker]}}}) == {["unknown", set()]}
}

test_pass_when_another_is_not_known if _outcomes({"X": _marker}) == {["pass", set()]}

test_fail_in_an_image if {
	verdicts := policy.verdicts with input as {
		"by_type": {"dockerfile": ["a"]},
		"resources": {"a": {"key": "a", "type": "dockerfile", "values": {"stages": [{"env": [{"name": "A", "value": "amqp://q.example.org"}]}]}, "links": {}, "meta": {}}},
		"dangling": {},
		"missing": [],
		"declares": [],
	}
	{one.outcome | some one in verdicts} == {"fail"}
}
