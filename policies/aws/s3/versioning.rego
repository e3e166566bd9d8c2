# METADATA
# title: Buckets keep earlier versions of their objects
# description: |
#   Without versioning an overwritten or deleted object is gone. Versioning is off until it is enabled, by
#   aws_s3_bucket_versioning or the deprecated block inside the bucket.
# scope: package
# custom:
#   id: aws-s3-versioning
#   control: backup-recovery
#   severity: medium
#   profile: strict
#   subjects: [aws_s3_bucket, aws_s3_bucket_versioning]
#   message: "{address} keeps no earlier versions of its objects"
#   remediation: Add an aws_s3_bucket_versioning for the bucket with status "Enabled".
#   example: |
#     resource "aws_s3_bucket_versioning" "records" {
#       bucket = aws_s3_bucket.records.id
#       versioning_configuration {
#         status = "Enabled"
#       }
#     }
#   peers: [CKV_AWS_21, AVD-AWS-0090, "turbot:s3_bucket_versioning_enabled", "guard:s3_bucket_versioning_enabled", "prowler:s3_bucket_object_versioning", "kics:s3_bucket_without_versioning", FG_R00101]
#   related: [AVD-AWS-0170, "kics:s3_bucket_without_enabled_mfa_delete"]
#   documentation:
#     - https://docs.aws.amazon.com/AmazonS3/latest/userguide/Versioning.html
#     - https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/s3_bucket_versioning
package crosswalk.policies.aws.s3.versioning

import data.crosswalk.lib.model
import data.crosswalk.lib.tri
import data.crosswalk.lib.verdict

_type := "aws_s3_bucket_versioning"

_status := ["versioning_configuration", 0, "status"]

_inline := ["versioning", 0, "enabled"]

verdicts contains verdict.not_applicable(versioning, "judged-on-bucket") if {
	some versioning in model.of_type(_type)
	count(model.linked(versioning, "bucket")) > 0
}

verdicts contains verdict.of(versioning, [_companion_site(versioning)]) if {
	some versioning in model.of_type(_type)
	count(model.linked(versioning, "bucket")) == 0
}

verdicts contains verdict.of(bucket, _sites(bucket)) if {
	some bucket in model.of_type("aws_s3_bucket")
}

_sites(bucket) := [verdict.within(_companion_site(versioning), versioning) |
	some versioning in model.linked(bucket, "versioning")
] if {
	count(model.linked(bucket, "versioning")) > 0
} else := [verdict.site(_inline, tri.is_true(tri.at(bucket, _inline)))] if {
	tri.present(tri.at(bucket, ["versioning"])) != "no"
} else := [verdict.site([], answer)] if {
	answer := model.any_linked(bucket, "versioning", [])
}

_companion_site(versioning) := verdict.site(_status, tri.same(tri.at(versioning, _status), "Enabled"))
