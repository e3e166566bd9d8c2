# METADATA
# title: EBS volumes are encrypted
# description: |
#   The provider's default for encrypted is false unless the account encrypts by default in that region
#   (aws_ebs_encryption_by_default) or the volume comes from an encrypted snapshot. Only replacing the volume changes it.
# scope: package
# custom:
#   id: aws-ebs-volume-encrypted
#   control: encryption-at-rest
#   severity: high
#   profile: recommended
#   subjects: [aws_ebs_volume]
#   reads: [aws_ebs_encryption_by_default, aws_ebs_snapshot, aws_ebs_snapshot_copy]
#   whole: [aws_ebs_encryption_by_default]
#   message: "{address} is not encrypted"
#   remediation: Set encrypted to true on the volume.
#   example: |
#     resource "aws_ebs_volume" "records" {
#       availability_zone = "eu-west-1a"
#       size              = 100
#       encrypted         = true
#     }
#   peers: [CKV_AWS_3, AVD-AWS-0026, "turbot:ebs_volume_encryption_at_rest_enabled", "guard:encrypted_volumes", "prowler:ec2_ebs_volume_encryption", "kics:ebs_volume_encryption_disabled", FG_R00016]
#   related: [CKV_AWS_189, CKV2_AWS_2, AVD-AWS-0027]
#   documentation:
#     - https://docs.aws.amazon.com/ebs/latest/userguide/ebs-encryption.html
#     - https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/ebs_volume#encrypted-1
package crosswalk.policies.aws.ebs.volume_encrypted

import data.crosswalk.lib.aws
import data.crosswalk.lib.model
import data.crosswalk.lib.tri
import data.crosswalk.lib.verdict

_path := ["encrypted"]

verdicts contains _verdict(volume) if {
	some volume in model.of_type("aws_ebs_volume")
}

_verdict(volume) := verdict.on(volume, _path, tri.is_true(tri.at(volume, _path))) if {
	tri.present(tri.at(volume, _path)) != "no"
} else := verdict.on(volume, _path, "yes") if {
	tri.any_of([_by_default(volume), _from_encrypted(volume)]) == "yes"
} else := verdict.unknown(volume, ["snapshot_id"], "outside-scan") if {
	aws.is_set(tri.at(volume, ["snapshot_id"])) != "no"
} else := verdict.unknown(volume, _path, _default_cause(volume)) if {
	_by_default(volume) == "unknown"
} else := verdict.on(volume, _path, "no")

_by_default(volume) := tri.any_of([tri.is_true(setting) | some setting in _settings(volume)])

_default_cause(volume) := [setting["$unknown"].cause |
	some setting in _settings(volume)
	tri.hidden(setting)
][0]

# The setting holds for one account and region, so it speaks for volumes of the same provider configuration.
_settings(volume) := [tri.fallback(tri.at(setting, ["enabled"]), true) |
	some setting in model.of_type("aws_ebs_encryption_by_default")
	object.get(setting.meta, "providerAlias", "") == object.get(volume.meta, "providerAlias", "")
]

_from_encrypted(volume) := tri.any_of([tri.is_true(tri.at(snapshot, _path)) |
	some snapshot in model.linked(volume, "snapshot")
])
