package crosswalk.policies.kubernetes.mesh.istio_gateway_tls_test

import data.crosswalk.policies.kubernetes.mesh.istio_gateway_tls as policy

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

_outcomes(values) := _outcomes_of(_resource("Gateway.networking.istio.io", values), {})

test_nothing_without_subject if count(policy.verdicts) == 0 with input as {"by_type": {}, "resources": {}}

test_unknown_when_the_resource_is_hidden if {
	_outcomes_of(object.union(_resource("Gateway.networking.istio.io", {}), _marker), {}) == {["unknown", set()]}
}

_server(value) := _outcomes({"spec": {"servers": [value]}})

test_fail_when_plain_old_or_for_all if {
	_server({"port": {"protocol": "HTTP"}, "hosts": ["*"]}) == {["fail", {"default"}]}
	_server({"port": {"protocol": "HTTP"}, "tls": {"httpsRedirect": false}}) == {["fail", {"default"}]}
	_server({"port": {"protocol": "HTTPS"}, "tls": {"minProtocolVersion": "TLSV1_0"}}) == {["fail", {"version"}]}
	_server({"port": {"protocol": "HTTPS"}, "tls": {"minProtocolVersion": "TLSV1_1"}}) == {["fail", {"version"}]}
	_server({"port": {"protocol": "HTTPS"}, "hosts": ["*"], "tls": {"mode": "SIMPLE"}}) == {["fail", {"hosts"}]}
}

test_pass_otherwise if {
	_server({"port": {"protocol": "HTTP"}, "tls": {"httpsRedirect": true}}) == {["pass", set()]}
	_server({"port": {"protocol": "HTTPS"}, "hosts": ["fhir.example.org"], "tls": {"mode": "SIMPLE"}}) == {["pass", set()]}
	_server({"port": {"protocol": "TLS"}, "hosts": ["*"], "tls": {"mode": "PASSTHROUGH"}}) == {["pass", set()]}
	_outcomes({}) == {["pass", set()]}
}

test_unknown_when_unresolved if {
	_server(_marker) == {["unknown", set()]}
	_server({"port": {"protocol": _marker}}) == {["unknown", set()]}
	_server({"port": {"protocol": "HTTPS"}, "tls": {"minProtocolVersion": _marker}}) == {["unknown", set()]}
	_server({"port": {"protocol": "HTTPS"}, "hosts": _marker, "tls": {"mode": "SIMPLE"}}) == {["unknown", set()]}
}
