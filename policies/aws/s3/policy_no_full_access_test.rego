package crosswalk.policies.aws.s3.policy_no_full_access_test

import data.crosswalk.policies.aws.s3.policy_no_full_access

_marker := {"$unknown": {"cause": "variable", "refs": []}}

_own := {"$unknown": {"cause": "computed", "refs": ["aws_iam_role.reader.arn"]}}

_policy(values) := {"key": "a", "type": "aws_s3_bucket_policy", "values": values, "links": {}, "meta": {}}

_outcomes(resource) := {one.outcome |
	some one in policy_no_full_access.verdicts with input as {
		"resources": {"a": resource}, "by_type": {resource.type: ["a"]},
		"dangling": {}, "missing": [],
	}
}

_statement := {"Effect": "Allow", "Principal": {"AWS": "111122223333"}, "Action": "s3:*", "Resource": "*"}

_grants(change) := _outcomes(_policy({"policy": {"$unknown": {
	"cause": "computed",
	"refs": [],
	"shape": {"Statement": [object.union(_statement, change)]},
}}}))

test_pass_when_actions_are_listed_or_the_principal_is_the_owners if {
	_grants({"Action": ["s3:GetObject", "s3:PutObject"]}) == {"pass"}
	_grants({"Principal": {"AWS": _own}}) == {"pass"}
	_grants({"Effect": "Deny"}) == {"pass"}
	_grants({"Condition": {"StringEquals": {"s3:DataAccessPointAccount": "111122223333"}}}) == {"pass"}
}

test_fail_when_everything_is_given if {
	_grants({}) == {"fail"}
	_grants({"Action": ["s3:GetObject", "S3:*"]}) == {"fail"}
	_grants({"Principal": {"Service": "lab.amazonaws.com"}}) == {"fail"}
	_outcomes(_policy({"policy": json.marshal({"Statement": _statement})})) == {"fail"}
}

test_unknown_when_from_a_variable if {
	_outcomes(_policy({"policy": _marker})) == {"unknown"}
	_grants({"Action": _marker}) == {"unknown"}
	_grants({"Principal": {"AWS": _marker}}) == {"unknown"}
}

test_not_applicable_when_no_policy if {
	_outcomes(object.union(_policy({}), {"type": "aws_s3_bucket"})) == {"not-applicable"}
}

test_nothing_without_subject if {
	count(policy_no_full_access.verdicts) == 0 with input as {"resources": {}, "by_type": {}}
}
