package crosswalk.policies.aws.s3.default_encryption_test

import data.crosswalk.policies.aws.s3.default_encryption

_marker := {"$unknown": {"cause": "variable", "refs": []}}

_computed(ref) := {"$unknown": {"cause": "computed", "refs": [ref]}}

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
	some one in default_encryption.verdicts with input as _input(resources)
	some resource in resources
	resource.key == one.resource
	resource.type == type
}

test_nothing_without_subject if {
	count(default_encryption.verdicts) == 0 with input as _input([])
}

_type := "aws_s3_bucket_server_side_encryption_configuration"

_rule(values) := [{"apply_server_side_encryption_by_default": [values]}]

_config(values) := _companion(_type, {"rule": _rule(values)})

_encrypted(values) := _of("aws_s3_bucket", _tied(_bucket({}), "encryption", _config(values)))

_grades(resources) := {object.get(site, "grade", "default") |
	some one in default_encryption.verdicts with input as _input(resources)
	some site in one.sites
}

_kms := {"sse_algorithm": "aws:kms", "kms_master_key_id": _computed("aws_kms_key.records.arn")}

test_pass_when_a_key_of_the_account if {
	_encrypted(_kms) == {"pass"}
	_encrypted({"sse_algorithm": "aws:kms:dsse", "kms_master_key_id": "alias/records"}) == {"pass"}
	_of(_type, [_config(_kms)]) == {"pass"}
	_of("aws_s3_bucket", [_bucket({"server_side_encryption_configuration": [{"rule": _rule(_kms)}]})]) == {"pass"}
}

test_fail_when_a_key_of_the_provider if {
	_encrypted({"sse_algorithm": "AES256"}) == {"fail"}
	_encrypted({"sse_algorithm": "aws:kms"}) == {"fail"}
	_encrypted({"sse_algorithm": "aws:kms", "kms_master_key_id": "alias/aws/s3"}) == {"fail"}
	_encrypted({"sse_algorithm": _marker, "kms_master_key_id": "alias/aws/s3"}) == {"fail"}
	_of("aws_s3_bucket", [_bucket({})]) == {"fail"}
	_of(_type, [_companion(_type, {})]) == {"fail"}
}

test_grade_is_low_unless_ephi_or_a_mistake if {
	_grades([_bucket({})]) == {"provider-key"}
	_grades([_config({"sse_algorithm": "AES256"})]) == {"provider-key"}
	_grades([_config({"sse_algorithm": "DES"})]) == {"default"}
	_grades([object.union(_bucket({}), {"meta": {"phi": "yes"}})]) == {"default"}
}

test_unknown_when_from_a_variable if {
	_encrypted({"sse_algorithm": _marker, "kms_master_key_id": "alias/records"}) == {"unknown"}
	_encrypted({"sse_algorithm": "aws:kms", "kms_master_key_id": _marker}) == {"unknown"}
	_of("aws_s3_bucket", [_bucket({"server_side_encryption_configuration": _marker})]) == {"unknown"}
}

test_not_applicable_when_the_bucket_is_judged if {
	_of(_type, _tied(_bucket({}), "encryption", _config(_kms))) == {"not-applicable"}
}
