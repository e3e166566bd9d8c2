package crosswalk.policies.fhir.resource.capability_plaintext_url_test

import data.crosswalk.policies.fhir.resource.capability_plaintext_url as policy

_marker := {"$unknown": {"cause": "variable", "refs": []}}

_outcomes(type, values) := {[one.outcome, grades] |
	some one in policy.verdicts with input as {
		"by_type": {type: ["a"]},
		"resources": {"a": {"key": "a", "type": type, "values": values, "links": {}, "meta": {}}},
	}
	grades := {object.get(site, "grade", "default") | some site in one.sites; site.outcome == "fail"}
}

_endpoint(address) := _outcomes("fhir:Endpoint", {"status": "active", "address": address})

test_nothing_without_subject if count(policy.verdicts) == 0 with input as {"by_type": {}, "resources": {}}

test_pass_over_tls if _endpoint("https://a.example") == {["pass", set()]}

test_fail_without if _endpoint("http://a.example") == {["fail", {"default"}]}

test_fail_low_on_this_host if _endpoint("http://127.0.0.1:8080/fhir") == {["fail", {"loopback"}]}

test_unknown_when_unresolved if _endpoint(_marker) == {["unknown", set()]}

test_not_applicable_when_off_or_silent if {
	_outcomes("fhir:Endpoint", {"status": "off", "address": "http://a"}) == {["not-applicable", set()]}
	_outcomes("fhir:CapabilityStatement", {"kind": "requirements"}) == {["not-applicable", set()]}
}

test_fail_for_the_server_and_its_oauth_addresses if {
	_outcomes("fhir:CapabilityStatement", {"implementation": {"url": "http://a.example/fhir"}}) == {["fail", {"default"}]}
	oauth := {"rest": [{"security": {"extension": [{"extension": [{"url": "token", "valueUri": "http://a.example/token"}]}]}}]}
	_outcomes("fhir:CapabilityStatement", oauth) == {["fail", {"default"}]}
}
