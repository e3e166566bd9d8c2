package crosswalk.policies.compose.service.privileged_test

import data.crosswalk.policies.compose.service.privileged as policy

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

test_pass if _outcomes({"privileged": false, "cap_add": ["NET_BIND_SERVICE"], "security_opt": ["no-new-privileges:true"]}) == {["pass", set()]}

test_pass_without_settings if _outcomes({"image": "x"}) == {["pass", set()]}

test_fail if {
	every values in [{"privileged": true}, {"cap_add": ["CAP_SYS_ADMIN"]}, {"security_opt": ["apparmor=unconfined"]}] {
		_outcomes(values) == {["fail", {"default"}]}
	}
}

test_unknown if {
	every values in [{"privileged": _marker}, {"cap_add": _marker}, {"security_opt": [_marker]}] {
		_outcomes(values) == {["unknown", set()]}
	}
}
