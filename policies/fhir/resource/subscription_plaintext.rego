# METADATA
# title: FHIR subscriptions send over TLS and nothing by e-mail or text message
# description: |
#   An active Subscription sends what it matches to its endpoint. Over http:// or ws://, or as a payload of an e-mail or a
#   text message, patients' data crosses networks readable. R4 has `channel.endpoint`, R5 `endpoint` and `content`.
# scope: package
# custom:
#   id: fhir-subscription-plaintext
#   control: encryption-in-transit
#   severity: high
#   grades: {mail: high, loopback: low}
#   profile: recommended
#   subjects: ["fhir:Subscription"]
#   message: "the subscription sends to an endpoint without TLS"
#   messages: {mail: "the subscription sends resources by e-mail or text message", loopback: "the subscription sends to this host without TLS"}
#   remediation: Use an https:// or wss:// endpoint, and an empty notification where the channel is e-mail or a text message.
#   example: |
#     {"resourceType": "Subscription", "status": "requested", "criteria": "Observation?code=4548-4", "channel": {"type": "rest-hook", "endpoint": "https://ehr.example/notify"}}
#   documentation:
#     - https://hl7.org/fhir/R4/subscription.html#safety
#     - https://hl7.org/fhir/R5/subscription.html#safety
package crosswalk.policies.fhir.resource.subscription_plaintext

import data.crosswalk.lib.model
import data.crosswalk.lib.tri
import data.crosswalk.lib.verdict

verdicts contains _verdict(subscription) if {
	some subscription in model.of_type("fhir:Subscription")
}

_verdict(subscription) := verdict.not_applicable(subscription, "not-active") if {
	tri.one_of(tri.at(subscription, ["status"]), ["requested", "active"]) == "no"
} else := verdict.of(subscription, array.concat(_endpoints(subscription), _mails(subscription)))

_endpoints(subscription) := [_sent(path, value) |
	some path in [["channel", "endpoint"], ["endpoint"]]
	value := tri.at(subscription, path)
	tri.present(value) != "no"
]

_sent(path, value) := verdict.site(path, "unknown") if {
	tri.hidden(value)
} else := verdict.graded(verdict.site(path, "no"), "loopback") if {
	tri.matches(value, `(?i)^(http|ws)://(localhost|127\.|\[::1\])`) == "yes"
} else := verdict.site(path, tri.flip(tri.matches(value, `(?i)^(http|ws)://`)))

_mails(subscription) := [verdict.graded(verdict.site(path, tri.flip(answer)), "mail") |
	some [path, answer] in [[["channel", "type"], _r4_mail(subscription)], [["channelType"], _r5_mail(subscription)]]
	answer != "no"
]

_words := ["email", "sms", "message"]

_r4_mail(subscription) := tri.all_of([
	tri.one_of(tri.at(subscription, ["channel", "type"]), _words),
	tri.flip(tri.empty(tri.at(subscription, ["channel", "payload"]))),
])

_r5_mail(subscription) := tri.all_of([
	tri.one_of(tri.at(subscription, ["channelType", "code"]), _words),
	tri.same(tri.at(subscription, ["content"]), "full-resource"),
])
