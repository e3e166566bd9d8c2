package crosswalk.policies.spring.hapi.no_authorization_test

import data.crosswalk.policies.spring.hapi.no_authorization as policy

_marker := {"$unknown": {"cause": "variable", "refs": []}}

_outcomes(values) := _outcomes_with(values, {})

_outcomes_with(values, meta) := {[one.outcome, grades] |
	some one in policy.verdicts with input as {
		"by_type": {"spring": ["a"]},
		"resources": {"a": {"key": "a", "type": "spring", "values": values, "links": {}, "meta": meta}},
		"dangling": {},
		"missing": [],
		"declares": [],
	}
	grades := {object.get(site, "grade", "default") | some site in one.sites; site.outcome == "fail"}
}

test_nothing_without_subject if count(policy.verdicts) == 0 with input as {"by_type": {}, "resources": {}}

test_unknown_when_the_resource_is_hidden if {
	{one.outcome | some one in policy.verdicts} == {"unknown"} with input as {
		"by_type": {"spring": ["a"]},
		"resources": {"a": {"key": "a", "type": "spring", "$unknown": {"cause": "variable", "refs": []}, "values": {}, "links": {}, "meta": {}}},
	}
}

test_pass_with_an_interceptor if _outcomes({"hapi.fhir.fhirversion": "R4", "hapi.fhir.custominterceptorclasses": "org.example.ConsentInterceptor"}) == {["pass", set()]}

test_pass_with_a_resource_server if _outcomes({"hapi.fhir.fhirversion": "R4", "spring.security.oauth2.resourceserver.jwt.issueruri": "https://id"}) == {["pass", set()]}

test_fail_without_either if _outcomes({"hapi.fhir.fhirversion": "R4"}) == {["fail", {"default"}]}

test_fail_with_another_interceptor if _outcomes({"hapi.fhir.custominterceptorclasses": "org.example.Metrics"}) == {["fail", {"default"}]}

test_unknown_when_unresolved if _outcomes({"hapi.fhir.custominterceptorclasses": _marker}) == {["unknown", set()]}

test_not_applicable_elsewhere if _outcomes({"server.port": "1"}) == {["not-applicable", set()]}

test_unknown_when_only_variables_were_seen if {
	{one.outcome | some one in policy.verdicts with input as {
		"by_type": {"spring": ["a"]},
		"resources": {"a": {"key": "a", "type": "spring", "values": {"hapi.fhir.fhirversion": "R4"}, "links": {}, "meta": {"complete": false}}},
	}} == {"unknown"}
}
