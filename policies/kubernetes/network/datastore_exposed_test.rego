package crosswalk.policies.kubernetes.network.datastore_exposed_test

import data.crosswalk.policies.kubernetes.network.datastore_exposed as policy

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

_outcomes(values) := _outcomes_of(_resource("Service", values), {})

test_nothing_without_subject if count(policy.verdicts) == 0 with input as {"by_type": {}, "resources": {}}

test_unknown_when_the_resource_is_hidden if {
	every type in ["Service"] {
		_outcomes_of(object.union(_resource(type, {}), _marker), {}) == {["unknown", set()]}
	}
}

_service(spec, annotations) := _outcomes({"metadata": {"annotations": annotations}, "spec": spec})

_balancer(more) := object.union({"type": "LoadBalancer", "ports": [{"port": 5432}]}, more)

test_pass_inside_the_cluster if {
	_service({"ports": [{"port": 5432}]}, {}) == {["pass", set()]}
	_service({"type": "ClusterIP", "ports": [{"port": 5432}]}, {}) == {["pass", set()]}
}

test_pass_for_other_ports if _service(_balancer({"ports": [{"port": 443, "targetPort": 8443}]}), {}) == {["pass", set()]}

test_pass_behind_an_internal_balancer if {
	every name, value in {
		"service.beta.kubernetes.io/aws-load-balancer-scheme": "internal",
		"service.beta.kubernetes.io/aws-load-balancer-internal": "0.0.0.0/0",
		"networking.gke.io/load-balancer-type": "Internal",
	} {
		_service(_balancer({}), {name: value}) == {["pass", set()]}
	}
}

test_fail_when_published if {
	_service(_balancer({}), {}) == {["fail", {"default"}]}
	_service({"type": "NodePort", "ports": [{"port": 80, "targetPort": 2575}]}, {}) == {["fail", {"default"}]}
	_service(_balancer({"ports": [{"port": 5432, "targetPort": 3306}]}), {}) == {["fail", {"default"}]}
	_service(_balancer({}), {"service.beta.kubernetes.io/aws-load-balancer-internal": "false"}) == {["fail", {"default"}]}
	_service({"type": "NodePort", "ports": [{"port": 5432}]}, {"networking.gke.io/load-balancer-type": "Internal"}) == {["fail", {"default"}]}
}

test_graded_when_restricted if {
	_service(_balancer({"loadBalancerSourceRanges": ["203.0.113.0/24"]}), {}) == {["fail", {"restricted"}]}
	_service(_balancer({"loadBalancerSourceRanges": ["0.0.0.0/0"]}), {}) == {["fail", {"default"}]}
}

test_fail_by_a_named_port if {
	service := object.union(
		_resource("Service", {"spec": _balancer({"ports": [{"port": 80, "targetPort": "hl7"}]})}),
		{"links": {"workloads": [{"to": "w", "inferred": false}]}},
	)
	pods := {"spec": {"containers": [{"ports": [{"name": "hl7", "containerPort": 2575}]}]}}
	workload := {"key": "w", "type": "Pod", "values": pods, "meta": {"podSpec": ["spec"]}}
	_outcomes_of(service, {"resources": {"w": workload}}) == {["fail", {"default"}]}
}

test_unknown_by_version_of_the_aws_controller if {
	_service(_balancer({"loadBalancerClass": "service.k8s.aws/nlb"}), {}) == {["unknown", set()]}
	_service(_balancer({}), {"service.beta.kubernetes.io/aws-load-balancer-type": "external"}) == {["unknown", set()]}
	_service(
		_balancer({"loadBalancerClass": "service.k8s.aws/nlb"}),
		{"service.beta.kubernetes.io/aws-load-balancer-scheme": "internet-facing"},
	) == {["fail", {"default"}]}
}

test_unknown_when_unresolved if {
	_service(_balancer({"type": _marker}), {}) == {["unknown", set()]}
	_service(_balancer({}), _marker) == {["unknown", set()]}
	_service(_balancer({"ports": [_marker]}), {}) == {["unknown", set()]}
	_service(_balancer({"ports": [{"port": _marker}]}), {}) == {["unknown", set()]}
}
