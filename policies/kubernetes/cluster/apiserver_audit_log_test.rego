package crosswalk.policies.kubernetes.cluster.apiserver_audit_log_test

import data.crosswalk.policies.kubernetes.cluster.apiserver_audit_log as policy

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

_outcomes(values) := _outcomes_of(_resource("Pod", values), {})

test_nothing_without_subject if count(policy.verdicts) == 0 with input as {"by_type": {}, "resources": {}}

test_unknown_when_the_resource_is_hidden if {
	every type in ["Pod", "ClusterConfiguration"] {
		_outcomes_of(object.union(_resource(type, {}), _marker), {}) == {["unknown", set()]}
	}
}

_pod(container) := _outcomes_of(
	{
		"key": "a", "type": "Pod", "name": "a", "links": {},
		"meta": {"podSpec": ["spec"]}, "values": {"spec": {"containers": [container]}},
	},
	{},
)

_configured(args) := _outcomes_of(_resource("ClusterConfiguration", {"apiServer": {"extraArgs": args}}), {})

_both := ["--audit-policy-file=/p", "--audit-log-path=/l"]

test_pass_when_both_are_set if {
	_pod({"command": array.concat(["kube-apiserver"], _both)}) == {["pass", set()]}
	_pod({"command": ["/usr/bin/kube-apiserver"], "args": ["--audit-policy-file", "/p", "--audit-webhook-config-file=/w"]}) == {["pass", set()]}
	_configured({"audit-policy-file": "/p", "audit-log-path": "/l"}) == {["pass", set()]}
	_configured([{"name": "audit-policy-file"}, {"name": "audit-log-path"}]) == {["pass", set()]}
}

test_fail_when_one_is_missing if {
	_pod({"command": ["kube-apiserver", "--audit-log-path=/l"]}) == {["fail", {"default"}]}
	_pod({"command": ["kube-apiserver", "--audit-policy-file=/p", "--audit-log-path-x=1"]}) == {["fail", {"default"}]}
	_configured({"audit-policy-file": "/p"}) == {["fail", {"default"}]}
	_configured(null) == {["fail", {"default"}]}
}

test_not_applicable_to_other_pods if _pod({"command": ["sh"]}) == {["not-applicable", set()]}

test_unknown_when_unresolved if {
	_pod({"command": ["kube-apiserver"], "args": _marker}) == {["unknown", set()]}
	_configured(_marker) == {["unknown", set()]}
	_configured([_marker]) == {["unknown", set()]}
	_configured([{"name": _marker}]) == {["unknown", set()]}
}
