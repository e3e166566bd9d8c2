# METADATA
# title: What a JDBC URL says of its transport
package crosswalk.lib.jdbc

import data.crosswalk.lib.tri

# METADATA
# title: The driver's name in a URL, in lower case; empty for what is no JDBC URL
driver(url) := found[0][1] if {
	found := regex.find_all_string_submatch_n(`^jdbc:([a-z0-9]+):`, lower(tri.text_of(url)), 1)
	count(found) > 0
} else := ""

_networked := {"postgresql", "mysql", "mariadb", "sqlserver", "oracle"}

# METADATA
# title: True of a URL to a database on another host
networked(url) if {
	driver(url) in _networked
	not regex.match(`^jdbc:[a-z0-9]+:(//|thin:@(//)?)?(localhost|127\.[0-9.]+|\[::1\])([:/;?]|$)`, lower(url))
	not regex.match(`^jdbc:(oracle:oci|postgresql:[^/])`, lower(url))
}

_options(url) := {lower(found[1]): lower(found[2]) |
	some found in regex.find_all_string_submatch_n(`[?&;]([A-Za-z]+)=([^&;]*)`, url, -1)
}

# METADATA
# title: How a networked URL travels, one of verified, unverified, plain, version (depends on the driver's version)
transport(url) := _of(driver(url), _options(url), lower(url))

_of("postgresql", options, _) := "verified" if {
	options.sslmode in {"verify-full", "verify-ca"}
} else := "unverified" if {
	options.sslmode == "require"
} else := "verified" if {
	# pgjdbc checks the certificate when ssl=true stands alone.
	options.ssl == "true"
	not options.sslmode
} else := "plain"

_of("mysql", options, _) := "plain" if {
	options.usessl == "false"
	not options.sslmode
} else := "verified" if {
	options.sslmode in {"verify_ca", "verify_identity"}
} else := "unverified" if {
	options.sslmode == "required"
} else := "plain"

_of("mariadb", options, _) := "verified" if {
	options.sslmode in {"verify-ca", "verify-full", "verify_ca", "verify_identity"}
} else := "unverified" if {
	options.sslmode in {"trust", "required"}
} else := "plain"

_of("sqlserver", options, _) := "plain" if {
	options.encrypt in {"false", "no", "optional"}
} else := "unverified" if {
	options.trustservercertificate == "true"
} else := "verified" if {
	options.encrypt in {"true", "yes", "strict", "mandatory"}
} else := "version"

_of("oracle", _, url) := "verified" if {
	regex.match(`protocol=tcps|@tcps:`, url)
} else := "plain"
