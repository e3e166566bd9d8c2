package crosswalk.policies.dotnet.fhir.security_disabled_test

import data.crosswalk.policies.dotnet.fhir.security_disabled as policy

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
		"by_type": {"dotnet": ["a"]},
		"resources": {"a": {"key": "a", "type": "dotnet", "$unknown": {"cause": "variable", "refs": []}, "values": {}, "links": {}, "meta": {}}},
	}
}

test_pass_when_on if _outcomes("dotnet", {"fhirserver:security:enabled": true}, {"complete": false}) == {["pass", set()]}

test_fail_when_off if _outcomes("dotnet", {"fhirserver:security:enabled": "False"}, {"complete": false}) == {["fail", {"default"}]}

test_unknown_when_unresolved if _outcomes("dotnet", {"fhirserver:security:enabled": _marker}, {"complete": false}) == {["unknown", set()]}

test_pass_when_the_shipped_setting_holds if _outcomes("dotnet", {}, {"complete": true}) == {["pass", set()]}

test_not_applicable_elsewhere if _outcomes("dotnet", {"logging:loglevel:default": "Debug"}, {"complete": false}) == {["not-applicable", set()]}
