package crosswalk.policies.aws.efs.replica_customer_key_test

import data.crosswalk.policies.aws.efs.replica_customer_key

_marker := {"$unknown": {"cause": "variable", "refs": []}}

_outcomes(values) := {one.outcome | some one in replica_customer_key.verdicts with input as {
	"resources": {"a": {"key": "a", "type": "aws_efs_replication_configuration", "values": values, "links": {}, "meta": {}}},
	"by_type": {"aws_efs_replication_configuration": ["a"]},
	"dangling": {}, "missing": [],
}}

_to(destination) := _outcomes({"destination": [destination]})

test_nothing_without_subject if {
	count(replica_customer_key.verdicts) == 0 with input as {"resources": {}, "by_type": {}, "dangling": {}, "missing": []}
}

test_pass_when_a_key_is_named if {
	_to({"kms_key_id": "arn:aws:kms:eu-central-1:111122223333:key/1a2b"}) == {"pass"}
	_to({"kms_key_id": {"$unknown": {"cause": "computed", "refs": ["aws_kms_key.replica.arn"]}}}) == {"pass"}
}

test_fail_when_none_or_the_managed_one_is if {
	_to({"region": "eu-central-1"}) == {"fail"}
	_to({"kms_key_id": "alias/aws/elasticfilesystem"}) == {"fail"}
}

test_unknown_when_from_a_variable if {
	_to({"kms_key_id": _marker}) == {"unknown"}
	_to({"file_system_id": _marker}) == {"unknown"}
	_outcomes({"destination": _marker}) == {"unknown"}
}

test_not_applicable_when_the_destination_exists if {
	_to({"file_system_id": "fs-0123456789"}) == {"not-applicable"}
}
