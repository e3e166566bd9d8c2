# METADATA
# title: The nginx ingress controller publishes no data store or clinical interface over TCP
# description: |
#   Each entry of the ConfigMap `tcp-services` opens a port of the controller, which is the cluster's edge, and hands its
#   connections to `namespace/service:port` as they come.
# scope: package
# custom:
#   id: k8s-ingress-nginx-tcp-datastore-exposed
#   control: network-exposure
#   severity: critical
#   profile: recommended
#   subjects: [ConfigMap]
#   message: "{address} publishes {service} (port {port}) at the ingress controller"
#   remediation: Remove the entry; reach the service from inside the cluster or through a VPN.
#   example: |
#     kind: ConfigMap
#     metadata:
#       name: tcp-services
#     data: {}
#   documentation: [https://kubernetes.github.io/ingress-nginx/user-guide/exposing-tcp-udp-services/]
package crosswalk.policies.kubernetes.network.nginx_tcp_datastore

import data.crosswalk.lib.model
import data.crosswalk.lib.ports
import data.crosswalk.lib.tri
import data.crosswalk.lib.verdict

verdicts contains _verdict(map) if {
	some map in model.of_type("ConfigMap")
}

_verdict(map) := verdict.not_applicable(map, "no-tcp-services") if {
	not endswith(object.get(map, "name", ""), "tcp-services")
} else := verdict.on(map, ["data"], "unknown") if {
	tri.hidden(tri.at(map, ["data"]))
} else := verdict.of(map, [_site(port, target) |
	is_object(tri.at(map, ["data"]))
	some port, target in tri.at(map, ["data"])
])

# The controller's port is the key, the service's stands behind the colon.
_site(port, target) := verdict.stating(verdict.site(["data", port], "no"), {"port": found[0], "service": ports.names[found[0]]}) if {
	found := [one | some one in array.concat([port], _behind(target)); ports.names[one]]
	count(found) > 0
} else := verdict.site(["data", port], tri.choose(tri.present(target), "yes", "yes", "unknown"))

_behind(target) := [found[1] | some found in regex.find_all_string_submatch_n(`^[^:]*:([0-9]+)`, tri.text_of(target), 1)]
