# METADATA
# title: DynamoDB tables can be restored to a point in time
# description: |
#   Point-in-time recovery is off by default, for the table and for each replica, and then a deleted or overwritten item
#   is gone. The recovery period defaults to 35 days.
# scope: package
# custom:
#   id: aws-dynamodb-pitr
#   control: backup-recovery
#   severity: high
#   grades: {short: medium}
#   profile: recommended
#   subjects: [aws_dynamodb_table, aws_dynamodb_table_replica, aws_dynamodb_global_table]
#   message: "{address} cannot be restored to a point in time"
#   messages:
#     short: "{address} can be restored for less than {minimum} days"
#   parameters:
#     minimum_days: {default: 7, description: Days that a table can be restored back to at least.}
#   remediation: Enable point_in_time_recovery on the table and on each replica, with a recovery period of 7 days or more.
#   example: |
#     resource "aws_dynamodb_table" "visits" {
#       point_in_time_recovery {
#         enabled = true
#       }
#     }
#   peers: [CKV_AWS_28, AVD-AWS-0024, "turbot:dynamodb_table_point_in_time_recovery_enabled", "guard:dynamodb_pitr_enabled", "prowler:dynamodb_tables_pitr_enabled", "kics:dynamodb_table_point_in_time_recovery_disabled", FG_R00106]
#   related: [CKV_AWS_165]
#   documentation:
#     - https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Point-in-time-recovery.html
#     - https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/dynamodb_table#point_in_time_recovery-1
package crosswalk.policies.aws.dynamodb.pitr

import data.crosswalk.lib.model
import data.crosswalk.lib.tri
import data.crosswalk.lib.verdict

_enabled := ["point_in_time_recovery", 0, "enabled"]

_days := ["point_in_time_recovery", 0, "recovery_period_in_days"]

_minimum := model.parameter("aws.dynamodb.pitr", "minimum_days", 7)

verdicts contains verdict.of(table, array.concat(_table_sites(table), _replica_sites(table))) if {
	some table in model.of_type("aws_dynamodb_table")
}

verdicts contains verdict.on(replica, path, tri.is_true(tri.at(replica, path))) if {
	some replica in model.of_type("aws_dynamodb_table_replica")
	path := ["point_in_time_recovery"]
}

# Global tables of version 2017 have no such argument; their tables do.
verdicts contains verdict.not_applicable(table, "judged-on-tables") if {
	some table in model.of_type("aws_dynamodb_global_table")
}

_table_sites(table) := [
	verdict.site(_enabled, tri.is_true(tri.at(table, _enabled))),
	verdict.stating(
		verdict.graded(verdict.site(_days, tri.at_least(tri.at(table, _days), _minimum)), "short"),
		{"minimum": tri.text_of(_minimum)},
	),
] if {
	tri.is_true(tri.at(table, _enabled)) == "yes"
	tri.present(tri.at(table, _days)) != "no"
} else := [verdict.site(_enabled, tri.is_true(tri.at(table, _enabled)))]

_replica_sites(table) := [verdict.site(path, tri.is_true(tri.at(table, path))) |
	some replica in tri.entries(table, ["replica"])
	path := array.concat(replica.path, ["point_in_time_recovery"])
]
