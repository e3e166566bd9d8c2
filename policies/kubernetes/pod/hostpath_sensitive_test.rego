package crosswalk.policies.kubernetes.pod.hostpath_sensitive_test

import data.crosswalk.policies.kubernetes.pod.hostpath_sensitive as policy

_marker := {"$unknown": {"cause": "variable", "refs": []}}

_resource(type, values) := {"key": "a", "type": type, "name": "a", "values": values, "links": {}, "meta": {"podSpec": ["spec", "template", "spec"], "namespace": "ehr"}}

# Outcome, and the grades of what fails, of one resource; `more` is put over the input.
_outcomes_of(resource, more) := {[one.outcome, grades] |
	some one in policy.verdicts with input as object.union(
		{"by_type": {resource.type: ["a"]}, "resources": {"a": resource}, "dangling": {}, "missing": [], "declares": []},
		more,
	)
	grades := {object.get(site, "grade", "default") | some site in one.sites; site.outcome == "fail"}
}

_outcomes(values) := _outcomes_of(_resource("Deployment", values), {})

test_nothing_without_subject if count(policy.verdicts) == 0 with input as {"by_type": {}, "resources": {}}

test_unknown_when_the_resource_is_hidden if {
	_outcomes_of(object.union(_resource("Deployment", {}), _marker), {}) == {["unknown", set()]}
}

_workload(spec) := {"spec": {"template": {"spec": spec}}}

_mounting(path, mounts) := _workload({
	"volumes": [{"name": "v", "hostPath": {"path": path}}, {"name": "tmp", "emptyDir": {}}],
	"containers": [{"name": "a", "volumeMounts": mounts}],
})

test_fail_when_sensitive if {
	every path in ["/", "//", "/etc", "/etc/", "/etc/kubernetes", "/./var/log", "/home/a", "/var/lib/kubelet/pods"] {
		_outcomes(_mounting(path, [{"name": "v", "readOnly": true}])) == {["fail", {"default"}]}
	}
	_outcomes_of(_resource("PersistentVolume", {"spec": {"hostPath": {"path": "/dev"}}}), {}) == {["fail", {"default"}]}
}

test_fail_when_others_are_writable if {
	_outcomes(_mounting("/srv/data", [{"name": "v"}])) == {["fail", {"other"}]}
	_outcomes(_mounting("/etcetera", [{"name": "v", "readOnly": true}, {"name": "v", "readOnly": false}])) == {["fail", {"other"}]}
	_outcomes_of(_resource("PersistentVolume", {"spec": {"hostPath": {"path": "/data"}}}), {}) == {["fail", {"other"}]}
}

test_pass_when_read_only_or_none if {
	_outcomes(_mounting("/srv/data", [{"name": "v", "readOnly": true}, {"name": "tmp"}])) == {["pass", set()]}
	_outcomes(_workload({"volumes": [{"name": "tmp", "emptyDir": {}}]})) == {["pass", set()]}
	_outcomes_of(_resource("PersistentVolume", {"spec": {"nfs": {}}}), {}) == {["pass", set()]}
}

test_unknown_when_unresolved if {
	_outcomes(_mounting(_marker, [])) == {["unknown", set()]}
	_outcomes(_mounting("/srv", _marker)) == {["unknown", set()]}
	_outcomes(_mounting("/srv", [{"name": "v", "readOnly": _marker}])) == {["unknown", set()]}
	_outcomes(_workload({"volumes": [_marker]})) == {["unknown", set()]}
	_outcomes(_workload({"volumes": _marker})) == {["unknown", set()]}
}
