package crosswalk.policies.kafka.server.authorizer_test

import data.crosswalk.policies.kafka.server.authorizer as policy

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
		"by_type": {"kafka": ["a"]},
		"resources": {"a": {"key": "a", "type": "kafka", "$unknown": {"cause": "variable", "refs": []}, "values": {}, "links": {}, "meta": {}}},
	}
}

test_pass_when_set if _outcomes("kafka", {"authorizer.class.name": "A", "super.users": "User:admin"}, {"complete": false}) == {["pass", set()]}

test_fail_when_empty if _outcomes("kafka", {"authorizer.class.name": ""}, {"complete": true}) == {["fail", {"default"}]}

test_fail_when_topics_without_rules_are_open if _outcomes("kafka", {"authorizer.class.name": "A", "allow.everyone.if.no.acl.found": "true"}, {"complete": true}) == {["fail", {"everyone"}]}

test_fail_when_everybody_is_a_super_user if _outcomes("kafka", {"authorizer.class.name": "A", "super.users": "User:admin; User:ANONYMOUS"}, {"complete": true}) == {["fail", {"superuser"}]}

test_unknown_when_unresolved if _outcomes("kafka", {"authorizer.class.name": _marker}, {"complete": true}) == {["unknown", set()]}

test_not_applicable_in_a_fragment if _outcomes("kafka", {"log.dirs": "/d"}, {"complete": false}) == {["not-applicable", set()]}
