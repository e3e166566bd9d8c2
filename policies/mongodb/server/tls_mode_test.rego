package crosswalk.policies.mongodb.server.tls_mode_test

import data.crosswalk.policies.mongodb.server.tls_mode as policy

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
		"by_type": {"mongodb": ["a"]},
		"resources": {"a": {"key": "a", "type": "mongodb", "$unknown": {"cause": "variable", "refs": []}, "values": {}, "links": {}, "meta": {}}},
	}
}

test_pass_when_required if _outcomes("mongodb", {"net.tls.mode": "requireTLS"}, {"complete": true}) == {["pass", set()]}

test_fail_when_preferred if _outcomes("mongodb", {"net.tls.mode": "preferTLS"}, {"complete": true}) == {["fail", {"default"}]}

test_fail_when_certificates_are_not_checked if _outcomes("mongodb", {"net.tls.mode": "requireTLS", "net.tls.allowInvalidCertificates": true}, {"complete": true}) == {["fail", {"unverified"}]}

test_fail_when_old_protocols_come_back if _outcomes("mongodb", {"net.tls.mode": "requireTLS", "net.tls.disabledProtocols": "TLS1_0"}, {"complete": true}) == {["fail", {"protocols"}]}

test_pass_when_old_protocols_are_listed if _outcomes("mongodb", {"net.tls.mode": "requireTLS", "net.tls.disabledProtocols": "TLS1_0,TLS1_1"}, {"complete": true}) == {["pass", set()]}

test_unknown_when_the_mode_is if _outcomes("mongodb", {"net.tls.mode": _marker}, {"complete": true}) == {["unknown", set()]}

test_unknown_when_the_protocols_are if _outcomes("mongodb", {"net.tls.mode": "requireTLS", "net.tls.disabledProtocols": _marker}, {"complete": true}) == {["unknown", set()]}

test_not_applicable_in_a_fragment if _outcomes("mongodb", {"net.port": 1}, {"complete": false}) == {["not-applicable", set()]}
