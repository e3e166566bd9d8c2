package crosswalk.policies.kubernetes.network.gateway_http_listener_test

import data.crosswalk.policies.kubernetes.network.gateway_http_listener as policy

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

_outcomes(values) := _outcomes_of(_resource("Gateway", values), {})

test_nothing_without_subject if count(policy.verdicts) == 0 with input as {"by_type": {}, "resources": {}}

test_unknown_when_the_resource_is_hidden if {
	_outcomes_of(object.union(_resource("Gateway", {}), _marker), {}) == {["unknown", set()]}
}

_gateway(listener, links, more) := object.union(
	_resource("Gateway", object.union({"spec": {"listeners": [listener]}}, more)),
	{"links": links},
)

_route(type, spec) := {"r": {"key": "r", "type": type, "values": {"spec": spec}}}

_attached := {"routes": [{"to": "r", "inferred": false}]}

_http := {"name": "web", "port": 80, "protocol": "HTTP"}

_redirect := {"filters": [{"type": "RequestRedirect", "requestRedirect": {"scheme": "https"}}]}

_under(spec) := _outcomes_of(_gateway(_http, _attached, {}), {"resources": _route("HTTPRoute", spec)})

_parent(more) := [object.union({"name": "a"}, more)]

test_pass_when_all_routes_redirect if {
	_under({"parentRefs": _parent({}), "rules": [_redirect]}) == {["pass", set()]}
	_under({"parentRefs": _parent({"sectionName": "web", "port": 80}), "rules": [_redirect]}) == {["pass", set()]}
}

test_fail_when_plain if {
	_outcomes_of(_gateway(_http, {}, {}), {}) == {["fail", {"default"}]}
	every spec in [
		{"parentRefs": _parent({}), "rules": [{"backendRefs": [{"name": "fhir"}]}]},
		{"parentRefs": _parent({}), "rules": [_redirect, object.union(_redirect, {"backendRefs": [{}]})]},
		{"parentRefs": _parent({}), "rules": []},
		{"parentRefs": _parent({"sectionName": "other"}), "rules": [_redirect]},
		{"parentRefs": _parent({"port": 8080}), "rules": [_redirect]},
		{"parentRefs": _parent({}), "rules": [{"filters": [{"requestRedirect": {"scheme": "http"}}]}]},
	] {
		_under(spec) == {["fail", {"default"}]}
	}
	_outcomes_of(_gateway(_http, _attached, {}), {"resources": _route("GRPCRoute", {"parentRefs": _parent({}), "rules": [_redirect]})}) == {["fail", {"default"}]}
}

_tls(tls, more) := _outcomes_of(_gateway({"name": "web", "protocol": "HTTPS", "tls": tls}, {}, more), {})

test_pass_with_a_certificate if {
	_tls({"certificateRefs": [{"name": "c"}]}, {}) == {["pass", set()]}
	_tls({"mode": "Passthrough"}, {}) == {["pass", set()]}
	_tls({"options": {"networking.gke.io/pre-shared-certs": "c"}}, {}) == {["pass", set()]}
	_tls(null, {"metadata": {"annotations": {"networking.gke.io/certmap": "c"}}}) == {["pass", set()]}
	_outcomes_of(_gateway({"name": "web", "protocol": "TCP"}, {}, {}), {}) == {["pass", set()]}
	_outcomes({}) == {["pass", set()]}
}

test_fail_without_a_certificate if {
	_tls(null, {}) == {["fail", {"certificate"}]}
	_tls({"certificateRefs": []}, {}) == {["fail", {"certificate"}]}
}

test_unknown_when_unresolved if {
	_outcomes_of(_gateway({"name": "web", "protocol": _marker}, {}, {}), {}) == {["unknown", set()]}
	_outcomes_of(_gateway(_marker, {}, {}), {}) == {["unknown", set()]}
	_tls({"certificateRefs": _marker}, {}) == {["unknown", set()]}
	_under({"parentRefs": _parent({}), "rules": [{"filters": _marker}]}) == {["unknown", set()]}
	_under({"parentRefs": _marker, "rules": [_redirect]}) == {["unknown", set()]}
}
