package crosswalk.policies.kubernetes.pod.token_automount_test

import data.crosswalk.policies.kubernetes.pod.token_automount as policy

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

_of(spec, links, others) := _outcomes_of(
	object.union(_resource("Deployment", _workload(spec)), {"links": links}),
	{"resources": others},
)

_account(value) := {"s": {"key": "s", "type": "ServiceAccount", "values": {"automountServiceAccountToken": value}}}

_linked := {"serviceAccount": [{"to": "s", "inferred": false}]}

test_fail_when_mounted_for_nothing if {
	_of({}, {}, {}) == {["fail", {"default"}]}
	_of({"automountServiceAccountToken": true}, _linked, _account(false)) == {["fail", {"default"}]}
	_of({}, _linked, _account(true)) == {["fail", {"default"}]}
}

test_pass_when_off if {
	_of({"automountServiceAccountToken": false}, {}, {}) == {["pass", set()]}
	_of({}, _linked, _account(false)) == {["pass", set()]}
}

test_pass_when_granted if {
	_of({}, {"grants": [{"to": "b", "inferred": false}]}, {"b": {"key": "b", "type": "RoleBinding", "values": {}}}) == {["pass", set()]}
}

test_unknown_when_unresolved if {
	_of({"automountServiceAccountToken": _marker}, {}, {}) == {["unknown", set()]}
	_of({"serviceAccountName": _marker}, {}, {}) == {["unknown", set()]}
	_of({}, _linked, _account(_marker)) == {["unknown", set()]}
	_outcomes_of(_resource("Deployment", _workload({})), {"dangling": {"grants": ["x"]}}) == {["unknown", set()]}
}
