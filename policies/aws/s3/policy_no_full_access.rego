# METADATA
# title: Bucket policies give no other account or service every S3 action
# description: |
#   Whoever is allowed s3:* on a bucket can also change its policy, its encryption and its versions. Principals that the
#   configuration takes from its own account (aws_caller_identity, its own roles and users) are the owner's; an account
#   written out is taken for another one, as the code does not say which account it is applied in.
# scope: package
# custom:
#   id: aws-s3-bucket-policy-no-full-access
#   control: least-privilege
#   severity: medium
#   profile: strict
#   subjects: [aws_s3_bucket_policy, aws_s3_bucket]
#   message: "{address} gives every S3 action to a principal outside the account ({site})"
#   remediation: List the actions that the principal needs, such as s3:GetObject.
#   example: |
#     data "aws_iam_policy_document" "records" {
#       statement {
#         actions   = ["s3:GetObject"]
#         resources = ["${aws_s3_bucket.records.arn}/*"]
#         principals {
#           type        = "AWS"
#           identifiers = ["arn:aws:iam::111122223333:role/lab"]
#         }
#       }
#     }
#   peers: ["kics:s3_bucket_with_all_permissions"]
#   related: ["guard:s3_bucket_policy_grantee_check"]
#   documentation:
#     - https://docs.aws.amazon.com/AmazonS3/latest/userguide/security-best-practices.html
package crosswalk.policies.aws.s3.policy_no_full_access

import data.crosswalk.lib.iam
import data.crosswalk.lib.model
import data.crosswalk.lib.tri
import data.crosswalk.lib.verdict

_types := ["aws_s3_bucket_policy", "aws_s3_bucket"]

verdicts contains verdict.not_applicable(holder, "no-policy") if {
	some holder in model.of_types(_types)
	tri.present(tri.at(holder, ["policy"])) == "no"
}

verdicts contains verdict.of(holder, sites) if {
	some holder in model.of_types(_types)
	tri.present(tri.at(holder, ["policy"])) != "no"
	sites := [verdict.site(array.concat(one.path, _path(one.value)), tri.flip(_full(one.value))) |
		some one in iam.statements_at(holder, ["policy"])
	]
}

_full(statement) := tri.all_of([
	iam.allows(statement),
	tri.any_of([tri.one_of_folded(action, {"*", "s3:*"}) | some action in iam.actions(statement)]),
	tri.any_of([_foreign(one) | some one in iam.principals(statement)]),
	tri.flip(iam.limits_caller(statement)),
])

_path(statement) := [one.path |
	some one in iam.entries(statement, "Action")
	tri.one_of_folded(one.value, {"*", "s3:*"}) != "no"
][0] if {
	_full(statement) != "no"
} else := []

_foreign(principal) := "no" if {
	refs := principal.value["$unknown"].refs
	count(refs) > 0
	every ref in refs {
		regex.match(`(^|\.)(data\.aws_caller_identity|aws_iam_(role|user))\.`, ref)
	}
} else := "unknown" if {
	tri.hidden(principal.value)
} else := "yes"
