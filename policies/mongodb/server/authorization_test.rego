package crosswalk.policies.mongodb.server.authorization_test

import data.crosswalk.policies.mongodb.server.authorization as policy

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

test_pass_when_enabled if _outcomes("mongodb", {"security.authorization": "enabled"}, {"complete": false}) == {["pass", set()]}

test_pass_with_a_key_file if _outcomes("mongodb", {"security.authorization": "disabled", "security.keyFile": "/etc/key"}, {"complete": true}) == {["pass", set()]}

test_pass_with_certificates_between_members if _outcomes("mongodb", {"security.clusterAuthMode": "x509"}, {"complete": false}) == {["pass", set()]}

test_fail_when_disabled if _outcomes("mongodb", {"security.authorization": "disabled", "net.bindIp": "10.0.0.1"}, {"complete": true}) == {["fail", {"default"}]}

test_fail_worst_on_all_addresses if _outcomes("mongodb", {"security.authorization": "disabled", "net.bindIp": "127.0.0.1, 0.0.0.0"}, {"complete": true}) == {["fail", {"exposed"}]}

test_fail_worst_when_all_addresses_are_bound if _outcomes("mongodb", {"security.authorization": "disabled", "net.bindIpAll": "true"}, {"complete": true}) == {["fail", {"exposed"}]}

test_unknown_when_unresolved if _outcomes("mongodb", {"security.authorization": _marker}, {"complete": true}) == {["unknown", set()]}

test_not_applicable_to_a_router if _outcomes("mongodb", {"security.authorization": "disabled"}, {"complete": true, "router": true}) == {["not-applicable", set()]}

test_not_applicable_in_a_fragment if _outcomes("mongodb", {"net.port": 1}, {"complete": false}) == {["not-applicable", set()]}
