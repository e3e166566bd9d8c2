package crosswalk.policies.kubernetes.pod.privilege_escalation_test

import data.crosswalk.policies.kubernetes.pod.privilege_escalation as policy

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

_context(context) := _workload({"containers": [{"name": "fhir", "securityContext": context}]})

test_pass_when_bounded if {
	_outcomes(_context({"allowPrivilegeEscalation": false})) == {["pass", set()]}
	_outcomes(_context({"allowPrivilegeEscalation": false, "capabilities": {"add": ["NET_BIND_SERVICE"]}})) == {["pass", set()]}
}

test_fail_when_absent_allowed_or_ignored if {
	every context in [
		null, {}, {"allowPrivilegeEscalation": true},
		{"allowPrivilegeEscalation": false, "privileged": true},
		{"allowPrivilegeEscalation": false, "capabilities": {"add": ["cap_sys_admin"]}},
	] {
		_outcomes(_context(context)) == {["fail", {"default"}]}
	}
	_outcomes(_workload({"initContainers": [{"name": "a"}]})) == {["fail", {"default"}]}
}

test_not_applicable_on_windows if {
	_outcomes(_workload({"os": {"name": "windows"}, "containers": [{"name": "a"}]})) == {["not-applicable", set()]}
}

test_unknown_when_unresolved if {
	_outcomes(_context({"allowPrivilegeEscalation": _marker})) == {["unknown", set()]}
	_outcomes(_context({"allowPrivilegeEscalation": false, "capabilities": {"add": [_marker]}})) == {["unknown", set()]}
	_outcomes(_workload({"os": _marker, "containers": [{"name": "a"}]})) == {["unknown", set()]}
	_outcomes(_workload({"containers": [_marker]})) == {["unknown", set()]}
}
