package crosswalk.policies.fhir.resource.subscription_plaintext_test

import data.crosswalk.policies.fhir.resource.subscription_plaintext as policy

_marker := {"$unknown": {"cause": "variable", "refs": []}}

_outcomes(values) := {[one.outcome, grades] |
	some one in policy.verdicts with input as {
		"by_type": {"fhir:Subscription": ["a"]},
		"resources": {"a": {"key": "a", "type": "fhir:Subscription", "values": values, "links": {}, "meta": {}}},
	}
	grades := {object.get(site, "grade", "default") | some site in one.sites; site.outcome == "fail"}
}

_r4(channel) := {"resourceType": "Subscription", "status": "active", "channel": channel}

test_nothing_without_subject if count(policy.verdicts) == 0 with input as {"by_type": {}, "resources": {}}

test_pass_over_tls if _outcomes(_r4({"type": "rest-hook", "endpoint": "https://a.example"})) == {["pass", set()]}

test_fail_over_http if _outcomes(_r4({"type": "rest-hook", "endpoint": "http://a.example"})) == {["fail", {"default"}]}

test_fail_over_ws if _outcomes(_r4({"type": "websocket", "endpoint": "ws://a.example"})) == {["fail", {"default"}]}

test_fail_low_on_this_host if _outcomes(_r4({"type": "rest-hook", "endpoint": "http://localhost:8080"})) == {["fail", {"loopback"}]}

test_fail_by_mail_with_a_payload if {
	_outcomes(_r4({"type": "email", "endpoint": "mailto:a@b.example", "payload": "application/fhir+json"})) == {["fail", {"mail"}]}
	_outcomes(_r4({"type": "email", "endpoint": "mailto:a@b.example"})) == {["pass", set()]}
}

test_r5 if {
	_outcomes({"status": "active", "endpoint": "http://a.example", "content": "id-only"}) == {["fail", {"default"}]}
	_outcomes({"status": "active", "channelType": {"code": "email"}, "content": "full-resource"}) == {["fail", {"mail"}]}
}

test_not_applicable_when_off if _outcomes({"status": "off", "channel": {"endpoint": "http://a.example"}}) == {["not-applicable", set()]}

test_unknown_when_unresolved if _outcomes(_r4({"type": "rest-hook", "endpoint": _marker})) == {["unknown", set()]}
