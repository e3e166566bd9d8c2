# METADATA
# title: Gateways route no TCP to data stores and clinical interfaces
# description: |
#   A TCPRoute of the Gateway API hands connections from outside the cluster to its backends as they come: no login of
#   the gateway stands before a database, MLLP (HL7 v2) or DICOM.
# scope: package
# custom:
#   id: k8s-tcproute-datastore-exposed
#   control: network-exposure
#   severity: critical
#   profile: recommended
#   subjects: [TCPRoute]
#   message: "{address} routes outside connections to {service} (port {port})"
#   remediation: Remove the route, or put a TLS listener that asks for client certificates or a VPN before the backend.
#   example: |
#     kind: Service
#     spec:
#       type: ClusterIP
#   documentation: [https://gateway-api.sigs.k8s.io/guides/tcp/]
package crosswalk.policies.kubernetes.network.tcp_route_datastore

import data.crosswalk.lib.model
import data.crosswalk.lib.ports
import data.crosswalk.lib.tri
import data.crosswalk.lib.verdict

verdicts contains verdict.of(route, [_site(backend) | some backend in _backends(route)]) if {
	some route in model.of_type("TCPRoute")
}

_backends(route) := [{"path": array.concat(rule.path, found.path), "value": found.value} |
	some rule in tri.entries(route, ["spec", "rules"])
	some found in _references(rule.value)
]

_references(rule) := [{"path": [], "value": rule}] if {
	tri.hidden(rule)
} else := [{"path": ["backendRefs"], "value": list}] if {
	list := tri.get(rule, ["backendRefs"])
	tri.hidden(list)
} else := [{"path": ["backendRefs", i], "value": value} | some i, value in tri.listed(tri.get(rule, ["backendRefs"]))]

_site(backend) := verdict.site(backend.path, "unknown") if {
	tri.hidden(backend.value)
} else := verdict.site(array.concat(backend.path, ["port"]), "unknown") if {
	tri.hidden(_port(backend))
} else := verdict.stating(
	verdict.site(array.concat(backend.path, ["port"]), tri.answer(_named(backend) == "")),
	{"port": tri.text_of(_port(backend)), "service": _named(backend)},
)

_port(backend) := tri.get(backend.value, ["port"])

_named(backend) := object.get(ports.names, tri.text_of(_port(backend)), "")
