# METADATA
# title: Kafka listeners of Strimzi use TLS
# description: |
#   A listener without `tls: true` sends records and passwords in clear text. Listeners that leave the cluster (nodeport,
#   loadbalancer, ingress, route) are graded critical.
# scope: package
# custom:
#   id: k8s-strimzi-listener-tls
#   control: encryption-in-transit
#   severity: high
#   grades: {external: critical}
#   profile: recommended
#   subjects: [Kafka]
#   message: "listener {listener} of {address} takes plain connections"
#   messages:
#     external: "listener {listener} of {address} takes plain connections from outside the cluster"
#   remediation: "Set tls: true on the listener."
#   example: |
#     listeners:
#       - name: tls
#         port: 9093
#         type: internal
#         tls: true
#   documentation: [https://strimzi.io/docs/operators/latest/configuring.html]
package crosswalk.policies.kubernetes.operator.strimzi_listener_tls

import data.crosswalk.lib.model
import data.crosswalk.lib.tri
import data.crosswalk.lib.verdict

verdicts contains verdict.of(kafka, [_site(listener) | some listener in tri.entries(kafka, ["spec", "kafka", "listeners"])]) if {
	some kafka in model.of_type("Kafka")
}

_site(listener) := verdict.site(listener.path, "unknown") if {
	tri.hidden(listener.value)
} else := verdict.graded(
	verdict.stating(verdict.site(_path(listener), _answer(listener.value)), {"listener": tri.text_of(tri.get(listener.value, ["name"]))}),
	_grade(listener.value),
)

_path(listener) := array.concat(listener.path, ["tls"])

_answer(listener) := tri.is_true(tri.get(listener, ["tls"]))

_grade(listener) := "external" if {
	tri.one_of(tri.get(listener, ["type"]), ["nodeport", "loadbalancer", "ingress", "route"]) == "yes"
} else := "default"
