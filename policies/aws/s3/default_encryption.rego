# METADATA
# title: Buckets encrypt with a KMS key of the account by default
# description: |
#   S3 has encrypted every new object with keys of its own (AES256) since January 2023, so no bucket holds new
#   objects in plain text. A KMS key of the account adds what those keys lack, a key policy, revocation and a trail of
#   use, which matters for ePHI; elsewhere its absence is a low finding.
# scope: package
# custom:
#   id: aws-s3-bucket-default-encryption
#   control: encryption-at-rest
#   severity: medium
#   grades: {provider-key: low}
#   profile: strict
#   subjects: [aws_s3_bucket, aws_s3_bucket_server_side_encryption_configuration]
#   references: {supporting: true}
#   message: "{address} does not encrypt with a KMS key of the account by default"
#   remediation: Set sse_algorithm to aws:kms and kms_master_key_id to a key of the account in the bucket's encryption configuration.
#   example: |
#     resource "aws_s3_bucket_server_side_encryption_configuration" "records" {
#       bucket = aws_s3_bucket.records.id
#       rule {
#         apply_server_side_encryption_by_default {
#           sse_algorithm     = "aws:kms"
#           kms_master_key_id = aws_kms_key.records.arn
#         }
#       }
#     }
#   peers: [CKV_AWS_145, AVD-AWS-0132, "turbot:s3_bucket_default_encryption_enabled_kms", "guard:s3_default_encryption_kms", "prowler:s3_bucket_kms_encryption"]
#   related: [CKV_AWS_19, CKV_AWS_181, CKV_AWS_186, AVD-AWS-0088, "turbot:s3_bucket_default_encryption_enabled", "guard:s3_bucket_server_side_encryption_enabled", "prowler:s3_bucket_default_encryption", "kics:s3_bucket_object_not_encrypted", FG_R00099]
#   documentation:
#     - https://docs.aws.amazon.com/AmazonS3/latest/userguide/default-encryption-faq.html
#     - https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/s3_bucket_server_side_encryption_configuration
package crosswalk.policies.aws.s3.default_encryption

import data.crosswalk.lib.aws
import data.crosswalk.lib.model
import data.crosswalk.lib.tri
import data.crosswalk.lib.verdict

_type := "aws_s3_bucket_server_side_encryption_configuration"

_inline := ["server_side_encryption_configuration", 0, "rule"]

verdicts contains verdict.not_applicable(config, "judged-on-bucket") if {
	some config in model.of_type(_type)
	count(model.linked(config, "bucket")) > 0
}

verdicts contains verdict.of(config, _rule_sites(config, ["rule"], config)) if {
	some config in model.of_type(_type)
	count(model.linked(config, "bucket")) == 0
}

verdicts contains verdict.of(bucket, _sites(bucket)) if {
	some bucket in model.of_type("aws_s3_bucket")
}

_sites(bucket) := [verdict.within(site, config) |
	some config in model.linked(bucket, "encryption")
	some site in _rule_sites(config, ["rule"], bucket)
] if {
	count(model.linked(bucket, "encryption")) > 0
} else := _rule_sites(bucket, _inline, bucket) if {
	tri.present(tri.at(bucket, ["server_side_encryption_configuration"])) != "no"
} else := [_grade(verdict.site([], answer), bucket, null)] if {
	answer := model.any_linked(bucket, "encryption", [])
}

_rule_sites(holder, base, bucket) := [_site(holder, rule.path, bucket) |
	some rule in tri.entries(holder, base)
] if {
	count(tri.entries(holder, base)) > 0
} else := [_site(holder, array.concat(base, [0]), bucket)]

_site(holder, base, bucket) := _grade(verdict.site(array.concat(default_block, [field]), answer), bucket, algorithm) if {
	default_block := array.concat(base, ["apply_server_side_encryption_by_default", 0])
	algorithm := tri.at(holder, array.concat(default_block, ["sse_algorithm"]))
	kms := tri.one_of(algorithm, ["aws:kms", "aws:kms:dsse"])
	custody := aws.customer_key(tri.at(holder, array.concat(default_block, ["kms_master_key_id"])))
	answer := tri.all_of([kms, custody])
	field := _at_fault(kms, custody)
}

_at_fault(kms, custody) := "kms_master_key_id" if {
	kms == "yes"
} else := "kms_master_key_id" if {
	kms == "unknown"
	custody == "no"
} else := "sse_algorithm"

# AES256, and the default where nothing is said, is encryption; another word is a mistake.
_grade(site, bucket, algorithm) := verdict.graded(site, "provider-key") if {
	not model.phi(bucket)
	tri.one_of(tri.fallback(algorithm, "AES256"), ["AES256", "aws:kms", "aws:kms:dsse"]) != "no"
} else := site
