# METADATA
# title: Buckets keep the four settings of Block Public Access on
# description: |
#   Block Public Access overrides every ACL and policy that would open a bucket. AWS turns the settings on for buckets
#   created since April 2023, but nothing in code keeps them on then; inside aws_s3_bucket_public_access_block each
#   setting defaults to false, so one that is left out is switched off. Access points default to true. A block on the
#   whole account in the same configuration satisfies the policy.
# scope: package
# custom:
#   id: aws-s3-public-access-block-bucket
#   control: network-exposure
#   severity: high
#   grades: {absent: medium}
#   profile: recommended
#   subjects: [aws_s3_bucket, aws_s3_bucket_public_access_block, aws_s3_access_point]
#   reads: [aws_s3_account_public_access_block]
#   whole: [aws_s3_account_public_access_block]
#   message: "{address} has a setting of Block Public Access off ({site})"
#   messages:
#     absent: "{address} has no Block Public Access in code"
#   remediation: Add an aws_s3_bucket_public_access_block for the bucket with all four settings true.
#   example: |
#     resource "aws_s3_bucket_public_access_block" "records" {
#       bucket                  = aws_s3_bucket.records.id
#       block_public_acls       = true
#       block_public_policy     = true
#       ignore_public_acls      = true
#       restrict_public_buckets = true
#     }
#   peers: [CKV2_AWS_6, AVD-AWS-0094, "guard:s3_bucket_level_public_access_prohibited", "prowler:s3_bucket_public_access", CKV_AWS_53, CKV_AWS_54, CKV_AWS_55, CKV_AWS_56, CKV_AWS_392, AVD-AWS-0086, AVD-AWS-0087, AVD-AWS-0091, AVD-AWS-0093, "kics:s3_bucket_allows_public_acl", "kics:s3_bucket_without_ignore_public_acl", "kics:s3_bucket_without_restriction_of_public_bucket", FG_R00229]
#   documentation:
#     - https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html
#     - https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/s3_bucket_public_access_block
package crosswalk.policies.aws.s3.public_access_block

import data.crosswalk.lib.model
import data.crosswalk.lib.tri
import data.crosswalk.lib.verdict

_flags := ["block_public_acls", "block_public_policy", "ignore_public_acls", "restrict_public_buckets"]

_type := "aws_s3_bucket_public_access_block"

verdicts contains verdict.of(bucket, _bucket_sites(bucket)) if {
	some bucket in model.of_type("aws_s3_bucket")
}

verdicts contains verdict.not_applicable(block, "judged-on-bucket") if {
	some block in model.of_type(_type)
	count(model.linked(block, "bucket")) > 0
}

verdicts contains verdict.of(block, _block_sites(block)) if {
	some block in model.of_type(_type)
	count(model.linked(block, "bucket")) == 0
}

verdicts contains verdict.of(point, sites) if {
	some point in model.of_type("aws_s3_access_point")
	sites := [_site(path, tri.flip(tri.is_false(tri.at(point, path)))) |
		some flag in _flags
		path := ["public_access_block_configuration", 0, flag]
	]
}

_bucket_sites(bucket) := [verdict.within(site, block) |
	some block in model.linked(bucket, "public_access_block")
	some site in _block_sites(block)
] if {
	count(model.linked(bucket, "public_access_block")) > 0
} else := [verdict.graded(_site([], _unseen(bucket)), "absent")]

_block_sites(block) := [_site([flag], tri.is_true(tri.at(block, [flag]))) | some flag in _flags]

_unseen(bucket) := "unknown" if {
	tri.hidden(bucket)
} else := model.any_linked(bucket, "public_access_block", [])

# What is off here may still be on for the account; then the account's block says why it is not known.
_site(path, answer) := verdict.because(verdict.site(path, "unknown"), _account_cause) if {
	answer == "no"
	_account == "unknown"
} else := verdict.site(path, tri.any_of([answer, _account]))

_account := tri.any_of([tri.all_of([tri.is_true(setting) | some setting in settings]) | some settings in _account_settings])

_account_settings := [[tri.at(account, [flag]) | some flag in _flags] |
	some account in model.of_type("aws_s3_account_public_access_block")
]

_account_cause := [setting["$unknown"].cause |
	some settings in _account_settings
	some setting in settings
	tri.hidden(setting)
][0]
