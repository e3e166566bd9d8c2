# METADATA
# title: Log groups keep their logs for a year
# description: |
#   365 days is this tool's number, and 2192 (six years) where ePHI is known: the period HIPAA sets for documentation; it
#   sets none for raw logs. A log group without
#   retention_in_days, or with 0, never deletes anything and meets the minimum. The class DELIVERY has a fixed period.
# scope: package
# custom:
#   id: aws-log-group-retention
#   control: log-retention
#   severity: low
#   profile: strict
#   subjects: [aws_cloudwatch_log_group]
#   message: "{address} keeps its logs for {days} days, this tool asks for {minimum} (HIPAA names no number)"
#   parameters:
#     minimum_days: {default: 365, description: Days that a log group keeps its logs at least.}
#     phi_minimum_days: {default: 2192, description: The same where the log group is known to hold ePHI.}
#   remediation: Set retention_in_days to 365 or more, or to the period your retention schedule names.
#   example: |
#     resource "aws_cloudwatch_log_group" "portal" {
#       retention_in_days = 365
#     }
#   peers: [CKV_AWS_338, "turbot:cloudwatch_log_group_retention_period_365", "guard:cw_loggroup_retention_period_check", "prowler:cloudwatch_log_group_retention_policy_specific_days_enabled"]
#   related: [CKV_AWS_66, "kics:cloudwatch_without_retention_period_specified"]
#   documentation:
#     - https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html
#     - https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/cloudwatch_log_group
package crosswalk.policies.aws.cloudwatch.log_group_retention

import data.crosswalk.lib.model
import data.crosswalk.lib.tri
import data.crosswalk.lib.verdict

_path := ["retention_in_days"]

verdicts contains _verdict(group) if {
	some group in model.of_type("aws_cloudwatch_log_group")
}

_verdict(group) := verdict.not_applicable(group, "fixed-retention") if {
	tri.same(tri.at(group, ["log_group_class"]), "DELIVERY") == "yes"
} else := verdict.on(group, ["log_group_class"], "unknown") if {
	_long(group) == "no"
	tri.hidden(tri.at(group, ["log_group_class"]))
} else := verdict.of(group, [verdict.stating(
	verdict.site(_path, _long(group)),
	{"days": tri.text_of(tri.at(group, _path)), "minimum": tri.text_of(_minimum(group))},
)])

_long(group) := tri.any_of([
	tri.empty(tri.at(group, _path)),
	tri.same(tri.at(group, _path), 0),
	tri.at_least(tri.at(group, _path), _minimum(group)),
])

_minimum(group) := model.parameter("aws.cloudwatch.log_group_retention", "phi_minimum_days", 2192) if {
	model.phi(group)
} else := model.parameter("aws.cloudwatch.log_group_retention", "minimum_days", 365)
