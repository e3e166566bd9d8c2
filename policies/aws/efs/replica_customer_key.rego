# METADATA
# title: Replicas of file systems are encrypted with a key of the account
# description: |
#   A replica that EFS makes is encrypted with the AWS managed key aws/elasticfilesystem, whatever key the source has: a key
#   policy and its trail end at the border of the region. An existing file system as destination keeps its own key.
# scope: package
# custom:
#   id: aws-efs-replica-customer-key
#   control: key-management
#   severity: low
#   profile: all
#   subjects: [aws_efs_replication_configuration]
#   message: "{address} makes a replica without a key of its own"
#   remediation: Set destination.kms_key_id to a key of the destination region.
#   example: |
#     resource "aws_efs_replication_configuration" "records" {
#       source_file_system_id = aws_efs_file_system.records.id
#       destination {
#         region     = "eu-central-1"
#         kms_key_id = aws_kms_replica_key.records.arn
#       }
#     }
#   related: [CKV_AWS_184, "kics:efs_without_kms"]
#   documentation:
#     - https://docs.aws.amazon.com/efs/latest/ug/efs-replication.html
#     - https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/efs_replication_configuration#kms_key_id-1
package crosswalk.policies.aws.efs.replica_customer_key

import data.crosswalk.lib.aws
import data.crosswalk.lib.model
import data.crosswalk.lib.tri
import data.crosswalk.lib.verdict

_key := ["destination", 0, "kms_key_id"]

_existing := ["destination", 0, "file_system_id"]

verdicts contains _verdict(replication) if {
	some replication in model.of_type("aws_efs_replication_configuration")
}

_verdict(replication) := verdict.not_applicable(replication, "existing-file-system") if {
	aws.is_set(tri.at(replication, _existing)) == "yes"
} else := verdict.on(replication, _key, "yes") if {
	aws.customer_key(tri.at(replication, _key)) == "yes"
} else := verdict.on(replication, _existing, "unknown") if {
	aws.is_set(tri.at(replication, _existing)) == "unknown"
} else := verdict.on(replication, _key, aws.customer_key(tri.at(replication, _key)))
