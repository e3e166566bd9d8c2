package crosswalk.policies.aws.sns.topic_encrypted_test

import data.crosswalk.policies.aws.sns.topic_encrypted

_marker := {"$unknown": {"cause": "variable", "refs": []}}

_computed(ref) := {"$unknown": {"cause": "computed", "refs": [ref]}}

_resource(type, values) := {"key": "a", "type": type, "values": values, "links": {}, "meta": {}}

_input(resources) := {
	"resources": {one.key: one | some one in resources},
	"by_type": {type: [one.key | some one in resources; one.type == type] | some type in {one.type | some one in resources}},
	"dangling": {}, "missing": [],
}

_outcomes(resources) := {one.outcome | some one in topic_encrypted.verdicts with input as _input(resources)}

test_nothing_without_subject if {
	count(topic_encrypted.verdicts) == 0 with input as _input([])
}

_topic(values) := _outcomes([_resource("aws_sns_topic", values)])

_phi(values) := _outcomes([object.union(_resource("aws_sns_topic", values), {"meta": {"phi": "yes"}})])

test_pass_when_a_key_is_named if {
	_topic({"kms_master_key_id": "alias/aws/sns"}) == {"pass"}
	_topic({"kms_master_key_id": _computed("aws_kms_key.a.id")}) == {"pass"}
	_phi({"kms_master_key_id": "alias/results"}) == {"pass"}
}

test_fail_when_no_key if {
	_topic({}) == {"fail"}
	_phi({}) == {"fail"}
}

test_fail_when_ephi_and_the_key_is_managed_by_aws if {
	_phi({"kms_master_key_id": "alias/aws/sns"}) == {"fail"}
}

test_unknown_when_from_a_variable if {
	_topic({"kms_master_key_id": _marker}) == {"unknown"}
	_phi({"kms_master_key_id": _marker}) == {"unknown"}
}
