package crosswalk.policies.kubernetes.storage.backup_coverage_test

import data.crosswalk.policies.kubernetes.storage.backup_coverage as policy

_marker := {"$unknown": {"cause": "variable", "refs": []}}

_resource(type, values) := {"key": "a", "type": type, "name": "a", "values": values, "links": {}, "meta": {"namespace": "ehr"}}

# Outcome, and the grades of what fails, of one resource; `more` is put over the input.
_outcomes_of(resource, more) := {[one.outcome, grades] |
	some one in policy.verdicts with input as object.union(
		{"by_type": {resource.type: ["a"]}, "resources": {"a": resource}, "dangling": {}, "missing": [], "declares": []},
		more,
	)
	grades := {object.get(site, "grade", "default") | some site in one.sites; site.outcome == "fail"}
}

_outcomes(values) := _outcomes_of(_resource("PersistentVolumeClaim", values), {})

test_nothing_without_subject if count(policy.verdicts) == 0 with input as {"by_type": {}, "resources": {}}

test_unknown_when_the_resource_is_hidden if {
	every type in ["PersistentVolumeClaim", "StatefulSet"] {
		_outcomes_of(object.union(_resource(type, {}), _marker), {}) == {["unknown", set()]}
	}
}

_store(type, values, meta) := object.union(
	_resource(type, values),
	{"links": {"backups": [{"to": "b", "inferred": false}]}, "meta": meta},
)

_by(type, values) := _outcomes_of(
	_store("PersistentVolumeClaim", {}, {"backupInScan": true}),
	{"resources": {"b": {"key": "b", "type": type, "values": values}}},
)

test_pass_with_a_schedule if {
	_by("Schedule", {"spec": {}}) == {["pass", set()]}
	_by("ScheduledBackup", {"spec": {"suspend": false}}) == {["pass", set()]}
	_by("CronJob", {}) == {["pass", set()]}
	_by("Schedule", {"spec": {"template": {"snapshotVolumes": false, "defaultVolumesToFsBackup": true}}}) == {["pass", set()]}
}

test_fail_when_the_backup_does_not_run if {
	_by("Schedule", {"spec": {"paused": true}}) == {["fail", {"default"}]}
	_by("CronJob", {"spec": {"suspend": true}}) == {["fail", {"default"}]}
	_by("Schedule", {"spec": {"template": {"snapshotVolumes": false}}}) == {["fail", {"default"}]}
	_by("Backup.k8up.io", {}) == {["fail", {"default"}]}
}

test_fail_when_this_root_owns_backups if {
	_outcomes_of(_resource("PersistentVolumeClaim", {}), {"declares": ["cluster-baseline"]}) == {["fail", {"default"}]}
}

test_not_applicable_without_volumes if {
	_outcomes_of(_resource("StatefulSet", {}), {}) == {["not-applicable", set()]}
}

test_unknown_without_any_backup_in_sight if {
	_outcomes({}) == {["unknown", set()]}
	_outcomes_of(_resource("StatefulSet", {"spec": {"volumeClaimTemplates": [{}]}}), {}) == {["unknown", set()]}
}

test_unknown_when_unresolved if {
	_by("Schedule", {"spec": {"paused": _marker}}) == {["unknown", set()]}
	stateful := _store("StatefulSet", {"spec": {"volumeClaimTemplates": _marker}}, {"backupInScan": true})
	_outcomes_of(stateful, {"resources": {"b": {"key": "b", "type": "Schedule", "values": {"spec": {"paused": true}}}}}) == {["unknown", set()]}
}
