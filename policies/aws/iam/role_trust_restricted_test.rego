package crosswalk.policies.aws.iam.role_trust_restricted_test

import data.crosswalk.policies.aws.iam.role_trust_restricted

_marker := {"$unknown": {"cause": "variable", "refs": []}}

_resource(type, values) := {"key": type, "type": type, "values": values, "links": {}, "meta": {}}

_input(resources) := {
	"resources": {one.key: one | some one in resources},
	"by_type": {type: [one.key | some one in resources; one.type == type] | some type in {one.type | some one in resources}},
	"dangling": {}, "missing": [], "declares": [],
}

_all(resources) := {one.resource: one.outcome | some one in role_trust_restricted.verdicts with input as _input(resources)}

_of(type, values) := _all([_resource(type, values)])[type]

test_nothing_without_subject if {
	count(role_trust_restricted.verdicts) == 0 with input as _input([])
}

_role(values) := _of("aws_iam_role", {"assume_role_policy": {"Statement": [object.union(
	object.remove({"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"AWS": "*"}}, object.keys(values)),
	values,
)]}})

_when(operator, key, value) := {"Condition": {operator: {key: value}}}

test_pass_when_the_caller_is_known if {
	_role({"Principal": {"Service": "ec2.amazonaws.com"}}) == "pass"
	_role({"Principal": {"AWS": "arn:aws:iam::111122223333:root"}}) == "pass"
	_role({"Effect": "Deny"}) == "pass"
	_role(_when("StringEquals", "aws:PrincipalOrgID", "o-clinic")) == "pass"
	_role(_when("ArnLike", "aws:PrincipalArn", "arn:aws:iam::111122223333:role/*")) == "pass"
}

test_fail_when_everybody_may if {
	_role({}) == "fail"
	_role({"Principal": "*", "Action": "sts:*"}) == "fail"
	_role(_when("StringEquals", "sts:ExternalId", "clinic")) == "fail"
	_role(_when("ArnLike", "aws:PrincipalArn", "*")) == "fail"
	_role(_when("StringLike", "aws:PrincipalArn", "arn:aws:iam::*:role/x")) == "fail"
}

test_unknown_when_from_a_variable if {
	_role({"Principal": {"AWS": _marker}}) == "unknown"
	_role({"Condition": _marker}) == "unknown"
	_of("aws_iam_role", {"assume_role_policy": _marker}) == "unknown"
}
