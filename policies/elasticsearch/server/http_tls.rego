# METADATA
# title: Elasticsearch encrypts what clients and nodes send
# description: |
#   TLS of the HTTP and of the transport layer is off by default. From 8.0 a node that says nothing of security sets both
#   up when it first starts; the container image's default counts so. `verification_mode: none` takes any certificate. A
#   node that listens on the machine itself alone does not apply, and a single node has no transport to protect.
# scope: package
# custom:
#   id: elasticsearch-http-tls
#   control: encryption-in-transit
#   severity: high
#   grades: {transport: high, unverified: high}
#   profile: recommended
#   subjects: [elasticsearch]
#   message: "clients talk to the node in plain text"
#   messages:
#     transport: "the nodes of the cluster talk to each other in plain text"
#     unverified: "the node takes certificates that do not hold"
#   remediation: Set xpack.security.http.ssl.enabled and xpack.security.transport.ssl.enabled to true with their certificates.
#   example: |
#     xpack.security.http.ssl.enabled: true
#     xpack.security.http.ssl.keystore.path: certs/http.p12
#     xpack.security.transport.ssl.enabled: true
#     xpack.security.transport.ssl.verification_mode: certificate
#     xpack.security.transport.ssl.keystore.path: certs/transport.p12
#   documentation:
#     - https://www.elastic.co/guide/en/elasticsearch/reference/current/security-basic-setup-https.html
#     - https://www.elastic.co/guide/en/elasticsearch/reference/current/security-settings.html
package crosswalk.policies.elasticsearch.server.http_tls

import data.crosswalk.lib.listening
import data.crosswalk.lib.model
import data.crosswalk.lib.service
import data.crosswalk.lib.tri
import data.crosswalk.lib.verdict

verdicts contains _verdict(node) if {
	some node in model.of_type("elasticsearch")
}

_verdict(node) := verdict.on(node, [], "unknown") if {
	tri.hidden(node)
} else := verdict.not_applicable(node, "this-machine-only") if {
	listening.only_loopback(_host(node)) == "yes"
} else := verdict.not_applicable(node, "not-set-here") if {
	count(_sites(node)) == 0
} else := verdict.of(node, _sites(node))

_host(node) := service.setting(node, "network.host") if {
	tri.present(service.setting(node, "http.host")) == "no"
} else := service.setting(node, "http.host")

_http := "xpack.security.http.ssl.enabled"

_transport := "xpack.security.transport.ssl.enabled"

_sites(node) := array.concat(
	[verdict.site([_http], _guarded(node, _on(node, _http))) | not service.silent(node, _http)],
	array.concat(
		[verdict.graded(verdict.site([_transport], _guarded(node, tri.any_of([_on(node, _transport), _single(node)]))), "transport") |
			not service.silent(node, _transport)
		],
		[verdict.graded(verdict.site([key], tri.flip(tri.same(service.setting(node, key), "none"))), "unverified") |
			some key in ["xpack.security.http.ssl.verification_mode", "xpack.security.transport.ssl.verification_mode"]
			tri.present(service.setting(node, key)) != "no"
		],
	),
)

_single(node) := tri.same(service.setting(node, "discovery.type"), "single-node")

# What a node sets up by itself it does where nobody spoke of security.
_on(node, key) := "no" if {
	service.defaulted(node, key)
	tri.present(service.setting(node, "xpack.security.enabled")) == "yes"
	not service.defaulted(node, "xpack.security.enabled")
} else := tri.is_true(service.setting(node, key))

# Where it is not known whether the node listens on the machine alone, nothing fails.
_guarded(node, answer) := "unknown" if {
	answer == "no"
	tri.hidden(_host(node))
} else := answer
