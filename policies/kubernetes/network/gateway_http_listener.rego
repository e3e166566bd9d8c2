# METADATA
# title: Gateways take no plain HTTP, and have a certificate for what is not
# description: |
#   A listener of protocol HTTP sends what passes it in clear text, unless every HTTPRoute that is attached to it does nothing
#   but redirect to https. An HTTPS or TLS listener needs a certificate (`tls.certificateRefs`; on GKE pre-shared
#   certificates or a certificate map) or hands the connection on (mode Passthrough).
# scope: package
# custom:
#   id: k8s-gateway-http-listener
#   control: encryption-in-transit
#   severity: high
#   grades: {certificate: high}
#   profile: recommended
#   subjects: [Gateway]
#   reads: [HTTPRoute, GRPCRoute, TLSRoute, TCPRoute]
#   message: "listener {listener} of {address} takes plain HTTP"
#   messages:
#     certificate: "listener {listener} of {address} has no certificate"
#   remediation: Make the listener HTTPS with a certificate, and keep an HTTP listener only for a redirect to https.
#   example: |
#     listeners:
#       - name: https
#         port: 443
#         protocol: HTTPS
#         tls:
#           certificateRefs:
#             - name: fhir-tls
#   documentation: [https://gateway-api.sigs.k8s.io/guides/tls/, https://gateway-api.sigs.k8s.io/guides/http-redirect-rewrite/]
package crosswalk.policies.kubernetes.network.gateway_http_listener

import data.crosswalk.lib.model
import data.crosswalk.lib.tri
import data.crosswalk.lib.verdict

verdicts contains verdict.of(gateway, [_site(gateway, listener) | some listener in tri.entries(gateway, ["spec", "listeners"])]) if {
	some gateway in model.of_type("Gateway")
}

_site(gateway, listener) := verdict.graded(
	verdict.stating(verdict.site(_path(listener), _answer(gateway, listener.value)), {"listener": _name(listener.value)}),
	_grade(listener.value),
)

_path(listener) := listener.path if {
	tri.hidden(listener.value)
} else := array.concat(listener.path, ["protocol"])

_name(listener) := name if {
	name := tri.get(listener, ["name"])
	is_string(name)
} else := "without a name"

_grade(listener) := "certificate" if {
	_secured(listener) == "yes"
} else := "default"

_secured(listener) := tri.one_of(tri.get(listener, ["protocol"]), ["HTTPS", "TLS"])

_answer(gateway, listener) := tri.all_of([
	tri.given(tri.same(tri.get(listener, ["protocol"]), "HTTP"), _redirected(gateway, listener)),
	tri.given(_secured(listener), _certified(gateway, listener)),
])

_certified(gateway, listener) := tri.any_of([
	tri.flip(tri.empty(tri.get(listener, ["tls", "certificateRefs"]))),
	tri.same(tri.get(listener, ["tls", "mode"]), "Passthrough"),
	tri.present(tri.get(listener, ["tls", "options", "networking.gke.io/pre-shared-certs"])),
	tri.present(tri.at(gateway, ["metadata", "annotations", "networking.gke.io/certmap"])),
])

# At least one route is attached, and each only redirects.
_redirected(gateway, listener) := tri.all_of(array.concat(
	[_any_route(gateway, listener)],
	[tri.given(_attached(route, gateway, listener), _redirects(route)) | some route in model.linked(gateway, "routes")],
))

_any_route(gateway, listener) := model.any_linked(gateway, "routes", [_attached(route, gateway, listener) |
	some route in model.linked(gateway, "routes")
])

_attached(route, gateway, listener) := tri.any_of([_meant(parent, gateway, listener) |
	some parent in tri.each(tri.at(route, ["spec", "parentRefs"]))
])

_meant(parent, gateway, listener) := tri.all_of([
	tri.same(tri.get(parent, ["name"]), gateway.name),
	_agrees(tri.get(parent, ["sectionName"]), tri.get(listener, ["name"])),
	_agrees(tri.get(parent, ["port"]), tri.get(listener, ["port"])),
])

# What the reference leaves out means every listener.
_agrees(wanted, own) := tri.any_of([tri.flip(tri.present(wanted)), _equal(wanted, own)])

_equal(wanted, own) := "unknown" if {
	tri.hidden(own)
} else := tri.same(wanted, own)

_redirects(route) := "no" if {
	route.type != "HTTPRoute"
} else := tri.all_of(array.concat(
	[tri.flip(tri.empty(tri.at(route, ["spec", "rules"])))],
	[_rule_redirects(rule) | some rule in tri.each(tri.at(route, ["spec", "rules"]))],
))

_rule_redirects(rule) := tri.all_of([
	tri.empty(tri.get(rule, ["backendRefs"])),
	tri.any_of([tri.same(tri.get(filter, ["requestRedirect", "scheme"]), "https") | some filter in tri.each(tri.get(rule, ["filters"]))]),
])
