# METADATA
# title: CloudNativePG clusters are backed up by schedule and keep their backups for a stated time
# description: |
#   A Cluster needs a place for its backups (`backup.barmanObjectStore`, `backup.volumeSnapshot`, or the Barman Cloud plugin
#   as WAL archiver), a ScheduledBackup that is not suspended, and, with an object store, a retention policy: without one
#   nothing is ever removed, and nobody has decided how long backups are kept. The plugin's retention is in its ObjectStore.
# scope: package
# custom:
#   id: k8s-cnpg-backup
#   control: backup-recovery
#   severity: high
#   grades: {schedule: high, retention: high}
#   profile: recommended
#   subjects: [Cluster]
#   reads: [ScheduledBackup]
#   message: "{address} has no place for backups"
#   messages:
#     schedule: "no ScheduledBackup makes backups of {address}"
#     retention: "{address} states no retention of its backups"
#   remediation: Add backup.barmanObjectStore with a retentionPolicy, and a ScheduledBackup for the cluster.
#   example: |
#     spec:
#       backup:
#         retentionPolicy: "30d"
#         barmanObjectStore:
#           destinationPath: s3://ehr-backups/
#   documentation: [https://cloudnative-pg.io/documentation/current/backup/]
package crosswalk.policies.kubernetes.operator.cnpg_backup

import data.crosswalk.lib.model
import data.crosswalk.lib.tri
import data.crosswalk.lib.verdict

verdicts contains verdict.of(cluster, array.concat([_place(cluster), _schedule(cluster)], _retention(cluster))) if {
	some cluster in model.of_type("Cluster")
}

_store(cluster) := tri.present(tri.at(cluster, ["spec", "backup", "barmanObjectStore"]))

_place(cluster) := verdict.site(["spec", "backup"], tri.any_of([
	_store(cluster),
	tri.present(tri.at(cluster, ["spec", "backup", "volumeSnapshot"])),
	_plugin(cluster),
]))

_plugin(cluster) := tri.any_of([_archives(plugin) | some plugin in tri.each(tri.at(cluster, ["spec", "plugins"]))])

_archives(plugin) := tri.all_of([
	tri.same(tri.get(plugin, ["name"]), "barman-cloud.cloudnative-pg.io"),
	tri.is_true(tri.get(plugin, ["isWALArchiver"])),
	tri.flip(tri.is_false(tri.get(plugin, ["enabled"]))),
])

_schedule(cluster) := verdict.graded(
	verdict.site([], model.any_linked(cluster, "schedules", [
	tri.flip(tri.is_true(tri.at(schedule, ["spec", "suspend"]))) |
		some schedule in model.linked(cluster, "schedules")
	])),
	"schedule",
)

_retention(cluster) := [verdict.graded(
	verdict.site(
		["spec", "backup", "retentionPolicy"],
		tri.given(_store(cluster), tri.flip(tri.empty(tri.at(cluster, ["spec", "backup", "retentionPolicy"])))),
	),
	"retention",
)] if {
	_store(cluster) != "no"
} else := []
