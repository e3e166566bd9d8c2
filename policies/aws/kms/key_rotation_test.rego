package crosswalk.policies.aws.kms.key_rotation_test

import data.crosswalk.policies.aws.kms.key_rotation

_marker := {"$unknown": {"cause": "variable", "refs": []}}

_resource(type, values) := {"key": "a", "type": type, "values": values, "links": {}, "meta": {}}

_input(resources) := {
	"resources": {one.key: one | some one in resources},
	"by_type": {type: [one.key | some one in resources; one.type == type] | some type in {one.type | some one in resources}},
	"dangling": {}, "missing": [],
}

_outcomes(resources) := {one.outcome | some one in key_rotation.verdicts with input as _input(resources)}

test_nothing_without_subject if {
	count(key_rotation.verdicts) == 0 with input as _input([])
}

_key(values) := _outcomes([_resource("aws_kms_key", values)])

test_pass_when_rotated if {
	_key({"enable_key_rotation": true}) == {"pass"}
	_key({"enable_key_rotation": true, "rotation_period_in_days": 90}) == {"pass"}
	_key({"enable_key_rotation": true, "key_usage": _marker}) == {"pass"}
}

test_fail_when_not_rotated if {
	_key({}) == {"fail"}
	_key({"enable_key_rotation": false}) == {"fail"}
	_key({"enable_key_rotation": true, "rotation_period_in_days": 730}) == {"fail"}
}

test_unknown_when_from_a_variable if {
	_key({"enable_key_rotation": _marker}) == {"unknown"}
	_key({"customer_master_key_spec": _marker}) == {"unknown"}
	_key({"enable_key_rotation": true, "rotation_period_in_days": _marker}) == {"unknown"}
}

test_not_applicable_when_kms_cannot_rotate_it if {
	_key({"customer_master_key_spec": "RSA_2048", "key_usage": "SIGN_VERIFY"}) == {"not-applicable"}
	_key({"key_usage": "GENERATE_VERIFY_MAC"}) == {"not-applicable"}
	_key({"custom_key_store_id": "cks-1"}) == {"not-applicable"}
	_outcomes([_resource("aws_kms_replica_key", {})]) == {"not-applicable"}
}

test_fail_when_the_period_of_kms_is_longer_than_asked_for if {
	inputs := object.union(_input([_resource("aws_kms_key", {"enable_key_rotation": true})]), {"parameters": {"aws.kms.key_rotation": {"maximum_days": 90}}})
	{one.outcome | some one in key_rotation.verdicts with input as inputs} == {"fail"}
}
