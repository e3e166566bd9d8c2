# METADATA
# title: Kafka listeners of Strimzi authenticate their clients
# description: |
#   A listener without `authentication` takes any client, who is then the principal ANONYMOUS; so does one of type custom
#   that neither uses SASL nor demands a client certificate (`ssl.client.auth: required`).
# scope: package
# custom:
#   id: k8s-strimzi-authentication
#   control: authentication-mfa
#   severity: high
#   profile: recommended
#   subjects: [Kafka]
#   message: "listener {listener} of {address} takes any client"
#   remediation: "Set authentication.type to tls, scram-sha-512 or oauth."
#   example: |
#     listeners:
#       - name: tls
#         port: 9093
#         type: internal
#         authentication: {type: tls}
#   documentation: [https://strimzi.io/docs/operators/latest/configuring.html]
package crosswalk.policies.kubernetes.operator.strimzi_authentication

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

_path(listener) := array.concat(listener.path, ["authentication", "type"])

_answer(listener) := tri.all_of([
	tri.present(tri.get(listener, ["authentication", "type"])),
	tri.given(tri.same(tri.get(listener, ["authentication", "type"]), "custom"), _custom(listener)),
])

_custom(listener) := tri.any_of([
	tri.is_true(tri.get(listener, ["authentication", "sasl"])),
	tri.same(tri.get(listener, ["authentication", "listenerConfig", "ssl.client.auth"]), "required"),
])

_grade(_) := "default"
