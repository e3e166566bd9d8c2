package crosswalk.policies.rabbitmq.server.guest_account_test

import data.crosswalk.policies.rabbitmq.server.guest_account as policy

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
		"by_type": {"rabbitmq": ["a"]},
		"resources": {"a": {"key": "a", "type": "rabbitmq", "$unknown": {"cause": "variable", "refs": []}, "values": {}, "links": {}, "meta": {}}},
	}
}

test_pass_when_guest_stays_on_the_machine if _outcomes("rabbitmq", {"loopback_users.guest": "true"}, {"complete": true}) == {["pass", set()]}

test_fail_when_guest_may_come_from_everywhere if _outcomes("rabbitmq", {"loopback_users.guest": "false"}, {"complete": true}) == {["fail", {"default"}]}

test_fail_when_nobody_stays_on_the_machine if _outcomes("rabbitmq", {"loopback_users": "none"}, {"complete": true}) == {["fail", {"default"}]}

test_fail_low_when_the_account_is_another if _outcomes("rabbitmq", {"loopback_users.guest": "false", "default_user": "app"}, {"complete": true}) == {["fail", {"unused"}]}

test_pass_when_the_image_lifts_it_for_nobody if _outcomes("rabbitmq", {"loopback_users.guest": "false", "default_user": "app"}, {"complete": true, "defaulted": ["loopback_users.guest"]}) == {["pass", set()]}

test_fail_when_the_password_is_the_known_one if _outcomes("rabbitmq", {"default_user": "guest", "default_pass": "guest"}, {"complete": false}) == {["fail", {"default"}]}

test_pass_when_guest_has_another_password if _outcomes("rabbitmq", {"default_user": "guest", "default_pass": "other"}, {"complete": false}) == {["pass", set()]}

test_unknown_when_the_default_user_is if _outcomes("rabbitmq", {"loopback_users.guest": "false", "default_user": _marker}, {"complete": true}) == {["unknown", set()]}

test_fail_when_definitions_make_guest_an_administrator if _outcomes("rabbitmq:definitions", {"users": [{"name": "guest", "tags": "monitoring, administrator"}]}, {"complete": true}) == {["fail", {"definition"}]}

test_pass_when_definitions_name_others if _outcomes("rabbitmq:definitions", {"users": [{"name": "guest", "tags": ""}, {"name": "app", "tags": "administrator"}]}, {"complete": true}) == {["pass", set()]}

test_not_applicable_in_a_fragment if _outcomes("rabbitmq", {"vm_memory_high_watermark": "0.4"}, {"complete": false}) == {["not-applicable", set()]}
