# METADATA
# title: Istio's gateways take TLS from 1.2 on, and redirect the rest
# description: |
#   A server of protocol HTTP without `tls.httpsRedirect` hands on what arrives in clear text; minProtocolVersion TLSV1_0 or
#   TLSV1_1 lets old TLS in (the default is 1.2). A server that answers for every host (`*`) with one certificate is graded
#   low.
# scope: package
# custom:
#   id: k8s-istio-gateway-tls
#   control: encryption-in-transit
#   severity: high
#   grades: {version: high, hosts: low}
#   profile: recommended
#   subjects: [Gateway.networking.istio.io]
#   message: "{address} takes plain HTTP without a redirect"
#   messages:
#     version: "{address} takes TLS older than 1.2"
#     hosts: "{address} answers for every host"
#   remediation: "Set tls.httpsRedirect: true on HTTP servers and tls.minProtocolVersion: TLSV1_2 on the others."
#   example: |
#     servers:
#       - port: {number: 443, name: https, protocol: HTTPS}
#         hosts: [fhir.example.org]
#         tls: {mode: SIMPLE, credentialName: fhir-tls, minProtocolVersion: TLSV1_2}
#   documentation: [https://istio.io/latest/docs/reference/config/networking/gateway/]
package crosswalk.policies.kubernetes.mesh.istio_gateway_tls

import data.crosswalk.lib.model
import data.crosswalk.lib.tri
import data.crosswalk.lib.verdict

verdicts contains verdict.of(gateway, [site |
	some server in tri.entries(gateway, ["spec", "servers"])
	some site in _sites(server)
]) if {
	some gateway in model.of_type("Gateway.networking.istio.io")
}

_sites(server) := [verdict.site(server.path, "unknown")] if {
	tri.hidden(server.value)
} else := array.concat(
	[
		_site(server, ["port", "protocol"], "default", tri.given(
			tri.one_of(tri.get(server.value, ["port", "protocol"]), ["HTTP"]),
			tri.is_true(tri.get(server.value, ["tls", "httpsRedirect"])),
		)),
		_site(server, ["tls", "minProtocolVersion"], "version", tri.flip(tri.one_of(
			tri.get(server.value, ["tls", "minProtocolVersion"]),
			["TLSV1_0", "TLSV1_1"],
		))),
	],
	_hosts(server),
)

_hosts(server) := [_site(server, ["hosts"], "hosts", tri.flip(tri.contains_item(tri.get(server.value, ["hosts"]), "*")))] if {
	tri.same(tri.get(server.value, ["tls", "mode"]), "SIMPLE") == "yes"
} else := []

_site(server, path, grade, answer) := verdict.graded(verdict.site(array.concat(server.path, path), answer), grade)
