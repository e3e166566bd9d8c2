package crosswalk.policies.spring.actuator.exposure_test

import data.crosswalk.policies.spring.actuator.exposure as policy

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

_key := "management.endpoints.web.exposure.include"

test_pass_when_absent if _outcomes({"server.port": "8080"}) == {["pass", set()]}

test_pass_when_harmless if _outcomes({_key: "health, info"}) == {["pass", set()]}

test_pass_when_excluded if _outcomes({_key: "health,env", "management.endpoints.web.exposure.exclude": "env"}) == {["pass", set()]}

test_fail_when_everything if _outcomes({_key: "*"}) == {["fail", {"default"}]}

test_fail_when_listed if _outcomes({concat("", [_key, "[0]"]): "health", concat("", [_key, "[1]"]): "heapdump"}) == {["fail", {"default"}]}

test_fail_lower_on_loopback if _outcomes({_key: "env", "management.server.address": "127.0.0.1"}) == {["fail", {"loopback"}]}

test_unknown_when_unresolved if _outcomes({_key: _marker}) == {["unknown", set()]}

test_unknown_when_the_exclusion_is if _outcomes({_key: "env", "management.endpoints.web.exposure.exclude": _marker}) == {["unknown", set()]}

test_not_applicable_when_variables_do_not_speak_of_it if {
	_outcomes_with({"server.port": "1"}, {"complete": false}) == {["not-applicable", set()]}
}
