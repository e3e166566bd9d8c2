package crosswalk.policies.google.storage.public_access_prevention_test

import data.crosswalk.policies.google.storage.public_access_prevention

_marker := {"$unknown": {"cause": "variable", "refs": []}}

_resource(type, values) := {"key": "a", "type": type, "values": values, "links": {}, "meta": {}}

_input(resources) := {
	"resources": {one.key: one | some one in resources},
	"by_type": {type: [one.key | some one in resources; one.type == type] | some type in {one.type | some one in resources}},
	"dangling": {}, "missing": [], "declares": [],
}

_outcomes(resources) := {one.outcome | some one in public_access_prevention.verdicts with input as _input(resources)}

_of(type, values) := _outcomes([_resource(type, values)])

test_nothing_without_subject if {
	count(public_access_prevention.verdicts) == 0 with input as _input([])
}

_bucket(values) := object.union(_resource("google_storage_bucket", values), {"key": "b"})

_policy(enforce) := _resource("google_org_policy_policy", {
	"name": "organizations/1/policies/storage.publicAccessPrevention",
	"spec": [{"rules": [{"enforce": enforce}]}],
})

test_pass_when_enforced if {
	_outcomes([_bucket({"public_access_prevention": "enforced"})]) == {"pass"}
	_outcomes([_bucket({}), _policy("TRUE")]) == {"pass"}
}

test_fail_when_inherited if {
	_outcomes([_bucket({})]) == {"fail"}
	_outcomes([_bucket({"public_access_prevention": "inherited"}), _policy("FALSE")]) == {"fail"}
}

test_unknown_when_from_a_variable if {
	_outcomes([_bucket({"public_access_prevention": _marker})]) == {"unknown"}
	_outcomes([_bucket({}), _policy(_marker)]) == {"unknown"}
}
