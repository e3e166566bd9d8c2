package crosswalk.policies.sshd.server.password_authentication_test

import data.crosswalk.policies.sshd.server.password_authentication as policy

_marker := {"$unknown": {"cause": "variable", "refs": []}}

_outcomes(values) := {one.outcome |
	some one in policy.verdicts with input as {
		"by_type": {"sshd": ["a"]},
		"resources": {"a": {"key": "a", "type": "sshd", "values": values, "links": {}, "meta": {}}},
		"dangling": {},
		"missing": [],
		"declares": [],
	}
}

_match(settings) := {"passwordauthentication": "no", "match": [{"criteria": "User lab", "settings": settings}]}

test_nothing_without_subject if count(policy.verdicts) == 0 with input as {"by_type": {}, "resources": {}}

test_unknown_when_the_resource_is_hidden if {
	{one.outcome | some one in policy.verdicts} == {"unknown"} with input as {
		"by_type": {"sshd": ["a"]},
		"resources": {"a": {"key": "a", "type": "sshd", "$unknown": {"cause": "variable", "refs": []}, "values": {}, "links": {}, "meta": {}}},
	}
}

test_pass_when_no if _outcomes({"passwordauthentication": "no"}) == {"pass"}

test_pass_with_two_methods if {
	_outcomes({"passwordauthentication": "yes", "authenticationmethods": "publickey,password publickey,keyboard-interactive"}) == {"pass"}
}

test_fail_when_yes if _outcomes({"passwordauthentication": "yes"}) == {"fail"}

test_fail_when_one_alternative_is_enough if {
	_outcomes({"passwordauthentication": "yes", "authenticationmethods": "publickey,password password"}) == {"fail"}
	_outcomes({"passwordauthentication": "yes", "authenticationmethods": "any"}) == {"fail"}
	_outcomes({"passwordauthentication": "yes", "authenticationmethods": ""}) == {"fail"}
}

test_fail_in_a_match_block if _outcomes(_match({"passwordauthentication": "yes"})) == {"fail"}

test_pass_when_the_match_block_asks_for_two_methods if {
	_outcomes(_match({"passwordauthentication": "yes", "authenticationmethods": "publickey,password"})) == {"pass"}
}

test_unknown_when_unresolved if {
	_outcomes({"passwordauthentication": _marker}) == {"unknown"}
	_outcomes({"passwordauthentication": "yes", "authenticationmethods": _marker}) == {"unknown"}
}

test_not_applicable_in_a_fragment if _outcomes({"x11forwarding": "no"}) == {"not-applicable"}
