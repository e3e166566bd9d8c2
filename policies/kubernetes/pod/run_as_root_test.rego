package crosswalk.policies.kubernetes.pod.run_as_root_test

import data.crosswalk.policies.kubernetes.pod.run_as_root as policy

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
	every type in ["Deployment", "CronJob"] {
		_outcomes_of(object.union(_resource(type, {}), _marker), {}) == {["unknown", set()]}
	}
}

_pods(spec) := {"spec": {"template": {"spec": spec}}}

_containers(list) := _outcomes(_pods({"containers": list}))

test_unknown_when_containers_are_hidden if _containers(_marker) == {["unknown", set()]}

_with(pod, container) := _outcomes(_pods({"securityContext": pod, "containers": [{"name": "a", "securityContext": container}]}))

test_pass_as_another_user if {
	_with({"runAsNonRoot": true}, {}) == {["pass", set()]}
	_with({}, {"runAsUser": 10001}) == {["pass", set()]}
	_with({"runAsUser": 0}, {"runAsUser": 10001}) == {["pass", set()]}
}

test_fail_as_root if {
	_with({"runAsUser": 0}, {}) == {["fail", {"default"}]}
	_with({"runAsNonRoot": true}, {"runAsUser": 0}) == {["fail", {"default"}]}
}

test_fail_when_the_image_decides if {
	_with({}, {}) == {["fail", {"image"}]}
	_with({"runAsNonRoot": true}, {"runAsNonRoot": false}) == {["fail", {"image"}]}
	_containers([{"name": "a"}]) == {["fail", {"image"}]}
}

test_points_where_the_setting_is_written if {
	{site.path | some one in policy.verdicts; some site in one.sites} == {["spec", "template", "spec", "securityContext", "runAsUser"]} with input as {
		"by_type": {"Deployment": ["a"]},
		"resources": {"a": _resource("Deployment", _pods({"securityContext": {"runAsUser": 0}, "containers": [{}]}))},
	}
}

test_not_applicable_on_windows if _outcomes(_pods({"os": {"name": "windows"}, "containers": [{}]})) == {["not-applicable", set()]}

test_unknown_when_unresolved if {
	_with({"runAsNonRoot": _marker}, {}) == {["unknown", set()]}
	_with({}, {"runAsUser": _marker}) == {["unknown", set()]}
	_containers([_marker]) == {["unknown", set()]}
	_outcomes(_pods({"os": _marker, "containers": [{}]})) == {["unknown", set()]}
}
