package crosswalk.policies.smart.configuration.system_wildcard_scope_test

import data.crosswalk.policies.smart.configuration.system_wildcard_scope as policy

_marker := {"$unknown": {"cause": "variable", "refs": []}}

_input(values) := {
	"by_type": {"smart": ["a"]},
	"resources": {"a": {"key": "a", "type": "smart", "values": values, "links": {}, "meta": {}}},
}

_outcomes(scopes) := {one.outcome | some one in policy.verdicts with input as _input({"scopes_supported": scopes})}

test_nothing_without_subject if count(policy.verdicts) == 0 with input as {"by_type": {}, "resources": {}}

test_pass_with_named_types if _outcomes(["openid", "system/Patient.rs", "user/*.read"]) == {"pass"}

test_pass_when_a_query_narrows if _outcomes(["system/*.rs?_security=research"]) == {"pass"}

test_fail_in_both_versions if {
	every scope in ["system/*.*", "system/*.cruds", "system/*.rs", "system/*.read"] {
		_outcomes(["openid", scope]) == {"fail"}
	}
}

test_unknown_when_unresolved if {
	_outcomes(_marker) == {"unknown"}
	_outcomes([_marker]) == {"unknown"}
}

test_not_applicable_without_scopes if {
	{one.outcome | some one in policy.verdicts with input as _input({})} == {"not-applicable"}
}

test_not_applicable_when_approved if {
	given := object.union(_input({"scopes_supported": ["system/*.rs"]}), {"parameters": {"smart.configuration.system_wildcard_scope": {"bulk_export_approved": true}}})
	{one.outcome | some one in policy.verdicts with input as given} == {"not-applicable"}
}
