# METADATA
# title: Trails sign digests of their log files
# description: |
#   With log file validation CloudTrail delivers a signed chain of digests that shows whether a record was altered or
#   deleted after delivery. The provider's default is false.
# scope: package
# custom:
#   id: aws-cloudtrail-log-validation
#   control: integrity
#   severity: high
#   profile: recommended
#   subjects: [aws_cloudtrail]
#   message: "{address} delivers logs without signed digests"
#   remediation: Set enable_log_file_validation to true.
#   example: |
#     resource "aws_cloudtrail" "audit" {
#       enable_log_file_validation = true
#     }
#   peers: [CKV_AWS_36, AVD-AWS-0016, "turbot:cloudtrail_trail_validation_enabled", "guard:cloud_trail_log_file_validation_enabled", "prowler:cloudtrail_log_file_validation_enabled", "kics:cloudtrail_log_file_validation_disabled", FG_R00027]
#   documentation:
#     - https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-log-file-validation-intro.html
#     - https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/cloudtrail#enable_log_file_validation-1
package crosswalk.policies.aws.cloudtrail.log_validation

import data.crosswalk.lib.model
import data.crosswalk.lib.tri
import data.crosswalk.lib.verdict

_path := ["enable_log_file_validation"]

verdicts contains verdict.on(trail, _path, tri.is_true(tri.at(trail, _path))) if {
	some trail in model.of_type("aws_cloudtrail")
}
