# METADATA
# title: EFS file systems are encrypted at rest
# description: |
#   The provider's default for encrypted is false, and it cannot be changed once the file system exists. A kms_key_id alone
#   does not switch encryption on.
# scope: package
# custom:
#   id: aws-efs-encrypted
#   control: encryption-at-rest
#   severity: high
#   profile: recommended
#   subjects: [aws_efs_file_system]
#   message: "{address} is not encrypted at rest"
#   remediation: Set encrypted to true; an existing file system is replaced and its files copied.
#   example: |
#     resource "aws_efs_file_system" "records" {
#       encrypted  = true
#       kms_key_id = aws_kms_key.records.arn
#     }
#   peers: [CKV_AWS_42, AVD-AWS-0037, "turbot:efs_file_system_encrypt_data_at_rest", "guard:efs_encrypted_check", "prowler:efs_encryption_at_rest_enabled", "kics:efs_not_encrypted"]
#   related: [CKV_AWS_184, "kics:efs_without_kms"]
#   documentation:
#     - https://docs.aws.amazon.com/efs/latest/ug/encryption-at-rest.html
#     - https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/efs_file_system#encrypted-1
package crosswalk.policies.aws.efs.encrypted

import data.crosswalk.lib.model
import data.crosswalk.lib.tri
import data.crosswalk.lib.verdict

_path := ["encrypted"]

verdicts contains verdict.on(files, _path, tri.is_true(tri.at(files, _path))) if {
	some files in model.of_type("aws_efs_file_system")
}
