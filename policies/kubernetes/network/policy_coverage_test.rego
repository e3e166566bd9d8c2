package crosswalk.policies.kubernetes.network.policy_coverage_test

import data.crosswalk.policies.kubernetes.network.policy_coverage as policy

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

_workload(spec, links, more) := object.union(
	_resource("Deployment", {"spec": {"template": {"spec": spec}}}),
	{"links": links, "meta": object.union({"podSpec": ["spec", "template", "spec"], "namespace": "ehr"}, more)},
)

_linked := {"networkPolicies": [{"to": "n", "inferred": false}]}

_under(type, spec) := _outcomes_of(_workload({}, _linked, {"netpolInNamespace": true}), {"resources": {"n": {"key": "n", "type": type, "values": spec}}})

test_pass_under_a_policy_for_ingress if {
	_under("NetworkPolicy", {"spec": {"policyTypes": ["Ingress"]}}) == {["pass", set()]}
	_under("NetworkPolicy", {"spec": {}}) == {["pass", set()]}
	_under("CiliumNetworkPolicy", {"spec": {"ingress": [{}]}}) == {["pass", set()]}
	_under("CiliumNetworkPolicy", {"specs": [{"ingressDeny": [{}]}]}) == {["pass", set()]}
}

test_fail_when_only_egress_is_limited if {
	_under("NetworkPolicy", {"spec": {"policyTypes": ["Egress"]}}) == {["fail", {"default"}]}
	_under("CiliumNetworkPolicy", {"spec": {"egress": [{}]}}) == {["fail", {"default"}]}
}

test_fail_when_others_of_the_namespace_are_covered if {
	_outcomes_of(_workload({}, {}, {"netpolInNamespace": true}), {}) == {["fail", {"default"}]}
	_outcomes_of(_workload({}, {}, {}), {"declares": ["cluster-baseline"]}) == {["fail", {"default"}]}
}

test_not_applicable_in_the_host_network if {
	_outcomes_of(_workload({"hostNetwork": true}, {}, {}), {}) == {["not-applicable", set()]}
}

test_unknown_without_any_policy_in_sight if {
	_outcomes_of(_workload({}, {}, {}), {}) == {["unknown", set()]}
}

test_unknown_when_unresolved if {
	_under("NetworkPolicy", {"spec": {"policyTypes": _marker}}) == {["unknown", set()]}
	_under("CiliumNetworkPolicy", {"spec": _marker}) == {["unknown", set()]}
	_outcomes_of(_workload({"hostNetwork": _marker}, {}, {"netpolInNamespace": true}), {}) == {["unknown", set()]}
}
