package crosswalk.policies.rabbitmq.server.plaintext_listener_test

import data.crosswalk.policies.rabbitmq.server.plaintext_listener as policy

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

test_pass_when_only_tls_is_open if _outcomes("rabbitmq", {"listeners.tcp": "none", "listeners.ssl.default": "5671"}, {"complete": true}) == {["pass", set()]}

test_fail_when_nothing_is_said if _outcomes("rabbitmq", {"default_user": "a"}, {"complete": true}) == {["fail", {"default"}]}

test_fail_when_both_are_open if _outcomes("rabbitmq", {"listeners.tcp.default": "5672", "listeners.ssl.default": "5671"}, {"complete": true}) == {["fail", {"default"}]}

test_fail_when_the_management_plugin_has_no_tls if _outcomes("rabbitmq", {"listeners.tcp": "none", "listeners.ssl.default": "5671", "enabled_plugins": "rabbitmq_management"}, {"complete": true}) == {["fail", {"default"}]}

test_fail_when_mqtt_is_open if _outcomes("rabbitmq", {"listeners.tcp": "none", "listeners.ssl.default": "5671", "enabled_plugins": "rabbitmq_mqtt"}, {"complete": true}) == {["fail", {"default"}]}

test_not_applicable_where_a_fragment_switches_plugins_on if _outcomes("rabbitmq", {"enabled_plugins": "rabbitmq_management,rabbitmq_stomp"}, {"complete": false}) == {["not-applicable", set()]}

test_pass_when_a_plugin_is_off if _outcomes("rabbitmq", {"listeners.tcp": "none", "listeners.ssl.default": "5671", "mqtt.listeners.tcp.default": "1883"}, {"complete": true}) == {["pass", set()]}

test_unknown_when_unresolved if _outcomes("rabbitmq", {"listeners.tcp": _marker, "listeners.ssl.default": "5671"}, {"complete": true}) == {["unknown", set()]}

test_not_applicable_in_a_fragment if _outcomes("rabbitmq", {"default_user": "a"}, {"complete": false}) == {["not-applicable", set()]}
