# METADATA
# title: Database storage is encrypted
# description: |
#   The provider's default is no encryption for aws_db_instance and for clusters that are not serverless (v1), and it
#   cannot be switched on in place. Aurora clusters created since 2026-02-18 are always encrypted, older ones need the
#   argument, so its absence on Aurora cannot be judged from the code. Replicas and restored databases take the
#   encryption of their source.
# scope: package
# custom:
#   id: aws-rds-storage-encrypted
#   control: encryption-at-rest
#   severity: critical
#   profile: recommended
#   subjects: [aws_db_instance, aws_rds_cluster, aws_rds_global_cluster]
#   message: "{address} stores its data unencrypted"
#   remediation: Set storage_encrypted to true; an existing database is replaced through an encrypted copy of a snapshot.
#   example: |
#     resource "aws_db_instance" "ehr" {
#       storage_encrypted = true
#       kms_key_id        = aws_kms_key.ehr.arn
#     }
#   peers: [CKV_AWS_16, CKV_AWS_96, CKV_AWS_140, AVD-AWS-0079, AVD-AWS-0080, "turbot:rds_db_instance_encryption_at_rest_enabled", "guard:rds_storage_encrypted", "prowler:rds_instance_storage_encrypted", "prowler:rds_cluster_storage_encrypted", "kics:db_instance_storage_not_encrypted", "kics:rds_storage_not_encrypted", "kics:rds_database_cluster_not_encrypted", "kics:aurora_with_disabled_at_rest_encryption", FG_R00093]
#   related: [CKV_AWS_327]
#   documentation:
#     - https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Overview.Encryption.html
#     - https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/rds_cluster#storage_encrypted-1
package crosswalk.policies.aws.rds.storage_encrypted

import data.crosswalk.lib.aws
import data.crosswalk.lib.model
import data.crosswalk.lib.tri
import data.crosswalk.lib.verdict

_encrypted := ["storage_encrypted"]

# What a database can take its encryption from.
_sources := {
	"aws_db_instance": ["replicate_source_db", "snapshot_identifier", "restore_to_point_in_time"],
	"aws_rds_cluster": ["replication_source_identifier", "snapshot_identifier", "restore_to_point_in_time"],
	"aws_rds_global_cluster": ["source_db_cluster_identifier"],
}

_origins := [
	["restore_to_point_in_time", 0, "source_db_instance_identifier"],
	["restore_to_point_in_time", 0, "source_cluster_identifier"],
]

verdicts contains _verdict(database) if {
	some database in model.of_types([type | some type, _ in _sources])
}

_verdict(database) := verdict.on(database, _encrypted, "yes") if {
	tri.is_true(tri.at(database, _encrypted)) == "yes"
} else := verdict.not_applicable(database, "inherits-from-source") if {
	_copied(database) == "yes"
	_source_in_scan(database)
} else := verdict.unknown(database, [_source(database, "yes")], "outside-scan") if {
	_copied(database) == "yes"
} else := verdict.on(database, [_source(database, "unknown")], "unknown") if {
	_copied(database) == "unknown"
} else := verdict.on(database, _encrypted, "yes") if {
	_on_by_default(database) == "yes"
} else := verdict.unknown(database, _encrypted, "version") if {
	_absent(database)
	_aurora(database) == "yes"
} else := verdict.on(database, [name], "unknown") if {
	_absent(database)
	database.type != "aws_db_instance"
	name := [name | some name in ["engine", "engine_mode"]; tri.hidden(tri.at(database, [name]))][0]
} else := verdict.on(database, _encrypted, tri.is_true(tri.at(database, _encrypted)))

_copied(database) := tri.any_of([aws.is_set(tri.at(database, [name])) | some name in _sources[database.type]])

_source(database, wanted) := [name |
	some name in _sources[database.type]
	aws.is_set(tri.at(database, [name])) == wanted
][0]

_source_in_scan(database) if count(model.linked(database, "source")) > 0

_source_in_scan(database) if {
	some path in array.concat([[name] | some name in _sources[database.type]], _origins)
	marker := tri.at(database, path)["$unknown"]
	marker.cause == "computed"
	count(marker.refs) > 0
}

_absent(database) if tri.present(tri.at(database, _encrypted)) == "no"

_on_by_default(cluster) := tri.all_of([
	tri.answer(cluster.type == "aws_rds_cluster"),
	tri.empty(tri.at(cluster, _encrypted)),
	tri.same(tri.at(cluster, ["engine_mode"]), "serverless"),
])

# Up to version 4 of the provider a cluster without an engine was Aurora.
_aurora(database) := tri.any_of([
	tri.matches(tri.at(database, ["engine"]), "^aurora"),
	tri.empty(tri.at(database, ["engine"])),
]) if {
	database.type != "aws_db_instance"
} else := "no"
