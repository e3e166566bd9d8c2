package crosswalk.policies.redis.server.authentication_test

import data.crosswalk.policies.redis.server.authentication as policy

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
		"by_type": {"redis": ["a"]},
		"resources": {"a": {"key": "a", "type": "redis", "$unknown": {"cause": "variable", "refs": []}, "values": {}, "links": {}, "meta": {}}},
	}
}

test_pass_when_a_password_is_asked if _outcomes("redis", {"requirepass": "x"}, {"complete": false}) == {["pass", set()]}

test_pass_when_users_are_listed if _outcomes("redis", {"user.app": "on >x ~*"}, {"complete": true}) == {["pass", set()]}

test_pass_when_the_default_user_has_a_password if _outcomes("redis", {"user.default": "on >x ~* +@all"}, {"complete": true}) == {["pass", set()]}

test_fail_when_the_default_user_has_none if _outcomes("redis", {"user.default": "on nopass ~* +@all", "bind": "10.0.0.1", "protected-mode": "yes"}, {"complete": true}) == {["fail", {"default"}]}

test_fail_worst_when_everybody_reaches_it if _outcomes("redis", {"bind": "* -::*", "protected-mode": "no"}, {"complete": true}) == {["fail", {"exposed"}]}

test_fail_low_on_this_machine_alone if _outcomes("redis", {"bind": "127.0.0.1 ::1", "protected-mode": "yes"}, {"complete": true}) == {["fail", {"loopback"}]}

test_fail_when_the_password_is_empty if _outcomes("redis", {"requirepass": "", "bind": "10.0.0.1", "protected-mode": "yes"}, {"complete": true}) == {["fail", {"default"}]}

test_unknown_when_the_password_is if _outcomes("redis", {"requirepass": _marker}, {"complete": true}) == {["unknown", set()]}

test_unknown_when_the_default_user_is if _outcomes("redis", {"requirepass": "x", "user.default": _marker}, {"complete": true}) == {["unknown", set()]}

test_unknown_when_an_include_was_not_read if _outcomes("redis", {"bind": "*"}, {"complete": false, "unread": true}) == {["unknown", set()]}

test_not_applicable_in_a_fragment if _outcomes("redis", {"maxmemory": "1gb"}, {"complete": false}) == {["not-applicable", set()]}
