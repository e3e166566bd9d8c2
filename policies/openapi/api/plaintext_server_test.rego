package crosswalk.policies.openapi.api.plaintext_server_test

import data.crosswalk.policies.openapi.api.plaintext_server as policy

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

_partly(text) := {"$unknown": {"cause": "variable", "refs": [], "parts": [text, _marker]}}

test_pass if {
	every url in ["https://x/a", "/a", "http://localhost:80/a", "http://127.0.0.1", "http://[::1]/"] {
		_outcomes({"servers": [{"url": url}]}) == {["pass", set()]}
	}
	_outcomes({"transports": ["https"]}) == {["pass", set()]}
	_outcomes({"host": "localhost:80", "transports": ["http"]}) == {["pass", set()]}
}

test_fail if {
	every url in ["http://x/a", "HTTP://x", "ws://x", "http://localhost.example.org", _partly("http://x.")] {
		_outcomes({"servers": [{"url": url}]}) == {["fail", {"default"}]}
	}
	_outcomes({"host": "x", "transports": ["http"]}) == {["fail", {"default"}]}
	_outcomes({"paths": [{"servers": [{"url": "http://x"}]}]}) == {["fail", {"default"}]}
	_outcomes({"paths": [{"operations": [{"servers": [{"url": "http://x"}]}]}]}) == {["fail", {"default"}]}
	_outcomes({"schemes": {"a": {"tokenUrl": "http://x"}}}) == {["fail", {"default"}]}
	_outcomes({"schemes": {"a": {"flows": {"password": {"tokenUrl": "http://x"}}}}}) == {["fail", {"default"}]}
}

test_unknown if {
	every url in [_marker, _partly("https:"), _partly("http://")] {
		_outcomes({"servers": [{"url": url}]}) == {["unknown", set()]}
	}
	_outcomes({"servers": _marker}) == {["unknown", set()]}
	_outcomes({"host": _marker, "transports": ["http"]}) == {["unknown", set()]}
}

test_nothing_known_of_a_scheme if _outcomes({"schemes": _marker}) == {["pass", set()]}
