package crosswalk.policies.nginx.server.tls_protocols_test

import data.crosswalk.policies.nginx.server.tls_protocols as policy

_marker := {"$unknown": {"cause": "variable", "refs": []}}

_outcomes(values) := _outcomes_with(values, {})

_outcomes_with(values, meta) := {[one.outcome, grades] |
	some one in policy.verdicts with input as {
		"by_type": {"nginx:server": ["a"]},
		"resources": {"a": {"key": "a", "type": "nginx:server", "values": values, "links": {}, "meta": meta}},
		"dangling": {},
		"missing": [],
		"declares": [],
	}
	grades := {object.get(site, "grade", "default") | some site in one.sites; site.outcome == "fail"}
}

test_nothing_without_subject if count(policy.verdicts) == 0 with input as {"by_type": {}, "resources": {}}

test_unknown_when_the_resource_is_hidden if {
	{one.outcome | some one in policy.verdicts} == {"unknown"} with input as {
		"by_type": {"nginx:server": ["a"]},
		"resources": {"a": {"key": "a", "type": "nginx:server", "$unknown": {"cause": "variable", "refs": []}, "values": {}, "links": {}, "meta": {}}},
	}
}

_server(protocols) := {"listen": [{"args": ["443", "ssl"]}], "ssl_protocols": [{"args": protocols}]}

test_pass_when_modern if _outcomes(_server(["TLSv1.2", "TLSv1.3"])) == {["pass", set()]}

test_fail_when_old if _outcomes(_server(["TLSv1", "TLSv1.2"])) == {["fail", {"default"}]}

test_fail_low_when_absent if _outcomes({"listen": [{"args": ["443", "ssl"]}]}) == {["fail", {"absent"}]}

test_not_applicable_without_tls if _outcomes({"listen": [{"args": ["80"]}]}) == {["not-applicable", set()]}

test_unknown_protocols if _outcomes(_server([_marker])) == {["unknown", set()]}

test_unknown_directive if _outcomes({"listen": [{"args": ["443", "ssl"]}], "ssl_protocols": _marker}) == {["unknown", set()]}

test_unknown_listen if _outcomes({"listen": [{"args": [_marker]}]}) == {["unknown", set()]}

test_pass_with_the_old_switch if _outcomes({"ssl": [{"args": ["on"]}], "ssl_protocols": [{"args": ["TLSv1.3"]}]}) == {["pass", set()]}
