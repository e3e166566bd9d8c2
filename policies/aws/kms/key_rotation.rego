# METADATA
# title: KMS keys are rotated every year
# description: |
#   Rotation is off by default for keys of the account; once on, the period defaults to 365 days. AWS rotates only symmetric
#   encryption keys whose material KMS itself made, so others are outside the question.
# scope: package
# custom:
#   id: aws-kms-key-rotation
#   control: key-management
#   severity: medium
#   profile: strict
#   subjects: [aws_kms_key, aws_kms_replica_key]
#   message: "{address} is not rotated every year"
#   remediation: Set enable_key_rotation to true and leave rotation_period_in_days at 365 or less.
#   example: |
#     resource "aws_kms_key" "records" {
#       enable_key_rotation = true
#     }
#   peers: [CKV_AWS_7, AVD-AWS-0065, "turbot:kms_cmk_rotation_enabled", "prowler:kms_cmk_rotation_enabled", "kics:cmk_rotation_disabled", "guard:cmk_backing_key_rotation_enabled", FG_R00036]
#   documentation:
#     - https://docs.aws.amazon.com/kms/latest/developerguide/rotate-keys.html
#     - https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/kms_key#enable_key_rotation-1
package crosswalk.policies.aws.kms.key_rotation

import data.crosswalk.lib.aws
import data.crosswalk.lib.model
import data.crosswalk.lib.tri
import data.crosswalk.lib.verdict

_enabled := ["enable_key_rotation"]

_days := ["rotation_period_in_days"]

verdicts contains _verdict(key) if {
	some key in model.of_type("aws_kms_key")
}

# A replica shares the rotation of its primary key and has no argument for it.
verdicts contains verdict.not_applicable(key, "rotates-with-primary") if {
	some key in model.of_type("aws_kms_replica_key")
}

_verdict(key) := verdict.not_applicable(key, "not-rotatable") if {
	_rotatable(key) == "no"
} else := verdict.of(key, _sites(key)) if {
	_rotatable(key) == "yes"
} else := verdict.on(key, _enabled, "yes") if {
	every site in _sites(key) {
		site.outcome == "pass"
	}
} else := verdict.on(key, _doubtful(key), "unknown")

_sites(key) := [
	verdict.site(_enabled, tri.is_true(tri.at(key, _enabled))),
	verdict.site(_days, tri.at_most(tri.at(key, _days), 365)),
] if {
	tri.is_true(tri.at(key, _enabled)) != "no"
	tri.present(tri.at(key, _days)) != "no"
} else := [verdict.site(_enabled, tri.is_true(tri.at(key, _enabled)))]

_rotatable(key) := tri.all_of([answer | some answer in _conditions(key)])

_conditions(key) := {
	"customer_master_key_spec": tri.same(
		tri.fallback(tri.at(key, ["customer_master_key_spec"]), "SYMMETRIC_DEFAULT"),
		"SYMMETRIC_DEFAULT",
	),
	"custom_key_store_id": tri.flip(aws.is_set(tri.at(key, ["custom_key_store_id"]))),
	"key_usage": tri.same(
		tri.fallback(tri.at(key, ["key_usage"]), "ENCRYPT_DECRYPT"),
		"ENCRYPT_DECRYPT",
	),
}

_doubtful(key) := [[name] |
	some name, answer in _conditions(key)
	answer == "unknown"
][0]
