package crosswalk.policies.helm.values.tls_disabled_test

import data.crosswalk.policies.helm.values.tls_disabled as policy

_marker := {"$unknown": {"cause": "variable", "refs": []}}

_with(values, defaults, meta) := {
	"by_type": {"helm:values": ["a"]},
	"resources": {
		"a": {"key": "a", "type": "helm:values", "values": values, "links": {"defaults": [{"to": "b", "inferred": false}]}, "meta": meta},
		"b": {"key": "b", "type": "helm:values", "values": defaults, "links": {}, "meta": {}},
	},
	"dangling": {},
	"missing": [],
	"declares": [],
}

_outcomes(values) := {one.outcome | some one in policy.verdicts with input as _with(values, {}, {})}

test_nothing_without_subject if count(policy.verdicts) == 0 with input as {"by_type": {}, "resources": {}}

test_pass_when_hosts_have_certificates if {
	_outcomes({"ingress": {"enabled": true, "tls": [{"secretName": "a"}]}}) == {"pass"}
	_outcomes({"web": {"ingress": {"enabled": true, "tls": {"enabled": true}}}}) == {"pass"}
	_outcomes({"ingress": {"enabled": true, "tls": true}}) == {"pass"}
}

test_pass_when_the_defaults_have_them if {
	{one.outcome | some one in policy.verdicts with input as _with({"ingress": {"enabled": true}}, {"ingress": {"tls": [{"secretName": "a"}]}}, {})} == {"pass"}
}

test_fail_at_tls_when_absent_or_empty if {
	every tls in [[], {}, false, null, {"enabled": false}] {
		_outcomes({"adminIngress": {"enabled": true, "tls": tls}}) == {"fail"}
	}
	{site.path | some one in policy.verdicts with input as _with({"web": {"ingress": {"enabled": true}}}, {}, {}); some site in one.sites} == {["web", "ingress", "tls"]}
}

test_fail_lower_in_files_for_tests if {
	{site.grade | some one in policy.verdicts with input as _with({"ingress": {"enabled": true}}, {}, {"example": true}); some site in one.sites} == {"example"}
}

test_not_applicable_when_off if {
	_outcomes({"ingress": {"enabled": false, "tls": []}}) == {"not-applicable"}
	_outcomes({}) == {"not-applicable"}
}

test_unknown_when_hidden if {
	_outcomes({"ingress": {"enabled": true, "tls": _marker}}) == {"unknown"}
	_outcomes({"ingress": {"enabled": _marker, "tls": []}}) == {"unknown"}
}
