# METADATA
# title: Stored data is taken in by a backup schedule
# description: |
#   A claim or a StatefulSet with volumes needs a Velero Schedule that takes its namespace in, an operator's backup or a
#   backup CronJob; a backup that was taken once is no schedule. Where the files hold no backup object at all, another repository may: that is unknown unless
#   crosswalk.yaml declares the cluster baseline.
# scope: package
# custom:
#   id: k8s-backup-coverage
#   control: backup-recovery
#   severity: high
#   profile: recommended
#   subjects: [PersistentVolumeClaim, StatefulSet]
#   reads:
#     - "Schedule*"
#     - "Backup*"
#     - "Percona*"
#     - ScheduledBackup
#     - CronJob
#     - PostgresCluster
#     - ReplicationSource
#   message: "no backup schedule takes in {address}"
#   remediation: Add a Velero Schedule for the namespace, or the backup of the operator that runs the database.
#   example: |
#     apiVersion: velero.io/v1
#     kind: Schedule
#     metadata:
#       name: ehr-daily
#       namespace: velero
#     spec:
#       schedule: "0 2 * * *"
#       template:
#         includedNamespaces: [ehr]
#   documentation: [https://velero.io/docs/main/api-types/schedule/]
package crosswalk.policies.kubernetes.storage.backup_coverage

import data.crosswalk.lib.model
import data.crosswalk.lib.tri
import data.crosswalk.lib.verdict

verdicts contains _verdict(store) if {
	some store in model.of_types(["PersistentVolumeClaim", "StatefulSet"])
}

_verdict(store) := verdict.not_applicable(store, "no-volumes") if {
	store.type == "StatefulSet"
	tri.empty(tri.at(store, ["spec", "volumeClaimTemplates"])) == "yes"
} else := verdict.outside(store, [], "cluster-baseline") if {
	_covered(store) == "no"
	not _owned(store)
} else := verdict.on(store, [], tri.any_of([_covered(store), _stateless(store)]))

# An unknown list of templates may be empty.
_stateless(store) := "unknown" if {
	store.type == "StatefulSet"
	tri.hidden(tri.at(store, ["spec", "volumeClaimTemplates"]))
} else := "no"

_covered(store) := model.any_linked(store, "backups", [_runs(backup) |
	some backup in model.linked(store, "backups")
])

# Backup, and the Percona operators' kinds of that ending, are taken once.
_runs(backup) := "no" if {
	endswith(split(backup.type, ".")[0], "Backup")
	backup.type != "ScheduledBackup"
} else := tri.all_of([
	tri.flip(tri.is_true(tri.at(backup, ["spec", "paused"]))),
	tri.flip(tri.is_true(tri.at(backup, ["spec", "suspend"]))),
	tri.any_of([
		tri.flip(tri.is_false(tri.at(backup, ["spec", "template", "snapshotVolumes"]))),
		tri.is_true(tri.at(backup, ["spec", "template", "defaultVolumesToFsBackup"])),
	]),
])

_owned(store) if store.meta.backupInScan

_owned(_) if model.declares("cluster-baseline")
