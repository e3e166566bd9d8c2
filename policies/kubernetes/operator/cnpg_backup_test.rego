package crosswalk.policies.kubernetes.operator.cnpg_backup_test

import data.crosswalk.policies.kubernetes.operator.cnpg_backup as policy

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

_outcomes(values) := _outcomes_of(_resource("Cluster", values), {})

test_nothing_without_subject if count(policy.verdicts) == 0 with input as {"by_type": {}, "resources": {}}

test_unknown_when_the_resource_is_hidden if {
	_outcomes_of(object.union(_resource("Cluster", {}), _marker), {}) == {["unknown", set()]}
}

_of(spec, suspend) := _outcomes_of(
	object.union(_resource("Cluster", {"spec": spec}), {"links": {"schedules": [{"to": "s", "inferred": false}]}}),
	{"resources": {"s": {"key": "s", "type": "ScheduledBackup", "values": {"spec": {"suspend": suspend}}}}},
)

_full := {"backup": {"barmanObjectStore": {}, "retentionPolicy": "30d"}}

_plugin(more) := {"plugins": [object.union({"name": "barman-cloud.cloudnative-pg.io", "isWALArchiver": true}, more)]}

test_pass_when_backed_up if {
	_of(_full, false) == {["pass", set()]}
	_of({"backup": {"volumeSnapshot": {}}}, null) == {["pass", set()]}
	_of(_plugin({}), null) == {["pass", set()]}
}

test_fail_without_a_place if {
	_of({}, null) == {["fail", {"default"}]}
	_of(_plugin({"isWALArchiver": false}), null) == {["fail", {"default"}]}
	_of(_plugin({"enabled": false}), null) == {["fail", {"default"}]}
	_of(_plugin({"name": "other"}), null) == {["fail", {"default"}]}
}

test_fail_without_a_schedule if {
	_of(_full, true) == {["fail", {"schedule"}]}
	_outcomes({"spec": _full}) == {["fail", {"schedule"}]}
}

test_fail_without_retention if {
	_of({"backup": {"barmanObjectStore": {}}}, null) == {["fail", {"retention"}]}
}

test_unknown_when_unresolved if {
	_of({"backup": _marker}, null) == {["unknown", set()]}
	_of(_full, _marker) == {["unknown", set()]}
	_of({"backup": {"barmanObjectStore": {}, "retentionPolicy": _marker}}, null) == {["unknown", set()]}
	_of({"plugins": _marker}, null) == {["unknown", set()]}
	_outcomes_of(_resource("Cluster", {"spec": _full}), {"dangling": {"schedules": ["x"]}}) == {["unknown", set()]}
}
