# METADATA
# title: MongoDB takes connections over TLS alone
# description: |
#   `net.tls.mode` is disabled by default; allowTLS and preferTLS still take clients in plain text. Settings under
#   `net.ssl` are read as those of `net.tls`. A list of disabled protocols replaces the server's own, which leaves out TLS
#   1.0 and 1.1.
# scope: package
# custom:
#   id: mongodb-tls-mode
#   control: encryption-in-transit
#   severity: high
#   grades: {unverified: high, protocols: high}
#   profile: recommended
#   subjects: [mongodb]
#   message: "the server takes connections in plain text"
#   messages:
#     unverified: "the server takes certificates that do not hold"
#     protocols: "the server offers TLS 1.0 or 1.1"
#   remediation: Set net.tls.mode to requireTLS with a certificate, and leave allowInvalidCertificates and allowInvalidHostnames off.
#   example: |
#     net:
#       tls:
#         mode: requireTLS
#         certificateKeyFile: /etc/ssl/mongodb.pem
#         CAFile: /etc/ssl/ca.pem
#   documentation:
#     - https://www.mongodb.com/docs/manual/reference/configuration-options/#net.tls-options
#     - https://www.mongodb.com/docs/manual/tutorial/configure-ssl/
package crosswalk.policies.mongodb.server.tls_mode

import data.crosswalk.lib.model
import data.crosswalk.lib.service
import data.crosswalk.lib.tri
import data.crosswalk.lib.verdict

verdicts contains _verdict(server) if {
	some server in model.of_type("mongodb")
}

_verdict(server) := verdict.on(server, [], "unknown") if {
	tri.hidden(server)
} else := verdict.not_applicable(server, "not-set-here") if {
	count(_sites(server)) == 0
} else := verdict.of(server, _sites(server))

_sites(server) := array.concat(_mode(server), array.concat(_unverified(server), _protocols(server)))

_mode(server) := [] if {
	service.silent(server, "net.tls.mode")
} else := [verdict.site(["net.tls.mode"], tri.same(service.setting(server, "net.tls.mode"), "requireTLS"))]

_unverified(server) := [verdict.graded(verdict.site([key], tri.flip(tri.is_true(service.setting(server, key)))), "unverified") |
	some key in ["net.tls.allowInvalidCertificates", "net.tls.allowInvalidHostnames"]
	tri.present(service.setting(server, key)) != "no"
]

_disabled := "net.tls.disabledProtocols"

_protocols(server) := [] if {
	tri.present(service.setting(server, _disabled)) == "no"
} else := [verdict.site([_disabled], "unknown")] if {
	tri.hidden(service.setting(server, _disabled))
} else := [verdict.graded(verdict.site([_disabled], tri.answer(({"TLS1_0", "TLS1_1"} - words) == set())), "protocols")] if {
	words := {trim_space(word) | some word in split(tri.text_of(service.setting(server, _disabled)), ",")}
}
