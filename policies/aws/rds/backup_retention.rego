# METADATA
# title: Databases keep automatic backups for a week or longer
# description: |
#   Automatic backups allow a restore to any second of the retention period. Without the argument aws_db_instance keeps
#   none (0 days), and clusters of RDS, DocumentDB and Neptune keep one day. A read replica is restored from its source.
# scope: package
# custom:
#   id: aws-rds-backup-retention
#   control: backup-recovery
#   severity: high
#   grades: {short: medium}
#   profile: recommended
#   subjects: [aws_db_instance, aws_rds_cluster, aws_docdb_cluster, aws_neptune_cluster]
#   message: "{address} keeps no automatic backups"
#   messages:
#     short: "{address} keeps automatic backups for less than {minimum} days"
#   parameters:
#     minimum_days: {default: 7, description: Days that automatic backups are kept at least.}
#   remediation: Set backup_retention_period to 7 days or more.
#   example: |
#     resource "aws_db_instance" "ehr" {
#       backup_retention_period = 14
#     }
#   peers: [CKV_AWS_133, CKV_AWS_360, CKV_AWS_361, AVD-AWS-0077, "turbot:rds_db_instance_backup_enabled", "guard:db_instance_backup_enabled", "prowler:rds_instance_backup_enabled", "kics:rds_with_backup_disabled", "kics:rds_cluster_with_backup_disabled", FG_R00107]
#   documentation:
#     - https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_WorkingWithAutomatedBackups.BackupRetention.html
#     - https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/db_instance#backup_retention_period-1
package crosswalk.policies.aws.rds.backup_retention

import data.crosswalk.lib.aws
import data.crosswalk.lib.model
import data.crosswalk.lib.tri
import data.crosswalk.lib.verdict

_path := ["backup_retention_period"]

_default := {
	"aws_db_instance": 0,
	"aws_rds_cluster": 1,
	"aws_docdb_cluster": 1,
	"aws_neptune_cluster": 1,
}

_replica := {
	"aws_db_instance": ["replicate_source_db"],
	"aws_rds_cluster": ["replication_source_identifier"],
	"aws_docdb_cluster": ["replication_source_identifier"],
	"aws_neptune_cluster": ["replication_source_identifier"],
}

verdicts contains _verdict(database) if {
	some database in model.of_types([type | some type, _ in _default])
}

_verdict(database) := verdict.not_applicable(database, "read-replica") if {
	_replicated(database) == "yes"
} else := verdict.on(database, _path, "yes") if {
	_kept(database) == "yes"
} else := verdict.on(database, _replica[database.type], "unknown") if {
	_replicated(database) == "unknown"
} else := verdict.of(database, [verdict.stating(
	verdict.graded(verdict.site(_path, _kept(database)), "short"),
	{"minimum": tri.text_of(_minimum)},
)]) if {
	tri.at_least(_days(database), 1) == "yes"
} else := verdict.on(database, _path, _kept(database))

_replicated(database) := aws.is_set(tri.at(database, _replica[database.type]))

_kept(database) := tri.at_least(_days(database), _minimum)

_minimum := model.parameter("aws.rds.backup_retention", "minimum_days", 7)

_days(database) := tri.fallback(tri.at(database, _path), _default[database.type])
