package crosswalk.policies.openapi.api.no_security_test

import data.crosswalk.policies.openapi.api.no_security as policy

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

_api(security, operation) := {"schemes": {"a": {"type": "http"}}, "security": security, "paths": [{"name": "/a", "operations": [operation]}]}

_get := {"name": "get"}

test_pass_when_asked_for if {
	_outcomes(_api([{"a": []}], _get)) == {["pass", set()]}
	_outcomes(_api(null, object.union(_get, {"security": [{"a": []}]}))) == {["pass", set()]}
}

test_pass_when_public if _outcomes({"schemes": {"a": {}}, "security": [{"a": []}], "paths": [
	{"name": "/metadata", "operations": [{"name": "get", "security": []}]},
	{"name": "/a", "operations": [_get]},
]}) == {["pass", set()]}

test_fail_when_nothing_is if _outcomes(_api(null, _get)) == {["fail", {"default"}]}

test_fail_without_a_scheme if _outcomes(object.union(_api([{"a": []}], _get), {"schemes": null})) == {["fail", {"default"}]}

test_fail_when_opened if {
	_outcomes(_api([{"a": []}], object.union(_get, {"security": []}))) == {["fail", {"opened"}]}
	_outcomes(_api([{"a": []}], object.union(_get, {"security": [{"a": []}, {}]}))) == {["fail", {"opened"}]}
}

test_unknown if {
	_outcomes(_api(_marker, _get)) == {["unknown", set()]}
	_outcomes(_api(null, _marker)) == {["unknown", set()]}
	_outcomes(_api(null, object.union(_get, {"security": _marker}))) == {["unknown", set()]}
	_outcomes({"schemes": {"a": {}}, "paths": _marker}) == {["unknown", set()]}
}

test_not_applicable_without_an_operation if _outcomes({"paths": []}) == {["not-applicable", set()]}
