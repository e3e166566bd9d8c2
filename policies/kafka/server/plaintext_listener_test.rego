package crosswalk.policies.kafka.server.plaintext_listener_test

import data.crosswalk.policies.kafka.server.plaintext_listener as policy

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

test_pass_when_all_use_tls if _outcomes("kafka", {"listeners": "SSL://:9093,SASL_SSL://:9094"}, {"complete": false}) == {["pass", set()]}

test_pass_when_the_map_says_so if _outcomes("kafka", {"listeners": "A://:9093", "listener.security.protocol.map": "A:SSL"}, {"complete": false}) == {["pass", set()]}

test_pass_on_this_machine if _outcomes("kafka", {"listeners": "PLAINTEXT://localhost:9092"}, {"complete": false}) == {["pass", set()]}

test_fail_when_one_does_not if _outcomes("kafka", {"listeners": "SSL://:9093,PLAINTEXT://:9092"}, {"complete": false}) == {["fail", {"default"}]}

test_fail_when_the_map_says_so if _outcomes("kafka", {"listeners": "SSL://:9093", "listener.security.protocol.map": "SSL:SASL_PLAINTEXT"}, {"complete": false}) == {["fail", {"default"}]}

test_fail_when_a_controller_is_in_no_map if _outcomes("kafka", {"listeners": "CONTROLLER://:9093"}, {"complete": false}) == {["fail", {"default"}]}

test_fail_when_only_a_part_is_known if _outcomes("kafka", {"listeners": {"$unknown": {"cause": "variable", "refs": [], "parts": ["PLAINTEXT://:9092,", _marker]}}}, {"complete": false}) == {["fail", {"default"}]}

test_unknown_when_the_rest_is if _outcomes("kafka", {"listeners": {"$unknown": {"cause": "variable", "refs": [], "parts": ["SSL://:9092,", _marker]}}}, {"complete": false}) == {["unknown", set()]}

test_unknown_when_the_listeners_are if _outcomes("kafka", {"listeners": _marker}, {"complete": true}) == {["unknown", set()]}

test_unknown_when_the_map_is if _outcomes("kafka", {"listeners": "A://:1", "listener.security.protocol.map": _marker}, {"complete": true}) == {["unknown", set()]}

test_not_applicable_in_a_fragment if _outcomes("kafka", {"log.dirs": "/d"}, {"complete": false}) == {["not-applicable", set()]}
