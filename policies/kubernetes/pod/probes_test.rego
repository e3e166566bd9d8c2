package crosswalk.policies.kubernetes.pod.probes_test

import data.crosswalk.policies.kubernetes.pod.probes as policy

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
	every type in ["Deployment"] {
		_outcomes_of(object.union(_resource(type, {}), _marker), {}) == {["unknown", set()]}
	}
}

_pods(spec) := {"spec": {"template": {"spec": spec}}}

_containers(list) := _outcomes(_pods({"containers": list}))

test_unknown_when_containers_are_hidden if _containers(_marker) == {["unknown", set()]}

test_pass_with_probes if {
	_containers([{"readinessProbe": {}, "livenessProbe": {}}]) == {["pass", set()]}
	_containers([{"readinessProbe": {}, "startupProbe": {}}]) == {["pass", set()]}
	_outcomes(_pods({"initContainers": [{}]})) == {["pass", set()]}
}

test_fail_without if {
	_containers([{"livenessProbe": {}}]) == {["fail", {"default"}]}
	_containers([{"readinessProbe": {}}]) == {["fail", {"liveness"}]}
	_containers([{}]) == {["fail", {"default", "liveness"}]}
}

test_unknown_when_unresolved if {
	_containers([_marker]) == {["unknown", set()]}
	_containers([{"readinessProbe": _marker, "livenessProbe": {}}]) == {["unknown", set()]}
}
