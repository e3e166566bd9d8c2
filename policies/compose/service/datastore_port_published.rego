# METADATA
# title: Compose publishes data stores and clinical ports on the loopback interface only
# description: |
#   A port without a host address is published on every interface of the host, past most host firewalls.
# scope: package
# custom:
#   id: compose-datastore-port-published
#   control: network-exposure
#   severity: high
#   profile: recommended
#   subjects: ["compose:service"]
#   message: "{address} publishes port {port} ({service}) on every interface of the host"
#   remediation: Bind the port to 127.0.0.1, or leave it to the Compose network with expose.
#   example: |
#     services:
#       db:
#         ports:
#           - "127.0.0.1:5432:5432"
#   related: ["kics:dockerCompose/container_traffic_not_bound_to_host_interface"]
#   documentation: [https://docs.docker.com/reference/compose-file/services/#ports]
package crosswalk.policies.compose.service.datastore_port_published

import data.crosswalk.lib.model
import data.crosswalk.lib.ports
import data.crosswalk.lib.tri
import data.crosswalk.lib.verdict

verdicts contains verdict.of(service, _sites(service)) if {
	some service in model.of_type("compose:service")
}

_sites(service) := [site |
	some entry in tri.entries(service, ["ports"])
	some site in [_judged(entry)]
]

_judged(entry) := verdict.site(entry.path, "unknown") if {
	tri.hidden(entry.value)
} else := verdict.site(entry.path, "yes") if {
	tri.empty(tri.get(entry.value, ["published"])) == "yes"
} else := verdict.stating(verdict.site(entry.path, _bound(entry.value)), {"port": port, "service": name}) if {
	some port, name in ports.names
	_carries(entry.value, port) == "yes"
} else := verdict.site(entry.path, tri.any_of([_uncertain(entry.value), _bound(entry.value)]))

# The container's port tells the service; the host's does when it is the same well-known one.
_carries(value, port) := tri.any_of([tri.same(tri.get(value, [side]), port) | some side in ["target", "published"]])

_uncertain(value) := "yes" if {
	not tri.hidden(tri.get(value, ["target"]))
	not tri.hidden(tri.get(value, ["published"]))
} else := "unknown"

# Compose publishes on 0.0.0.0 when no host address is written.
_bound(value) := tri.matches(tri.fallback(tri.get(value, ["host_ip"]), "0.0.0.0"), `^(127\.|::1$|\[::1\]$|localhost$)`)
