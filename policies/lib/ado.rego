# METADATA
# title: What a connection string of .NET says of its transport
# description: |
#   Keywords and their synonyms: https://learn.microsoft.com/dotnet/api/microsoft.data.sqlclient.sqlconnection.connectionstring,
#   https://www.npgsql.org/doc/connection-string-parameters.html, https://mysqlconnector.net/connection-options/
package crosswalk.lib.ado

import data.crosswalk.lib.parts

# METADATA
# title: Keyword → value, both in lower case, blanks around and inside keywords left out
options(text) := {replace(lower(trim_space(pair[0])), " ", ""): trim_space(lower(concat("=", array.slice(pair, 1, count(pair))))) |
	some segment in split(text, ";")
	pair := split(segment, "=")
	count(pair) > 1
}

# METADATA
# title: Is a part of the string that may hold keywords of its own not known?
open(text) if {
	some segment in split(text, ";")
	contains(array.slice(split(segment, "="), 0, 1)[0], parts.gap)
}

# METADATA
# title: The database's kind by the setting's name and keywords; undefined for what connects to no such database
driver(name, options) := "PostgreSQL" if {
	regex.match(`postgres|npgsql`, name)
	_host(options)
} else := "MySQL" if {
	regex.match(`mysql|maria`, name)
	_host(options)
} else := "PostgreSQL" if {
	options.host
	some keyword in ["username", "userid", "database", "sslmode"]
	options[keyword]
} else := "MySQL" if {
	_host(options)
	options.sslmode
} else := "MySQL" if {
	_host(options)
	options.port == "3306"
} else := "SQL Server" if {
	_host(options)
	some keyword in _sql_server
	options[keyword]
}

_sql_server := {
	"initialcatalog", "database", "integratedsecurity", "trusted_connection", "encrypt", "trustservercertificate",
	"multipleactiveresultsets", "persistsecurityinfo", "attachdbfilename",
}

_host(options) := options[[keyword | some keyword in ["server", "datasource", "host", "addr", "address", "networkaddress"]; options[keyword]][0]]

# METADATA
# title: True of a database on the same machine
local(options) if regex.match(`^(tcp:|np:|lpc:)?(localhost|127\.[0-9.]+|\[?::1\]?|\.|\(local\)|\(localdb\).*)([,:\\].*)?$`, _host(options))

# METADATA
# title: How a connection travels (plain, unverified, absent where nothing is said, verified, unknown)
transport("SQL Server", options) := "plain" if {
	options.encrypt in {"false", "no", "optional"}
} else := "unverified" if {
	options.trustservercertificate in {"true", "yes"}
} else := "unknown" if {
	some keyword in ["encrypt", "trustservercertificate"]
	contains(object.get(options, keyword, ""), parts.gap)
} else := "verified" if {
	options.encrypt in {"true", "yes", "mandatory", "strict"}
} else := "absent"

transport("PostgreSQL", options) := "plain" if {
	object.get(options, "sslmode", "prefer") in {"disable", "allow", "prefer"}
} else := "unverified" if {
	options.trustservercertificate in {"true", "yes"}
} else := "unknown" if {
	some keyword in ["sslmode", "trustservercertificate"]
	contains(object.get(options, keyword, ""), parts.gap)
} else := "verified"

transport("MySQL", options) := "plain" if {
	options.sslmode in {"none", "disabled", "preferred"}
} else := "unknown" if {
	contains(object.get(options, "sslmode", ""), parts.gap)
} else := "absent" if {
	not options.sslmode
} else := "verified"
