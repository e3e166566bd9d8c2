# METADATA
# title: MySQL refuses connections without TLS
# description: |
#   `require_secure_transport` is off by default in MySQL and MariaDB: a client that does not ask for TLS, or that somebody
#   in between talks out of it, sends patients' data as it is. `skip_ssl` takes TLS away altogether. A drop-in fragment
#   that mentions neither says nothing, and a server without networking has nothing to protect.
# scope: package
# custom:
#   id: mysql-secure-transport
#   control: encryption-in-transit
#   severity: high
#   grades: {no-tls: high}
#   profile: recommended
#   subjects: [mysql]
#   message: "the MySQL server accepts connections without TLS"
#   messages:
#     no-tls: "the MySQL server is started without TLS"
#   remediation: Set require_secure_transport to ON and leave skip_ssl out; the server makes or is given a certificate.
#   example: |
#     [mysqld]
#     require_secure_transport = ON
#     ssl_cert = /etc/mysql/tls/server.crt
#     ssl_key = /etc/mysql/tls/server.key
#   documentation:
#     - https://dev.mysql.com/doc/refman/8.4/en/using-encrypted-connections.html#mandatory-encrypted-connections
#     - https://mariadb.com/docs/server/security/encryption/data-in-transit-encryption/ssltls-system-variables#require_secure_transport
package crosswalk.policies.mysql.server.secure_transport

import data.crosswalk.lib.model
import data.crosswalk.lib.service
import data.crosswalk.lib.tri
import data.crosswalk.lib.verdict

verdicts contains _verdict(server) if {
	some server in model.of_type("mysql")
}

_verdict(server) := verdict.not_applicable(server, "unix-sockets-only") if {
	service.on(service.setting(server, "skip_networking")) == "yes"
} else := verdict.of(server, [verdict.graded(verdict.site(["ssl"], "no"), "no-tls")]) if {
	tri.one_of_folded(service.setting(server, "ssl"), {"off", "0", "false"}) == "yes"
} else := service.judged(
	server, "require_secure_transport",
	service.on(service.setting(server, "require_secure_transport")),
)
