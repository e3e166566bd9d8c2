package crosswalk.policies.opensearch.server.demo_certificates_test

import data.crosswalk.policies.opensearch.server.demo_certificates as policy

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
		"by_type": {"opensearch": ["a"]},
		"resources": {"a": {"key": "a", "type": "opensearch", "$unknown": {"cause": "variable", "refs": []}, "values": {}, "links": {}, "meta": {}}},
	}
}

test_pass_with_own_certificates if _outcomes("opensearch", {"plugins.security.ssl.http.pemcert_filepath": "node.pem", "plugins.security.authcz.admin_dn": ["CN=admin"]}, {"complete": true}) == {["pass", set()]}

test_fail_when_allowed if _outcomes("opensearch", {"plugins.security.allow_unsafe_democertificates": true}, {"complete": true}) == {["fail", {"default"}]}

test_fail_when_installed if _outcomes("opensearch", {"install-demo-configuration": "true"}, {"complete": true}) == {["fail", {"default"}]}

test_fail_when_kirk_is_an_administrator if _outcomes("opensearch", {"plugins.security.authcz.admin_dn": ["CN=kirk,OU=client"]}, {"complete": true}) == {["fail", {"default"}]}

test_fail_with_a_demo_file if _outcomes("opensearch", {"plugins.security.ssl.transport.pemcert_filepath": "certs/esnode.pem"}, {"complete": true}) == {["fail", {"default"}]}

test_not_applicable_when_the_plugin_is_off if _outcomes("opensearch", {"install-demo-configuration": "true", "plugins.security.disabled": "true"}, {"complete": true}) == {["not-applicable", set()]}

test_unknown_when_unresolved if _outcomes("opensearch", {"plugins.security.ssl.http.pemcert_filepath": _marker}, {"complete": true}) == {["unknown", set()]}

test_not_applicable_when_nothing_is_said if _outcomes("opensearch", {"cluster.name": "a"}, {"complete": true}) == {["not-applicable", set()]}
