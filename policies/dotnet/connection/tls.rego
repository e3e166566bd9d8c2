# METADATA
# title: Connection strings ask for TLS with a checked certificate
# description: |
#   Microsoft.Data.SqlClient encrypts by default from version 4 on, System.Data.SqlClient does not, so a string without
#   `Encrypt` depends on the client. Npgsql and MySqlConnector go on in plain text where the server offers no TLS unless
#   `SSL Mode` asks for more. `Trust Server Certificate` takes any certificate, also that of somebody in between.
#   Databases on the same machine do not count.
# scope: package
# custom:
#   id: dotnet-connectionstring-tls
#   control: encryption-in-transit
#   severity: high
#   grades: {unverified: high, absent: low}
#   profile: recommended
#   subjects: [dotnet]
#   message: "the {driver} connection of {setting} may go over the network in plain text"
#   messages:
#     unverified: "the {driver} connection of {setting} takes any certificate"
#     absent: "the {driver} connection string of {setting} does not ask for encryption; the client's version decides"
#   remediation: Write Encrypt=True;TrustServerCertificate=False (SQL Server), SSL Mode=VerifyFull (PostgreSQL) or SslMode=VerifyFull (MySQL).
#   example: |
#     { "ConnectionStrings": { "Ehr": "Server=tcp:sql.internal,1433;Database=ehr;Encrypt=True;TrustServerCertificate=False" } }
#   documentation:
#     - https://learn.microsoft.com/dotnet/api/microsoft.data.sqlclient.sqlconnection.connectionstring
#     - https://www.npgsql.org/doc/security.html
#     - https://mysqlconnector.net/connection-options/
#   secret: true
package crosswalk.policies.dotnet.connection.tls

import data.crosswalk.lib.ado
import data.crosswalk.lib.model
import data.crosswalk.lib.parts
import data.crosswalk.lib.tri
import data.crosswalk.lib.verdict

verdicts contains _verdict(app) if {
	some app in model.of_type("dotnet")
}

_verdict(app) := verdict.on(app, [], "unknown") if {
	tri.hidden(app)
} else := verdict.not_applicable(app, "no-networked-database") if {
	count(_sites(app)) == 0
} else := verdict.of(app, _sites(app))

_sites(app) := [site |
	some name, value in app.values
	regex.match(`^connectionstrings:[^:]+$|connectionstring$`, name)
	some site in _judged(name, value)
]

_judged(name, value) := [_graded(name, driver, _transport(written, driver, options))] if {
	written := parts.text(value)
	options := ado.options(written)
	driver := ado.driver(name, options)
	not ado.local(options)
} else := [verdict.site([name], "unknown")] if {
	_unread(value)
} else := []

# Known of nothing, or without what would tell the kind of database.
_unread(value) if {
	tri.hidden(value)
	not parts.text(value)
}

_unread(value) if {
	tri.hidden(value)
	ado.open(parts.text(value))
}

# Keywords may be in a part that is not known: what is not said here may be said there.
_transport(written, driver, options) := "unknown" if {
	ado.transport(driver, options) in {"absent", "verified"}
	ado.open(written)
} else := "unknown" if {
	ado.transport(driver, options) == "plain"
	not options.encrypt
	not options.sslmode
	ado.open(written)
} else := ado.transport(driver, options)

_graded(name, driver, "plain") := verdict.stating(verdict.site([name], "no"), {"driver": driver, "setting": name})

_graded(name, driver, "unverified") := verdict.stating(verdict.graded(verdict.site([name], "no"), "unverified"), {"driver": driver, "setting": name})

_graded(name, driver, "absent") := verdict.stating(verdict.graded(verdict.site([name], "no"), "absent"), {"driver": driver, "setting": name})

_graded(name, driver, "verified") := verdict.stating(verdict.site([name], "yes"), {"driver": driver, "setting": name})

_graded(name, _, "unknown") := verdict.site([name], "unknown")
