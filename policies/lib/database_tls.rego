# METADATA
# title: Which parameter makes an AWS database refuse connections without TLS, and its default by version
# description: |
#   `since` is the first version that requires TLS by default; "always" and "never" hold for all versions. Sources:
#   RDS PostgreSQL https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/PostgreSQL.Concepts.General.SSL.html
#   Aurora PostgreSQL https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/AuroraPostgreSQL.Security.html
#   RDS SQL Server https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/SQLServer.Concepts.General.SSL.Using.html
#   RDS MySQL https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/mysql-ssl-connections.require-ssl.html
#   Aurora MySQL https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/AuroraMySQL.Compare-v3-v84.html
#   RDS MariaDB https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/mariadb-ssl-connections.require-ssl.html
#   DocumentDB https://docs.aws.amazon.com/documentdb/latest/developerguide/security.encryption.ssl.html
#   Redshift https://docs.aws.amazon.com/redshift/latest/mgmt/connecting-ssl-support.html
package crosswalk.lib.database_tls

import data.crosswalk.lib.tri

_rules := {
	"postgres": {"parameter": "rds.force_ssl", "since": [15, 0]},
	"aurora-postgresql": {"parameter": "rds.force_ssl", "since": [17, 0]},
	"sqlserver-ee": {"parameter": "rds.force_ssl", "since": "never"},
	"sqlserver-se": {"parameter": "rds.force_ssl", "since": "never"},
	"sqlserver-ex": {"parameter": "rds.force_ssl", "since": "never"},
	"sqlserver-web": {"parameter": "rds.force_ssl", "since": "never"},
	"sqlserver-dev-ee": {"parameter": "rds.force_ssl", "since": "never"},
	"mysql": {"parameter": "require_secure_transport", "since": [9, 7]},
	"aurora": {"parameter": "require_secure_transport", "since": "never"},
	"aurora-mysql": {"parameter": "require_secure_transport", "since": [8, 4]},
	"mariadb": {"parameter": "require_secure_transport", "since": [11, 8]},
	"docdb": {"parameter": "tls", "since": "always"},
	"redshift": {"parameter": "require_ssl", "since": [2, 0]},
}

# METADATA
# title: The rule of an engine; undefined for one that has no such parameter (Oracle and Db2 use option groups)
rule(engine) := _rules[lower(engine)]

# METADATA
# title: Engine and version of a parameter group's family (`aurora-postgresql15`, `sqlserver-se-15.0`); undefined for other texts
family(text) := {"engine": found[1], "version": found[2]} if {
	some found in regex.find_all_string_submatch_n(`^([a-z]+(?:-[a-z]+)*?)-?([0-9]+(?:\.[0-9]+)?)$`, text, 1)
}

# METADATA
# title: Does an engine of that version require TLS when its parameter is not set?
default_of(engine, version) := {"always": "yes", "never": "no"}[rule(engine).since] if {
	is_string(rule(engine).since)
} else := _since(_numbers(version), rule(engine).since)

_numbers(version) := [to_number(part) |
	is_string(version)
	some found in regex.find_all_string_submatch_n(`^([0-9]+)(?:\.([0-9]+))?`, version, 1)
	some part in array.slice(found, 1, 3)
	part != ""
]

_since(version, first) := "unknown" if {
	count(version) == 0
} else := "yes" if {
	version[0] > first[0]
} else := "no" if {
	version[0] < first[0]
} else := tri.answer(version[1] >= first[1]) if {
	count(version) > 1
} else := "yes" if {
	first[1] == 0
} else := "unknown"

# METADATA
# title: Does a parameter's value refuse connections without TLS?
required("tls", value) := tri.flip(tri.one_of_folded(value, {"disabled"}))

required(parameter, value) := tri.one_of_folded(value, {"1", "on", "true"}) if {
	parameter != "tls"
}
