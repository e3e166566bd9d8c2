package crosswalk.policies.smart.configuration.pkce_s256_only_test

import data.crosswalk.policies.smart.configuration.pkce_s256_only as policy

_marker := {"$unknown": {"cause": "variable", "refs": []}}

_outcomes(values) := {one.outcome |
	some one in policy.verdicts with input as {
		"by_type": {"smart": ["a"]},
		"resources": {"a": {"key": "a", "type": "smart", "values": values, "links": {}, "meta": {}}},
	}
}

test_nothing_without_subject if count(policy.verdicts) == 0 with input as {"by_type": {}, "resources": {}}

_with(methods) := {"authorization_endpoint": "https://ehr/auth", "code_challenge_methods_supported": methods}

test_pass_with_s256 if _outcomes(_with(["S256"])) == {"pass"}

test_fail_with_plain_beside_it if _outcomes(_with(["S256", "plain"])) == {"fail"}

test_fail_with_plain_alone if _outcomes(_with(["plain"])) == {"fail"}

test_fail_when_absent if _outcomes({"authorization_endpoint": "https://ehr/auth"}) == {"fail"}

test_unknown_when_unresolved if _outcomes(_with(_marker)) == {"unknown"}

test_unknown_when_an_item_is if _outcomes(_with([_marker])) == {"unknown"}

test_not_applicable_to_backend_services if _outcomes({"token_endpoint": "https://ehr/token"}) == {"not-applicable"}
