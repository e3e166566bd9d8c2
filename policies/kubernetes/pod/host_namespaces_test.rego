package crosswalk.policies.kubernetes.pod.host_namespaces_test

import data.crosswalk.policies.kubernetes.pod.host_namespaces as policy

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

test_fail_for_each_field if {
	every field in ["hostNetwork", "hostPID", "hostIPC"] {
		_outcomes(_workload({field: true})) == {["fail", {"default"}]}
		_outcomes(_workload({field: "true"})) == {["fail", {"default"}]}
	}
}

test_one_site_a_field if {
	{site.path | some one in policy.verdicts; some site in one.sites; site.outcome == "fail"} == {
		["spec", "template", "spec", "hostPID"],
		["spec", "template", "spec", "hostIPC"],
	} with input as {"by_type": {"Deployment": ["a"]}, "resources": {"a": _resource("Deployment", _workload({"hostPID": true, "hostIPC": true}))}}
}

test_pass_when_absent_or_off if {
	_outcomes(_workload({})) == {["pass", set()]}
	_outcomes(_workload({"hostNetwork": false, "hostPID": false, "hostIPC": null})) == {["pass", set()]}
}

test_unknown_when_unresolved if {
	_outcomes(_workload({"hostNetwork": _marker})) == {["unknown", set()]}
	_outcomes(_workload(_marker)) == {["unknown", set()]}
}
