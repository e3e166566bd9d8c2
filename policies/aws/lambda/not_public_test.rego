package crosswalk.policies.aws.lambda.not_public_test

import data.crosswalk.policies.aws.lambda.not_public

_marker := {"$unknown": {"cause": "variable", "refs": []}}

_resource(type, values) := {"key": type, "type": type, "values": values, "links": {}, "meta": {}}

_input(resources) := {
	"resources": {one.key: one | some one in resources},
	"by_type": {type: [one.key | some one in resources; one.type == type] | some type in {one.type | some one in resources}},
	"dangling": {}, "missing": [], "declares": [],
}

_all(resources) := {one.resource: one.outcome | some one in not_public.verdicts with input as _input(resources)}

_of(type, values) := _all([_resource(type, values)])[type]

_grades(type, values) := {object.get(site, "grade", "default") |
	some one in not_public.verdicts with input as _input([_resource(type, values)])
	some site in one.sites
	site.outcome == "fail"
}

test_nothing_without_subject if {
	count(not_public.verdicts) == 0 with input as _input([])
}

_permission(values) := _of("aws_lambda_permission", object.union({"principal": "*"}, values))

_url(values) := _of("aws_lambda_function_url", object.union({"authorization_type": "AWS_IAM"}, values))

_layer(values) := _of("aws_lambda_layer_version_permission", object.union({"principal": "*"}, values))

test_pass_when_the_caller_is_known if {
	_permission({"principal": "s3.amazonaws.com"}) == "pass"
	_permission({"principal_org_id": "o-clinic"}) == "pass"
	_permission({"source_account": "111122223333"}) == "pass"
	_permission({"source_arn": "arn:aws:sns:eu-west-1:111122223333:intake"}) == "pass"
	_permission({"source_arn": {"$unknown": {"cause": "computed", "refs": ["aws_s3_bucket.x.arn"]}}}) == "pass"
	_permission({"principal": {"$unknown": {"cause": "computed", "refs": ["aws_iam_role.x.arn"]}}}) == "pass"
	_url({}) == "pass"
	_url({"cors": [{"allow_origins": ["*"]}]}) == "pass"
	_layer({"organization_id": "o-clinic"}) == "pass"
}

test_fail_when_everybody_may if {
	_permission({}) == "fail"
	_permission({"source_arn": "arn:aws:s3:::*"}) == "fail"
	_url({"authorization_type": "NONE"}) == "fail"
	_url({"cors": [{"allow_origins": ["*"], "allow_credentials": true}]}) == "fail"
	_grades("aws_lambda_layer_version_permission", {"principal": "*"}) == {"layer"}
}

test_unknown_when_from_a_variable if {
	_permission({"principal": _marker}) == "unknown"
	_permission({"source_account": _marker}) == "unknown"
	_url({"authorization_type": _marker}) == "unknown"
	_url({"cors": _marker}) == "unknown"
	_layer({"organization_id": _marker}) == "unknown"
}
