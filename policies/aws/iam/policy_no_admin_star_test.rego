package crosswalk.policies.aws.iam.policy_no_admin_star_test

import data.crosswalk.policies.aws.iam.policy_no_admin_star

_marker := {"$unknown": {"cause": "variable", "refs": []}}

_resource(type, values) := {"key": type, "type": type, "values": values, "links": {}, "meta": {}}

_input(resources) := {
	"resources": {one.key: one | some one in resources},
	"by_type": {type: [one.key | some one in resources; one.type == type] | some type in {one.type | some one in resources}},
	"dangling": {}, "missing": [], "declares": [],
}

_all(resources) := {one.resource: one.outcome | some one in policy_no_admin_star.verdicts with input as _input(resources)}

_of(type, values) := _all([_resource(type, values)])[type]

_grades(type, values) := {object.get(site, "grade", "default") |
	some one in policy_no_admin_star.verdicts with input as _input([_resource(type, values)])
	some site in one.sites
	site.outcome == "fail"
}

test_nothing_without_subject if {
	count(policy_no_admin_star.verdicts) == 0 with input as _input([])
}

_policy(statement) := _of("aws_iam_policy", {"policy": {"Statement": statement}})

_allow(values) := object.union({"Effect": "Allow", "Resource": "*"}, values)

test_pass_when_something_is_named if {
	_policy(_allow({"Action": "s3:*"})) == "pass"
	_policy(_allow({"Action": "*", "Resource": "arn:aws:s3:::records/*"})) == "pass"
	_policy({"Effect": "Deny", "NotAction": "iam:*", "Resource": "*"}) == "pass"
	_policy(_allow({"Action": {"$unknown": {"cause": "variable", "refs": [], "parts": ["s3:", _marker]}}})) == "pass"
	_of("aws_iam_policy", {}) == "pass"
}

test_fail_when_everything_is_allowed if {
	_policy(_allow({"Action": "*"})) == "fail"
	_policy([_allow({"Action": ["s3:Get*", "*:*"], "Resource": ["*"]})]) == "fail"
	_of("aws_ssoadmin_permission_set_inline_policy", {"inline_policy": {"Statement": _allow({"Action": "*"})}}) == "fail"
	_grades("aws_iam_role_policy", {"policy": {"Statement": _allow({"NotAction": "iam:*"})}}) == {"all-but"}
}

test_unknown_when_from_a_variable if {
	_policy(_allow({"Action": _marker})) == "unknown"
	_policy(_marker) == "unknown"
	_of("aws_iam_user_policy", {"policy": _marker}) == "unknown"
	_policy(_allow({"Action": "*", "Resource": _marker})) == "unknown"
}
