package crosswalk.policies.openapi.api.apikey_in_url_test

import data.crosswalk.policies.openapi.api.apikey_in_url as policy

_marker := {"$unknown": {"cause": "variable", "refs": []}}

_outcomes(values) := {[one.outcome, grades] |
	some one in policy.verdicts with input as {
		"by_type": {"openapi": ["a"]},
		"resources": {"a": {"key": "a", "type": "openapi", "values": values, "links": {}, "meta": {}}},
		"dangling": {},
		"missing": [],
		"declares": [],
	}
	grades := {object.get(site, "grade", "default") | some site in one.sites; site.outcome == "fail"}
}

test_nothing_without_subject if count(policy.verdicts) == 0 with input as {"by_type": {}, "resources": {}}

test_unknown_when_the_resource_is_hidden if {
	{one.outcome | some one in policy.verdicts} == {"unknown"} with input as {
		"by_type": {"openapi": ["a"]},
		"resources": {"a": {"key": "a", "type": "openapi", "$unknown": {"cause": "variable", "refs": []}, "values": {}, "links": {}, "meta": {}}},
	}
}

_scheme(scheme) := {"schemes": {"a": scheme}}

_parameter(name, place) := {"paths": [{"name": "/a", "parameters": [{"name": name, "in": place}]}]}

test_pass if {
	_outcomes(_scheme({"type": "apiKey", "in": "header"})) == {["pass", set()]}
	_outcomes(_scheme({"type": "http"})) == {["pass", set()]}
	_outcomes(_parameter("page_token", "query")) == {["pass", set()]}
	_outcomes(_parameter("token", "header")) == {["pass", set()]}
}

test_fail_for_a_scheme if _outcomes(_scheme({"type": "apiKey", "in": "query"})) == {["fail", {"default"}]}

test_fail_for_a_parameter if {
	_outcomes(_parameter("access-token", "query")) == {["fail", {"parameter"}]}
	_outcomes(_parameter("sessionId", "path")) == {["fail", {"parameter"}]}
}

test_unknown if {
	_outcomes(_scheme(_marker)) == {["unknown", set()]}
	_outcomes({"schemes": _marker}) == {["unknown", set()]}
	_outcomes(_parameter(_marker, "query")) == {["unknown", set()]}
	_outcomes(_parameter("token", _marker)) == {["unknown", set()]}
}
