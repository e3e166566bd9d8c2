package crosswalk.policies.aws.efs.encrypted_test

import data.crosswalk.policies.aws.efs.encrypted

_marker := {"$unknown": {"cause": "variable", "refs": []}}

_resource(type, values) := {"key": "a", "type": type, "values": values, "links": {}, "meta": {}}

_input(resources) := {
	"resources": {one.key: one | some one in resources},
	"by_type": {type: [one.key | some one in resources; one.type == type] | some type in {one.type | some one in resources}},
	"dangling": {}, "missing": [],
}

_outcomes(resources) := {one.outcome | some one in encrypted.verdicts with input as _input(resources)}

test_nothing_without_subject if {
	count(encrypted.verdicts) == 0 with input as _input([])
}

_files(values) := _outcomes([_resource("aws_efs_file_system", values)])

test_pass_when_encrypted if {
	_files({"encrypted": true}) == {"pass"}
}

test_fail_when_not_encrypted if {
	_files({}) == {"fail"}
	_files({"kms_key_id": "1234abcd"}) == {"fail"}
}

test_unknown_when_from_a_variable if {
	_files({"encrypted": _marker}) == {"unknown"}
}
