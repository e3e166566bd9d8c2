package crosswalk.lib.aws_test

import data.crosswalk.lib.aws

_marker := {"$unknown": {"cause": "variable", "refs": []}}

_computed(refs) := {"$unknown": {"cause": "computed", "refs": refs}}

test_set_is_what_cannot_be_empty if {
	aws.is_set("a") == "yes"
	aws.is_set(_computed(["aws_db_instance.a.arn"])) == "yes"
	aws.is_set({"$unknown": {"cause": "variable", "parts": ["a-", _marker]}}) == "yes"
	aws.is_set(_marker) == "unknown"
	every value in [null, "", []] {
		aws.is_set(value) == "no"
	}
}

test_customer_keys_are_told_from_managed_ones if {
	every value in [
		"1234abcd", _computed(["aws_kms_key.a.arn"]), _computed(["module.k.aws_kms_alias.a.arn"]),
		{"$unknown": {"cause": "data", "parts": ["arn:aws:kms:eu-west-1:", _marker, ":key/1234abcd"]}},
	] {
		aws.customer_key(value) == "yes"
	}
	every value in [null, "", "alias/aws/s3", "arn:aws:kms:eu-west-1:111122223333:alias/aws/rds"] {
		aws.customer_key(value) == "no"
	}
	every value in [_marker, _computed(["data.aws_kms_alias.s3.arn"]), _computed([])] {
		aws.customer_key(value) == "unknown"
	}
}
