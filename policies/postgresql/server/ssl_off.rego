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
import data.crosswalk.lib.service
import data.crosswalk.lib.tri
import data.crosswalk.lib.verdict

verdicts contains _verdict(file) if {
	some file in model.of_type("postgresql")
}

_verdict(file) := verdict.not_applicable(file, "unix-sockets-only") if {
	tri.same(service.setting(file, "listen_addresses"), "") == "yes"
} else := service.judged(file, "ssl", service.on(service.setting(file, "ssl")))
