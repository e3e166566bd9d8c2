# METADATA
# title: Connections to the database are encrypted and checked
# description: |
#   The drivers differ. PostgreSQL falls back to plain text below sslmode=require; MySQL Connector/J prefers TLS and goes
#   on without it; MariaDB Connector/J has sslMode trust, verify-ca and verify-full; mssql-jdbc encrypts by default from
#   10.2, so an absent `encrypt` depends on a version that is not known. Loopback and in-memory databases do not apply.
# scope: package
# custom:
#   id: spring-datasource-tls
#   control: encryption-in-transit
#   severity: high
#   grades: {unverified: low}
#   profile: recommended
#   subjects: [spring]
#   message: "the {driver} connection may go over the network in plain text"
#   messages:
#     unverified: "the {driver} connection is encrypted, but the server's certificate is not checked"
#   remediation: Ask for TLS with a checked certificate in the JDBC URL (PostgreSQL sslmode=verify-full, MySQL sslMode=VERIFY_IDENTITY).
#   example: |
#     spring:
#       datasource:
#         url: jdbc:postgresql://db.internal:5432/ehr?sslmode=verify-full
#   documentation:
#     - https://jdbc.postgresql.org/documentation/ssl/
#     - https://dev.mysql.com/doc/connector-j/en/connector-j-connp-props-security.html
#     - https://learn.microsoft.com/sql/connect/jdbc/setting-the-connection-properties
#   secret: true
package crosswalk.policies.spring.datasource.tls

import data.crosswalk.lib.jdbc
import data.crosswalk.lib.model
import data.crosswalk.lib.spring
import data.crosswalk.lib.tri
import data.crosswalk.lib.verdict

verdicts contains _verdict(file) if {
	some file in model.of_type("spring")
}

_verdict(file) := verdict.not_applicable(file, "no-networked-datasource") if {
	count(_sites(file)) == 0
} else := verdict.of(file, _sites(file))

_sites(file) := [site |
	some setting in spring.settings(file)
	regex.match(`^spring\.datasource(\.[^.]+)*\.(url|jdbcurl)$`, setting.name)
	some site in _judged(setting)
]

_judged(setting) := [verdict.site(setting.path, "unknown")] if {
	tri.hidden(setting.value)
} else := [] if {
	not jdbc.networked(setting.value)
} else := [verdict.stating(_outcome(setting, jdbc.transport(setting.value)), {"driver": jdbc.driver(setting.value)})]

_outcome(setting, "plain") := verdict.site(setting.path, "no")

_outcome(setting, "unverified") := verdict.graded(verdict.site(setting.path, "no"), "unverified")

_outcome(setting, "verified") := verdict.site(setting.path, "yes")

_outcome(setting, "version") := verdict.because(verdict.site(setting.path, "unknown"), "version")
