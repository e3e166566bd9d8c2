package crosswalk.policies.kubernetes.network.ingress_tls_test

import data.crosswalk.policies.kubernetes.network.ingress_tls as policy

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

_outcomes(values) := _outcomes_of(_resource("Ingress", values), {})

test_nothing_without_subject if count(policy.verdicts) == 0 with input as {"by_type": {}, "resources": {}}

test_unknown_when_the_resource_is_hidden if {
	every type in ["Ingress"] {
		_outcomes_of(object.union(_resource(type, {}), _marker), {}) == {["unknown", set()]}
	}
}

_spec(hosts, host) := _outcomes({"spec": {"tls": [{"hosts": hosts}], "rules": [{"host": host}]}})

test_pass_when_covered if {
	_spec(["a.example.org"], "a.example.org") == {["pass", set()]}
	_spec(["*.example.org"], "a.example.org") == {["pass", set()]}
	_spec([], "a.example.org") == {["pass", set()]}
	_spec(["a.example.org"], null) == {["pass", set()]}
	_outcomes({"spec": {"tls": [{"secretName": "x"}]}}) == {["pass", set()]}
}

_annotated(annotations) := _outcomes({"metadata": {"annotations": annotations}, "spec": {"rules": [{"host": "a"}]}})

test_pass_when_attached_by_annotation if {
	_annotated({"alb.ingress.kubernetes.io/certificate-arn": "arn:x"}) == {["pass", set()]}
	_annotated({"alb.ingress.kubernetes.io/listen-ports": `[{"HTTPS": 443}]`}) == {["pass", set()]}
	_annotated({"traefik.ingress.kubernetes.io/router.tls": "true"}) == {["pass", set()]}
}

test_fail_without_tls if {
	_outcomes({"spec": {"rules": [{"host": "a"}]}}) == {["fail", {"default"}]}
	_outcomes({"spec": {"tls": []}}) == {["fail", {"default"}]}
	_annotated({"alb.ingress.kubernetes.io/listen-ports": `[{"HTTP": 80}]`}) == {["fail", {"default"}]}
}

test_fail_for_an_uncovered_host if {
	_spec(["a.example.org"], "b.example.org") == {["fail", {"default"}]}
	_spec(["*.example.org"], "x.a.example.org") == {["fail", {"default"}]}
	_spec(["*.example.org"], "example.org") == {["fail", {"default"}]}
}

test_unknown_when_unresolved if {
	_spec([_marker], "a") == {["unknown", set()]}
	_spec([_marker], null) == {["pass", set()]}
	_spec(["a"], _marker) == {["unknown", set()]}
	_outcomes({"spec": {"tls": _marker, "rules": [{"host": "a"}]}}) == {["unknown", set()]}
	_outcomes({"spec": {"tls": [{"hosts": ["a"]}], "rules": [_marker]}}) == {["unknown", set()]}
	_annotated(_marker) == {["unknown", set()]}
}
