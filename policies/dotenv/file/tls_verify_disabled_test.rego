package crosswalk.policies.dotenv.file.tls_verify_disabled_test

import data.crosswalk.policies.dotenv.file.tls_verify_disabled as policy

_marker := {"$unknown": {"cause": "variable", "refs": []}}

_outcomes(values) := {[one.outcome, grades] |
	some one in policy.verdicts with input as {
		"by_type": {"dotenv": ["a"]},
		"resources": {"a": {"key": "a", "type": "dotenv", "values": values, "links": {}, "meta": {}}},
		"dangling": {},
		"missing": [],
		"declares": [],
	}
	grades := {object.get(site, "grade", "default") | some site in one.sites; site.outcome == "fail"}
}

test_nothing_without_subject if count(policy.verdicts) == 0 with input as {"by_type": {}, "resources": {}}

test_unknown_when_the_resource_is_hidden if {
	{one.outcome | some one in policy.verdicts} == {"unknown"} with input as {
		"by_type": {"dotenv": ["a"]},
		"resources": {"a": {"key": "a", "type": "dotenv", "$unknown": {"cause": "variable", "refs": []}, "values": {}, "links": {}, "meta": {}}},
	}
}

_partly(text) := {"$unknown": {"cause": "variable", "refs": [], "parts": [text, _marker]}}

test_pass if _outcomes({"VERIFY_SSL": "true", "X": "a=b", "DATABASE_URL": "postgres://h/x?sslmode=verify-full"}) == {["pass", set()]}

test_fail if {
	_outcomes({"VERIFY_SSL": "false"}) == {["fail", {"default"}]}
	_outcomes({"DB": "Server=x;TrustServerCertificate=True"}) == {["fail", {"default"}]}
	_outcomes({"DB": _partly("Server=x;Trust Server Certificate = yes;Password=")}) == {["fail", {"default"}]}
}

test_fail_lower_without_a_check if _outcomes({"DATABASE_URL": "postgres://h/x?sslmode=require"}) == {["fail", {"unverified"}]}

test_fail_by_presence if _outcomes({"GIT_SSL_NO_VERIFY": "0"}) == {["fail", {"default"}]}

test_unknown if _outcomes({"VERIFY_SSL": _marker}) == {["unknown", set()]}

test_pass_when_another_is_not_known if _outcomes({"X": _marker}) == {["pass", set()]}

_in(type, values, meta) := {one.outcome |
	some one in policy.verdicts with input as {
		"by_type": {type: ["a"]},
		"resources": {"a": {"key": "a", "type": type, "values": values, "links": {}, "meta": meta}},
		"dangling": {},
		"missing": [],
		"declares": [],
	}
}

test_fail_wherever_it_is_written if {
	_in("compose:service", {"environment": {"VERIFY_SSL": "false"}}, {}) == {"fail"}
	_in("github:workflow", {"env": {"VERIFY_SSL": "false"}}, {}) == {"fail"}
	_in("github:workflow", {"jobs": {"a": {"steps": [{"env": {"VERIFY_SSL": "false"}}]}}}, {}) == {"fail"}
	_in("github:workflow", {"jobs": {"a": {"services": {"b": {"env": {"VERIFY_SSL": "false"}}}}}}, {}) == {"fail"}
	_in("Deployment", {"spec": {"containers": [{"name": "a", "env": [{"name": "VERIFY_SSL", "value": "false"}]}]}}, {"podSpec": ["spec"]}) == {"fail"}
}
