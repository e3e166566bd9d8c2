package crosswalk.policies.kubernetes.pod.privileged_test

import data.crosswalk.policies.kubernetes.pod.privileged as policy

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

test_pass_when_absent_or_false if {
	_containers([{"name": "a"}]) == {["pass", set()]}
	_containers([{"name": "a", "securityContext": {"privileged": false}}]) == {["pass", set()]}
}

test_fail_when_privileged if {
	_containers([{"name": "a"}, {"name": "b", "securityContext": {"privileged": true}}]) == {["fail", {"default"}]}
	_containers([{"name": "a", "securityContext": {"windowsOptions": {"hostProcess": true}}}]) == {["fail", {"default"}]}
	_outcomes(_pods({"containers": [{}], "securityContext": {"windowsOptions": {"hostProcess": true}}})) == {["fail", {"default"}]}
}

test_low_in_system_namespaces if {
	res := object.union(
		_resource("Deployment", _pods({"containers": [{"securityContext": {"privileged": true}}]})),
		{"meta": {"namespace": "kube-system"}},
	)
	_outcomes_of(res, {}) == {["fail", {"system"}]}
}

test_unknown_when_unresolved if {
	_containers([{"securityContext": {"privileged": _marker}}]) == {["unknown", set()]}
	_containers([_marker]) == {["unknown", set()]}
}
