package crosswalk.policies.keycloak.server.http_without_proxy_test

import data.crosswalk.policies.keycloak.server.http_without_proxy as policy

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
		"by_type": {"keycloak": ["a"]},
		"resources": {"a": {"key": "a", "type": "keycloak", "$unknown": {"cause": "variable", "refs": []}, "values": {}, "links": {}, "meta": {}}},
	}
}

test_pass_when_off if _outcomes("keycloak", {"http-enabled": "false"}, {"complete": true}) == {["pass", set()]}

test_pass_behind_a_proxy if _outcomes("keycloak", {"http-enabled": "true", "proxy-headers": "xforwarded"}, {"complete": true}) == {["pass", set()]}

test_pass_behind_a_proxy_as_older_versions_write_it if _outcomes("keycloak", {"http-enabled": "true", "proxy": "edge"}, {"complete": true}) == {["pass", set()]}

test_fail_without if _outcomes("keycloak", {"http-enabled": "true", "proxy": "none"}, {"complete": true}) == {["fail", {"default"}]}

test_unknown_when_unresolved if _outcomes("keycloak", {"http-enabled": _marker}, {"complete": true}) == {["unknown", set()]}

test_not_applicable_in_a_fragment if _outcomes("keycloak", {"hostname": "a"}, {"complete": false}) == {["not-applicable", set()]}
