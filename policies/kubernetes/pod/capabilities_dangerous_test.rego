package crosswalk.policies.kubernetes.pod.capabilities_dangerous_test

import data.crosswalk.policies.kubernetes.pod.capabilities_dangerous as policy

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

_adding(list) := _workload({"containers": [{"name": "fhir", "securityContext": {"capabilities": {"add": list}}}]})

test_fail_by_reach if {
	every name in ["SYS_ADMIN", "cap_sys_module", "CAP_SYS_PTRACE", "NET_ADMIN", "DAC_READ_SEARCH", "bpf", "all"] {
		_outcomes(_adding([name])) == {["fail", {"default"}]}
	}
	_outcomes(_adding(["NET_RAW"])) == {["fail", {"other"}]}
	_outcomes(_adding(["NET_RAW", "SYS_ADMIN", "NET_BIND_SERVICE"])) == {["fail", {"other", "default"}]}
	_outcomes(_workload({"initContainers": [{"name": "a", "securityContext": {"capabilities": {"add": ["CHOWN"]}}}]})) == {["fail", {"other"}]}
}

test_pass_when_none_or_harmless if {
	_outcomes(_adding([])) == {["pass", set()]}
	_outcomes(_adding(["cap_net_bind_service"])) == {["pass", set()]}
	_outcomes(_workload({"containers": [{"name": "a"}]})) == {["pass", set()]}
}

test_unknown_when_unresolved if {
	_outcomes(_adding(_marker)) == {["unknown", set()]}
	_outcomes(_adding([_marker])) == {["unknown", set()]}
	_outcomes(_workload({"containers": [_marker]})) == {["unknown", set()]}
}
