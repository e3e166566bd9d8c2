package crosswalk.policies.postgresql.hba.no_trust_test

import data.crosswalk.policies.postgresql.hba.no_trust as policy

_marker := {"$unknown": {"cause": "variable", "refs": []}}

_outcomes(values) := _outcomes_with(values, {})

_outcomes_with(values, meta) := {[one.outcome, grades] |
	some one in policy.verdicts with input as {
		"by_type": {"pg-hba": ["a"]},
		"resources": {"a": {"key": "a", "type": "pg-hba", "values": values, "links": {}, "meta": meta}},
		"dangling": {},
		"missing": [],
		"declares": [],
	}
	grades := {object.get(site, "grade", "default") | some site in one.sites; site.outcome == "fail"}
}

test_nothing_without_subject if count(policy.verdicts) == 0 with input as {"by_type": {}, "resources": {}}

test_unknown_when_the_resource_is_hidden if {
	{one.outcome | some one in policy.verdicts} == {"unknown"} with input as {
		"by_type": {"pg-hba": ["a"]},
		"resources": {"a": {"key": "a", "type": "pg-hba", "$unknown": {"cause": "variable", "refs": []}, "values": {}, "links": {}, "meta": {}}},
	}
}

_rule(type, address, method) := {"rules": [{"type": type, "database": "all", "user": "all", "address": address, "method": method, "options": ""}]}

test_pass_with_scram if _outcomes(_rule("hostssl", "10.0.0.0/8", "scram-sha-256")) == {["pass", set()]}

test_pass_for_named_local_trust if {
	_outcomes({"rules": [{"type": "local", "database": "ehr", "user": "backup", "method": "trust"}]}) == {["pass", set()]}
}

test_fail_over_the_network if _outcomes(_rule("host", "0.0.0.0/0", "trust")) == {["fail", {"default"}]}

test_fail_with_ident if _outcomes(_rule("host", "10.0.0.0/8", "ident")) == {["fail", {"default"}]}

test_fail_lower_on_loopback if {
	_outcomes(_rule("host", "127.0.0.1/32", "trust")) == {["fail", {"loopback"}]}
	_outcomes(_rule("local", "", "trust")) == {["fail", {"loopback"}]}
}

test_unknown_when_unresolved if {
	_outcomes({"rules": _marker}) == {["unknown", set()]}
	_outcomes(_rule("host", "0.0.0.0/0", _marker)) == {["unknown", set()]}
}
