# METADATA
# title: Policies grant no full administration
# description: |
#   A statement that allows every action on every resource makes its holder an administrator of the account. Allowing
#   all but a few actions (NotAction) on every resource comes to nearly the same.
# scope: package
# custom:
#   id: aws-iam-policy-no-admin-star
#   control: least-privilege
#   severity: critical
#   grades: {all-but: high}
#   profile: recommended
#   subjects: [aws_iam_policy, aws_iam_role_policy, aws_iam_user_policy, aws_iam_group_policy, aws_ssoadmin_permission_set_inline_policy]
#   message: "{address} allows every action on every resource ({site})"
#   messages:
#     all-but: "{address} allows all but a few actions on every resource ({site})"
#   remediation: Name the actions and the resources that the role needs.
#   example: |
#     data "aws_iam_policy_document" "reader" {
#       statement {
#         actions   = ["s3:GetObject"]
#         resources = ["${aws_s3_bucket.records.arn}/*"]
#       }
#     }
#   peers: [CKV_AWS_62, CKV_AWS_63, CKV_AWS_1, "guard:iam_policy_no_statements_with_admin_access", "prowler:iam_customer_attached_policy_no_administrative_privileges", "prowler:iam_inline_policy_no_administrative_privileges", "kics:iam_policies_with_full_privileges", "kics:iam_policy_grants_full_permissions", FG_R00092]
#   related: [CKV_AWS_49]
#   documentation:
#     - https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
#     - https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notaction.html
package crosswalk.policies.aws.iam.policy_no_admin_star

import data.crosswalk.lib.iam
import data.crosswalk.lib.model
import data.crosswalk.lib.tri
import data.crosswalk.lib.verdict

_paths := {
	"aws_iam_policy": ["policy"],
	"aws_iam_role_policy": ["policy"],
	"aws_iam_user_policy": ["policy"],
	"aws_iam_group_policy": ["policy"],
	"aws_ssoadmin_permission_set_inline_policy": ["inline_policy"],
}

verdicts contains verdict.of(holder, sites) if {
	some holder in model.of_types([type | some type, _ in _paths])
	sites := [_site(one) | some one in iam.statements_at(holder, _paths[holder.type])]
}

_site(one) := verdict.graded(_plain_site(one, "NotAction", _all_but(one.value)), "all-but") if {
	tri.present(tri.get(one.value, ["NotAction"])) == "yes"
} else := _plain_site(one, "Action", _all(one.value))

_plain_site(one, field, granted) := verdict.site(array.concat(one.path, [field]), tri.flip(granted)) if {
	granted == "yes"
} else := verdict.site(one.path, tri.flip(granted))

_all(statement) := tri.all_of([
	iam.allows(statement),
	tri.any_of([_star(action) | some action in iam.actions(statement)]),
	_everything(statement),
])

_all_but(statement) := tri.all_of([iam.allows(statement), _everything(statement)])

_everything(statement) := tri.any_of([_star(one) | some one in iam.resources(statement)])

# A template with other text in it, or an ARN that a provider gives, is not the bare wildcard.
_star(value) := "no" if {
	tri.hidden(value)
	iam.names_one(value) == "yes"
} else := tri.one_of(value, ["*", "*:*"])
