# METADATA
# title: Roles are assumed by known principals only
# description: |
#   A trust policy that allows "*" lets any AWS account take the role. A condition on the caller's organization, account
#   or ARN narrows it; an external id alone does not, as it is no secret, and an ARN pattern that leaves the account
#   open names nobody.
# scope: package
# custom:
#   id: aws-iam-role-trust-restricted
#   control: access-control-rbac
#   severity: critical
#   profile: recommended
#   subjects: [aws_iam_role]
#   message: "{address} can be assumed from any AWS account ({site})"
#   remediation: Name the accounts, roles or services in the trust policy, or add a condition on aws:PrincipalOrgID.
#   example: |
#     data "aws_iam_policy_document" "trust" {
#       statement {
#         actions = ["sts:AssumeRole"]
#         principals {
#           type        = "Service"
#           identifiers = ["ec2.amazonaws.com"]
#         }
#       }
#     }
#   peers: [CKV_AWS_60, "guard:iam_role_no_full_access_on_trust_policy", "kics:iam_role_allows_all_principals_to_assume", FG_R00219]
#   related: [CKV_AWS_61, "kics:iam_policy_grants_assumerole_permission_across_all_services"]
#   documentation:
#     - https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
#     - https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_common-scenarios_third-party.html
package crosswalk.policies.aws.iam.role_trust_restricted

import data.crosswalk.lib.iam
import data.crosswalk.lib.model
import data.crosswalk.lib.tri
import data.crosswalk.lib.verdict

_path := ["assume_role_policy"]

_actions := ["sts:assumerole", "sts:assumerolewithsaml", "sts:assumerolewithwebidentity"]

verdicts contains verdict.of(role, sites) if {
	some role in model.of_type("aws_iam_role")
	sites := [verdict.site(_where(one), tri.flip(_open(one.value))) | some one in iam.statements_at(role, _path)]
}

_open(statement) := tri.all_of([
	iam.allows(statement),
	tri.any_of([iam.covers_action(statement, action) | some action in _actions]),
	iam.names_public(statement),
	tri.flip(iam.limits_caller(statement)),
])

_where(one) := [array.concat(one.path, principal.path) |
	some principal in iam.principals(one.value)
	iam.is_public_principal(principal) != "no"
][0] if {
	_open(one.value) != "no"
} else := one.path
