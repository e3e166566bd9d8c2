package crosswalk.policies.mirth.server.password_policy_test

import data.crosswalk.policies.mirth.server.password_policy as policy

_marker := {"$unknown": {"cause": "variable", "refs": []}}

_outcomes(values, complete) := {one.outcome |
	some one in policy.verdicts with input as {
		"by_type": {"mirth": ["a"]},
		"resources": {"a": {"key": "a", "type": "mirth", "values": values, "links": {}, "meta": {"complete": complete}}},
	}
}

_set(length, tries, hours) := {"password.minlength": length, "password.retrylimit": tries, "password.lockoutperiod": hours}

test_nothing_without_subject if count(policy.verdicts) == 0 with input as {"by_type": {}, "resources": {}}

test_fail_as_shipped if _outcomes(_set("0", "0", "0"), true) == {"fail"}

test_fail_for_each if {
	_outcomes(_set("8", "5", "1"), true) == {"fail"}
	_outcomes(_set("12", "0", "1"), true) == {"fail"}
	_outcomes(_set("12", "5", "0"), true) == {"fail"}
}

test_pass_with_all if _outcomes(_set("12", "5", "1"), true) == {"pass"}

test_unknown_when_unresolved if _outcomes(_set("12", _marker, "1"), true) == {"unknown"}

test_one_variable_speaks_for_itself if _outcomes({"password.minlength": "8"}, false) == {"fail"}

test_not_applicable_to_other_variables if _outcomes({"http.port": "8080"}, false) == {"not-applicable"}
