package crosswalk.policies.haproxy.proxy.tls_min_version_test

import data.crosswalk.policies.haproxy.proxy.tls_min_version as policy

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

_tls(more) := {"bind": [_line(array.concat([":443", "ssl"], more))]}

test_pass_by_default if _outcomes(_tls([])) == {"pass"}

test_pass_with_a_newer_one if _outcomes(_tls(["ssl-min-ver", "TLSv1.3"])) == {"pass"}

test_fail_with_an_older_one if {
	_outcomes(_tls(["ssl-min-ver", "TLSv1.1"])) == {"fail"}
	_outcomes(_tls(["force-sslv3"])) == {"fail"}
}

test_fail_by_the_global_default if {
	global := {"global": {"ssl-default-bind-options": [_line(["ssl-min-ver", "TLSv1.0"])]}}
	_outcomes(object.union(_tls([]), global)) == {"fail"}
	_outcomes(object.union(_tls(["ssl-min-ver", "TLSv1.2"]), global)) == {"pass"}
}

test_not_applicable_without_tls if _outcomes({"bind": [_line([":80"])]}) == {"not-applicable"}

test_unknown_when_unresolved if {
	_outcomes(_tls(["ssl-min-ver", _marker])) == {"unknown"}
	_outcomes(object.union(_tls([]), {"global": {"ssl-default-bind-options": [_line([_marker])]}})) == {"unknown"}
	_outcomes(object.union(_tls([]), {"global": _marker})) == {"unknown"}
	_outcomes({"bind": _marker}) == {"unknown"}
}
