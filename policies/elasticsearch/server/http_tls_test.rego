package crosswalk.policies.elasticsearch.server.http_tls_test

import data.crosswalk.policies.elasticsearch.server.http_tls as policy

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
		"by_type": {"elasticsearch": ["a"]},
		"resources": {"a": {"key": "a", "type": "elasticsearch", "$unknown": {"cause": "variable", "refs": []}, "values": {}, "links": {}, "meta": {}}},
	}
}

test_pass_when_both_are_on if _outcomes("elasticsearch", {"xpack.security.http.ssl.enabled": true, "xpack.security.transport.ssl.enabled": true, "network.host": "0.0.0.0"}, {"complete": true}) == {["pass", set()]}

test_pass_when_a_single_node_has_no_transport if _outcomes("elasticsearch", {"xpack.security.http.ssl.enabled": true, "xpack.security.transport.ssl.enabled": false, "discovery.type": "single-node", "network.host": "0.0.0.0"}, {"complete": true}) == {["pass", set()]}

test_fail_when_clients_are_not_encrypted if _outcomes("elasticsearch", {"xpack.security.http.ssl.enabled": false, "xpack.security.transport.ssl.enabled": true, "network.host": ["0.0.0.0"]}, {"complete": true}) == {["fail", {"default"}]}

test_fail_when_nodes_are_not_encrypted if _outcomes("elasticsearch", {"xpack.security.http.ssl.enabled": true, "xpack.security.transport.ssl.enabled": false, "network.host": "0.0.0.0"}, {"complete": true}) == {["fail", {"transport"}]}

test_fail_when_certificates_are_not_checked if _outcomes("elasticsearch", {"xpack.security.http.ssl.enabled": true, "xpack.security.transport.ssl.enabled": true, "xpack.security.transport.ssl.verification_mode": "none", "network.host": "_site_"}, {"complete": true}) == {["fail", {"unverified"}]}

test_fail_when_speaking_of_security_keeps_the_set_up_away if _outcomes("elasticsearch", {"xpack.security.http.ssl.enabled": "true", "xpack.security.transport.ssl.enabled": true, "xpack.security.enabled": true, "network.host": "0.0.0.0"}, {"complete": true, "defaulted": ["xpack.security.http.ssl.enabled"]}) == {["fail", {"default"}]}

test_not_applicable_on_this_machine if _outcomes("elasticsearch", {"xpack.security.http.ssl.enabled": false, "xpack.security.transport.ssl.enabled": false, "network.host": "_local_"}, {"complete": true}) == {["not-applicable", set()]}

test_unknown_when_the_address_is if _outcomes("elasticsearch", {"xpack.security.http.ssl.enabled": false, "xpack.security.transport.ssl.enabled": true, "network.host": _marker}, {"complete": true}) == {["unknown", set()]}

test_unknown_when_unresolved if _outcomes("elasticsearch", {"xpack.security.http.ssl.enabled": _marker, "xpack.security.transport.ssl.enabled": true, "network.host": "0.0.0.0"}, {"complete": true}) == {["unknown", set()]}

test_not_applicable_in_a_fragment if _outcomes("elasticsearch", {"cluster.name": "a"}, {"complete": false}) == {["not-applicable", set()]}
