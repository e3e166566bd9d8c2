package crosswalk.policies.compose.service.host_namespaces_test

import data.crosswalk.policies.compose.service.host_namespaces as policy

_marker := {"$unknown": {"cause": "variable", "refs": []}}

_outcomes(values) := {[one.outcome, grades] |
	some one in policy.verdicts with input as {
		"by_type": {"compose:service": ["a"]},
		"resources": {"a": {"key": "a", "type": "compose:service", "values": values, "links": {}, "meta": {}}},
		"dangling": {},
		"missing": [],
		"declares": [],
	}
	grades := {object.get(site, "grade", "default") | some site in one.sites; site.outcome == "fail"}
}

test_nothing_without_subject if count(policy.verdicts) == 0 with input as {"by_type": {}, "resources": {}}

test_unknown_when_the_resource_is_hidden if {
	{one.outcome | some one in policy.verdicts} == {"unknown"} with input as {
		"by_type": {"compose:service": ["a"]},
		"resources": {"a": {"key": "a", "type": "compose:service", "$unknown": {"cause": "variable", "refs": []}, "values": {}, "links": {}, "meta": {}}},
	}
}

test_pass if _outcomes({"network_mode": "bridge"}) == {["pass", set()]}

test_fail if {
	every setting in ["network_mode", "pid", "ipc", "userns_mode", "uts"] {
		_outcomes({setting: "host"}) == {["fail", {"default"}]}
	}
}

test_unknown if _outcomes({"pid": _marker}) == {["unknown", set()]}
