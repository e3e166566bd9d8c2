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
#   message: "{address} is not rotated at least every {maximum} days"
#   parameters:
#     maximum_days: {default: 365, description: Days between two rotations at most.}
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
} else := verdict.of(key, [_site(_enabled, "yes")]) if {
	every site in _sites(key) {
		site.outcome == "pass"
	}
} else := verdict.of(key, [_site(_doubtful(key), "unknown")])

_sites(key) := [
	_site(_enabled, tri.is_true(tri.at(key, _enabled))),
	_site(_days, tri.at_most(_days_of(key), _maximum)),
] if {
	tri.is_true(tri.at(key, _enabled)) != "no"
	_counts(key)
} else := [_site(_enabled, tri.is_true(tri.at(key, _enabled)))]

# The period is looked at where it is written, and where the one that KMS takes without it is too long.
_counts(key) if tri.present(tri.at(key, _days)) != "no"

_counts(_) if _maximum < 365

_days_of(key) := tri.fallback(tri.at(key, _days), 365)

_maximum := model.parameter("aws.kms.key_rotation", "maximum_days", 365)

_site(path, answer) := verdict.stating(verdict.site(path, answer), {"maximum": tri.text_of(_maximum)})

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
