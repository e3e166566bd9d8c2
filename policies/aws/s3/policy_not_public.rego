# METADATA
# title: Bucket policies grant nothing to everybody
# description: |
#   A statement that allows "*" opens the bucket to the internet unless a condition narrows the callers to known
#   accounts, organisations, networks or sources, as S3's own definition of public has it. Block Public Access with
#   block_public_policy and restrict_public_buckets on the same bucket stops such a policy, which leaves a medium finding.
# scope: package
# custom:
#   id: aws-s3-bucket-policy-not-public
#   control: network-exposure
#   severity: critical
#   grades: {blocked: medium}
#   profile: recommended
#   subjects: [aws_s3_bucket_policy, aws_s3_bucket, aws_s3_access_point, aws_s3control_access_point_policy, aws_s3control_bucket_policy]
#   reads: [aws_s3_bucket_public_access_block]
#   message: "{address} allows everybody by its policy ({site})"
#   remediation: Name the accounts or services as principals, or add a condition such as aws:SourceVpce or aws:PrincipalOrgID.
#   example: |
#     data "aws_iam_policy_document" "records" {
#       statement {
#         actions   = ["s3:GetObject"]
#         resources = ["${aws_s3_bucket.records.arn}/*"]
#         principals {
#           type        = "AWS"
#           identifiers = [aws_iam_role.reader.arn]
#         }
#       }
#     }
#   peers: [CKV_AWS_70, "guard:s3_bucket_policy_no_wildcard_principal", "kics:s3_bucket_access_to_any_principal", "kics:s3_bucket_with_public_policy", FG_R00277]
#   related: [CKV_AWS_93, "guard:s3_bucket_policy_grantee_check", "prowler:s3_bucket_policy_public_write_access", "kics:s3_bucket_allows_get_action_from_all_principals", "kics:s3_bucket_allows_put_action_from_all_principals", FG_R00210, FG_R00211, FG_R00279]
#   documentation:
#     - https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html
#     - https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/s3_bucket_policy
package crosswalk.policies.aws.s3.policy_not_public

import data.crosswalk.lib.iam
import data.crosswalk.lib.model
import data.crosswalk.lib.tri
import data.crosswalk.lib.verdict

_types := [
	"aws_s3_bucket_policy",
	"aws_s3_bucket",
	"aws_s3_access_point",
	"aws_s3control_access_point_policy",
	"aws_s3control_bucket_policy",
]

verdicts contains verdict.not_applicable(holder, "no-policy") if {
	some holder in model.of_types(_types)
	tri.present(tri.at(holder, ["policy"])) == "no"
}

verdicts contains verdict.of(holder, sites) if {
	some holder in model.of_types(_types)
	tri.present(tri.at(holder, ["policy"])) != "no"
	sites := [_site(holder, one) | some one in iam.statements_at(holder, ["policy"])]
}

_site(holder, one) := verdict.graded(site, "blocked") if {
	_blocked(holder) == "yes"
	site := verdict.site(_path(one), tri.flip(_public(one.value)))
} else := verdict.site(_path(one), tri.flip(_public(one.value)))

_public(statement) := tri.all_of([
	iam.allows(statement),
	iam.names_public(statement),
	tri.flip(iam.limits_caller(statement)),
])

_path(one) := [array.concat(one.path, principal.path) |
	some principal in iam.principals(one.value)
	iam.is_public_principal(principal) != "no"
][0] if {
	_public(one.value) != "no"
} else := one.path

# Access points block unless told otherwise.
_blocked(holder) := tri.any_of([tri.all_of([tri.is_true(tri.at(block, [flag])) | some flag in _stopping]) |
	some block in array.concat(_own_blocks(holder), _bucket_blocks(holder))
]) if {
	holder.type != "aws_s3_access_point"
} else := tri.all_of([tri.flip(tri.is_false(tri.at(holder, ["public_access_block_configuration", 0, flag]))) |
	some flag in _stopping
])

_stopping := ["block_public_policy", "restrict_public_buckets"]

_own_blocks(holder) := model.linked(holder, "public_access_block")

_bucket_blocks(holder) := [block |
	some bucket in model.linked(holder, "bucket")
	some block in model.linked(bucket, "public_access_block")
]
