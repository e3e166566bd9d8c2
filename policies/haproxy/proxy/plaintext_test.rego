package crosswalk.policies.haproxy.proxy.plaintext_test

import data.crosswalk.policies.haproxy.proxy.plaintext as policy

_marker := {"$unknown": {"cause": "variable", "refs": []}}

_outcomes(values) := {one.outcome |
	some one in policy.verdicts with input as {
		"by_type": {"haproxy:frontend": ["a"]},
		"resources": {"a": {"key": "a", "type": "haproxy:frontend", "values": values, "links": {}, "meta": {}}},
		"dangling": {},
		"missing": [],
		"declares": [],
	}
}

_line(words) := {"args": words}

test_nothing_without_subject if count(policy.verdicts) == 0 with input as {"by_type": {}, "resources": {}}

test_unknown_when_the_resource_is_hidden if {
	{one.outcome | some one in policy.verdicts} == {"unknown"} with input as {
		"by_type": {"haproxy:frontend": ["a"]},
		"resources": {"a": {"key": "a", "type": "haproxy:frontend", "$unknown": {"cause": "variable", "refs": []}, "values": {}, "links": {}, "meta": {}}},
	}
}

_web(more) := object.union({"mode": [_line(["http"])], "bind": [_line([":80"])]}, more)

test_fail_without_tls if _outcomes(_web({})) == {"fail"}

test_fail_when_only_some_requests_are_redirected if {
	_outcomes(_web({"redirect": [_line(["scheme", "https", "if", "{ path /a }"])]})) == {"fail"}
	_outcomes(_web({"http-request": [_line(["deny"])]})) == {"fail"}
}

test_pass_with_tls if _outcomes(_web({"bind": [_line([":443", "ssl"])]})) == {"pass"}

test_pass_with_a_redirect if {
	_outcomes(_web({"redirect": [_line(["scheme", "https", "code", "301"])]})) == {"pass"}
	_outcomes(_web({"redirect": [_line(["prefix", "https://ehr.example"])]})) == {"pass"}
	_outcomes(_web({"http-request": [_line(["redirect", "scheme", "https", "unless", "{", "ssl_fc", "}"])]})) == {"pass"}
}

test_not_applicable if {
	_outcomes({"bind": [_line([":80"])]}) == {"not-applicable"}
	_outcomes(_web({"bind": [_line(["127.0.0.1:80"]), _line(["/run/x.sock"])]})) == {"not-applicable"}
}

test_unknown_when_unresolved if {
	_outcomes(_web({"bind": [_line([_marker])]})) == {"unknown"}
	_outcomes(_web({"bind": _marker})) == {"unknown"}
	_outcomes(_web({"redirect": [_line(["scheme", _marker])]})) == {"unknown"}
}
