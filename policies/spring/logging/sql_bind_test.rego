package crosswalk.policies.spring.logging.sql_bind_test

import data.crosswalk.policies.spring.logging.sql_bind as policy

_marker := {"$unknown": {"cause": "variable", "refs": []}}

_outcomes(values) := _outcomes_with(values, {})

_outcomes_with(values, meta) := {[one.outcome, grades] |
	some one in policy.verdicts with input as {
		"by_type": {"spring": ["a"]},
		"resources": {"a": {"key": "a", "type": "spring", "values": values, "links": {}, "meta": meta}},
		"dangling": {},
		"missing": [],
		"declares": [],
	}
	grades := {object.get(site, "grade", "default") | some site in one.sites; site.outcome == "fail"}
}

test_nothing_without_subject if count(policy.verdicts) == 0 with input as {"by_type": {}, "resources": {}}

test_unknown_when_the_resource_is_hidden if {
	{one.outcome | some one in policy.verdicts} == {"unknown"} with input as {
		"by_type": {"spring": ["a"]},
		"resources": {"a": {"key": "a", "type": "spring", "$unknown": {"cause": "variable", "refs": []}, "values": {}, "links": {}, "meta": {}}},
	}
}

test_pass_when_quiet if _outcomes({"logging.level.org.hibernate.orm.jdbc.bind": "INFO", "spring.jpa.showsql": "false"}) == {["pass", set()]}

test_fail_when_traced if _outcomes({"logging.level.org.hibernate.type.descriptor.sql": "TRACE"}) == {["fail", {"default"}]}

test_fail_low_for_statements if _outcomes({"spring.jpa.showsql": true}) == {["fail", {"statements"}]}

test_unknown_when_unresolved if _outcomes({"logging.level.p6spy": _marker}) == {["unknown", set()]}

test_not_applicable_when_variables_do_not_speak_of_it if {
	{one.outcome | some one in policy.verdicts with input as {
		"by_type": {"spring": ["a"]},
		"resources": {"a": {"key": "a", "type": "spring", "values": {"server.port": "1"}, "links": {}, "meta": {"complete": false}}},
	}} == {"not-applicable"}
}
