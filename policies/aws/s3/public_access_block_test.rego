package crosswalk.policies.aws.s3.public_access_block_test

import data.crosswalk.policies.aws.s3.public_access_block

_marker := {"$unknown": {"cause": "variable", "refs": []}}

_bucket(values) := {"key": "b", "type": "aws_s3_bucket", "values": values, "links": {}, "meta": {}}

_companion(type, values) := {"key": "c", "type": type, "values": values, "links": {}, "meta": {}}

_tied(bucket, name, companion) := [
	object.union(bucket, {"links": {name: [{"to": companion.key, "inferred": false}]}}),
	object.union(companion, {"links": {"bucket": [{"to": bucket.key, "inferred": false}]}}),
]

_input(resources) := {
	"resources": {one.key: one | some one in resources},
	"by_type": {type: [one.key | some one in resources; one.type == type] | some type in {one.type | some one in resources}},
	"dangling": {}, "missing": [],
}

_of(type, resources) := {one.outcome |
	some one in public_access_block.verdicts with input as _input(resources)
	some resource in resources
	resource.key == one.resource
	resource.type == type
}

test_nothing_without_subject if {
	count(public_access_block.verdicts) == 0 with input as _input([])
}

_all := {"block_public_acls": true, "block_public_policy": true, "ignore_public_acls": true, "restrict_public_buckets": true}

_block(values) := _companion("aws_s3_bucket_public_access_block", values)

_blocked(values) := _of("aws_s3_bucket", _tied(_bucket({}), "public_access_block", _block(values)))

_account(values) := _companion("aws_s3_account_public_access_block", values)

test_pass_when_all_four_are_true if {
	_blocked(_all) == {"pass"}
	_of("aws_s3_bucket_public_access_block", [_block(_all)]) == {"pass"}
	_of("aws_s3_access_point", [_companion("aws_s3_access_point", {})]) == {"pass"}
}

test_pass_when_the_account_is_blocked if {
	_of("aws_s3_bucket", [_bucket({}), _account(_all)]) == {"pass"}
}

test_fail_when_one_is_false_or_left_out if {
	_blocked(object.union(_all, {"restrict_public_buckets": false})) == {"fail"}
	_blocked(object.remove(_all, ["restrict_public_buckets"])) == {"fail"}
	_of("aws_s3_bucket_public_access_block", [_block({})]) == {"fail"}
	point := _companion("aws_s3_access_point", {"public_access_block_configuration": [{"block_public_policy": false}]})
	_of("aws_s3_access_point", [point]) == {"fail"}
}

test_fail_when_there_is_none if {
	_of("aws_s3_bucket", [_bucket({})]) == {"fail"}
	_of("aws_s3_bucket", [_bucket({}), _account({})]) == {"fail"}
}

test_unknown_when_from_a_variable if {
	_blocked(object.union(_all, {"block_public_acls": _marker})) == {"unknown"}
	_of("aws_s3_bucket", [_bucket({}), _account(object.union(_all, {"block_public_acls": _marker}))]) == {"unknown"}
}

test_unknown_when_a_block_may_be_out_of_sight if {
	every more in [{"missing": ["module.a"]}, {"dangling": {"public_access_block": ["c"]}}] {
		input_ := object.union(_input([_bucket({})]), more)
		{one.outcome | some one in public_access_block.verdicts with input as input_} == {"unknown"}
	}
	unsure := object.union(_bucket({}), {"$unknown": {"cause": "variable", "refs": []}})
	_of("aws_s3_bucket", [unsure]) == {"unknown"}
}

test_not_applicable_when_the_bucket_is_judged if {
	_of("aws_s3_bucket_public_access_block", _tied(_bucket({}), "public_access_block", _block(_all))) == {"not-applicable"}
}
