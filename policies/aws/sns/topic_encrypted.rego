# METADATA
# title: SNS topics are encrypted with a KMS key
# description: |
#   SNS keeps messages on encrypted disks, but server-side encryption with a KMS key is off until kms_master_key_id
#   names one. The key that AWS manages (alias/aws/sns) will do, save for ePHI, as it has no key policy of the account.
# scope: package
# custom:
#   id: aws-sns-topic-encrypted
#   control: key-management
#   severity: medium
#   grades: {managed-key: low}
#   profile: strict
#   subjects: [aws_sns_topic]
#   references: {supporting: true}
#   message: "{address} is not encrypted with a KMS key"
#   messages:
#     managed-key: "{address} holds ePHI and is encrypted with a key that AWS manages"
#   remediation: Set kms_master_key_id to a key of the account.
#   example: |
#     resource "aws_sns_topic" "results" {
#       kms_master_key_id = aws_kms_key.results.id
#     }
#   peers: [CKV_AWS_26, AVD-AWS-0095, "turbot:sns_topic_encrypted_at_rest", "guard:sns_encrypted_kms", "prowler:sns_topics_kms_encryption_at_rest_enabled", "kics:sns_topic_not_encrypted"]
#   related: [AVD-AWS-0136, "kics:sns_topic_encrypted_with_aws_managed_key"]
#   documentation:
#     - https://docs.aws.amazon.com/sns/latest/dg/sns-server-side-encryption.html
#     - https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/sns_topic#kms_master_key_id-1
package crosswalk.policies.aws.sns.topic_encrypted

import data.crosswalk.lib.aws
import data.crosswalk.lib.model
import data.crosswalk.lib.tri
import data.crosswalk.lib.verdict

_path := ["kms_master_key_id"]

verdicts contains verdict.of(topic, [_site(topic)]) if {
	some topic in model.of_type("aws_sns_topic")
}

_site(topic) := verdict.graded(verdict.site(_path, tri.flip(managed)), "managed-key") if {
	model.phi(topic)
	managed := tri.holds_text(tri.at(topic, _path), "alias/aws/")
	managed == "yes"
} else := verdict.site(_path, aws.is_set(tri.at(topic, _path)))
