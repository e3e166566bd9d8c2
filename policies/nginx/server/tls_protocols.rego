# METADATA
# title: TLS servers accept TLS 1.2 and later only
# description: |
#   SSL, TLS 1.0 and 1.1 are broken or withdrawn (RFC 8996). nginx's built-in list lost TLS 1.0 and 1.1 with 1.27.3, so an
#   absent ssl_protocols depends on a version that the file does not tell; it is written down as a low finding.
# scope: package
# custom:
#   id: nginx-tls-protocols
#   control: encryption-in-transit
#   severity: high
#   grades: {absent: low}
#   profile: recommended
#   subjects: ["nginx:server"]
#   message: "the server accepts {protocol}"
#   messages:
#     absent: "the server leaves its TLS versions to nginx's built-in list, which held TLS 1.0 and 1.1 before 1.27.3"
#   remediation: Set ssl_protocols to TLSv1.2 and TLSv1.3.
#   example: |
#     ssl_protocols TLSv1.2 TLSv1.3;
#   documentation:
#     - https://nginx.org/en/docs/http/ngx_http_ssl_module.html#ssl_protocols
#     - https://www.rfc-editor.org/rfc/rfc8996
package crosswalk.policies.nginx.server.tls_protocols

import data.crosswalk.lib.model
import data.crosswalk.lib.nginx
import data.crosswalk.lib.tri
import data.crosswalk.lib.verdict

_old := {"sslv2": "SSL 2", "sslv3": "SSL 3", "tlsv1": "TLS 1.0", "tlsv1.1": "TLS 1.1"}

verdicts contains _verdict(server) if {
	some server in model.of_type("nginx:server")
}

_verdict(server) := verdict.on(server, [], "unknown") if {
	tri.hidden(server)
} else := verdict.not_applicable(server, "no-tls") if {
	nginx.tls(server) == "no"
} else := verdict.on(server, ["listen"], "unknown") if {
	nginx.tls(server) == "unknown"
} else := verdict.of(server, [verdict.graded(verdict.site(["ssl_protocols"], "no"), "absent")]) if {
	count(tri.entries(server, ["ssl_protocols"])) == 0
} else := verdict.of(server, [_judged(entry) | some entry in tri.entries(server, ["ssl_protocols"])])

_judged(entry) := verdict.stating(verdict.site(entry.path, "no"), {"protocol": concat(", ", sort(old))}) if {
	old := {_old[lower(argument)] | some argument in nginx.arguments(entry.value)}
	count(old) > 0
} else := verdict.site(entry.path, nginx.known(entry.value))
