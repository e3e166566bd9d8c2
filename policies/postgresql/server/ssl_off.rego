# METADATA
# title: PostgreSQL offers TLS
# description: |
#   `ssl` is off when postgresql.conf does not set it. A drop-in fragment that does not mention it says nothing, and a
#   server that listens on Unix sockets alone has no network to protect.
# scope: package
# custom:
#   id: postgres-ssl-off
#   control: encryption-in-transit
#   severity: high
#   profile: recommended
#   subjects: [postgresql]
#   message: "the PostgreSQL server does not offer TLS"
#   remediation: Set ssl to on with ssl_cert_file and ssl_key_file, and ask for hostssl in pg_hba.conf.
#   example: |
#     ssl = on
#     ssl_cert_file = 'server.crt'
#     ssl_key_file = 'server.key'
#   documentation: [https://www.postgresql.org/docs/current/runtime-config-connection.html#GUC-SSL]
package crosswalk.policies.postgresql.server.ssl_off

import data.crosswalk.lib.model
import data.crosswalk.lib.tri
import data.crosswalk.lib.verdict

verdicts contains _verdict(file) if {
	some file in model.of_type("postgresql")
}

_verdict(file) := verdict.on(file, [], "unknown") if {
	tri.hidden(file)
} else := verdict.not_applicable(file, "unix-sockets-only") if {
	tri.same(tri.at(file, ["listen_addresses"]), "") == "yes"
} else := verdict.not_applicable(file, "fragment-without-ssl") if {
	tri.present(tri.at(file, ["ssl"])) == "no"
	not file.meta.complete
} else := verdict.on(file, ["ssl"], tri.one_of_folded(tri.at(file, ["ssl"]), {"on", "true", "yes", "1", "t", "tr", "tru", "y", "ye"}))
