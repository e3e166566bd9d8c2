# METADATA
# title: What the URL of a data store, queue, directory or mail server says of its transport
# description: |
#   Parameters: libpq's sslmode (https://www.postgresql.org/docs/current/libpq-ssl.html), MySQL's ssl-mode
#   (https://dev.mysql.com/doc/refman/8.4/en/connecting-using-uri-or-key-value-pairs.html), MongoDB's tls, which mongodb+srv switches on
#   (https://www.mongodb.com/docs/manual/reference/connection-string-options/).
package crosswalk.lib.datastore_url

import data.crosswalk.lib.tri

# METADATA
# title: A URL taken apart; undefined for any other text. Where it is filled in later a `$` stands
parse(value) := {"scheme": scheme, "host": found[2], "query": lower(found[3]), "text": lower(text)} if {
	text := _text(value)
	contains(text, "://")
	some found in regex.find_all_string_submatch_n(`^([A-Za-z][A-Za-z0-9+.-]*)://(?:[^/?#]*@)?(\[[^\]]*\]|[^/:?#]*)[^?#]*(?:\?([^#]*))?`, text, 1)
	scheme := _scheme(lower(found[1]))
}

# The driver behind a plus (SQLAlchemy) says nothing of the transport.
_scheme(scheme) := scheme if {
	startswith(scheme, "mongodb")
} else := split(scheme, "+")[0]

_text(value) := value if {
	is_string(value)
} else := concat("", [_part(part) | some part in object.get(value, ["$unknown", "parts"], [])])

_part(part) := part if is_string(part)

_part(part) := "$" if not is_string(part)

_plain := {"redis", "amqp", "ldap", "smtp", "mqtt", "memcached"}

# METADATA
# title: Does the connection have TLS? Undefined for a URL of anything else
encrypted(name, url) := _by_parameter(url, `(?:^|&)sslmode=([^&]*)`, {"require", "verify-ca", "verify-full"}) if {
	url.scheme in {"postgres", "postgresql"}
} else := _by_parameter(url, `(?:^|&)ssl-?mode=([^&]*)`, {"required", "verify_ca", "verify_identity", "verify-ca", "verify-full", "verify-identity"}) if {
	url.scheme in {"mysql", "mariadb"}
} else := _by_parameter(url, `(?:^|&)(?:tls|ssl)=([^&]*)`, {"true"}) if {
	url.scheme == "mongodb"
} else := tri.flip(_by_parameter(url, `(?:^|&)(?:tls|ssl)=([^&]*)`, {"false"})) if {
	url.scheme == "mongodb+srv"
	contains(url.query, "=")
} else := "no" if {
	url.scheme in _plain
} else := "no" if {
	url.scheme == "http"
	regex.match(`(?i)elastic|opensearch`, concat(" ", [name, url.host]))
}

# A query that is filled in later may hold anything.
_by_parameter(url, pattern, good) := _one_of(found[1], good) if {
	some found in regex.find_all_string_submatch_n(pattern, url.query, 1)
} else := "unknown" if {
	endswith(url.text, "$")
} else := "unknown" if {
	contains(url.query, "$")
} else := "no"

_one_of(value, _) := "unknown" if contains(value, "$")

_one_of(value, good) := tri.answer(value in good) if not contains(value, "$")

# METADATA
# title: Does the connection stay on the machine?
local(url) := "unknown" if {
	startswith(url.host, "$")
} else := tri.answer(regex.match(`^(|localhost|127\.[0-9.]+|\[::1\]|%2[fF].*)$`, url.host))

# METADATA
# title: Is the host a bare name, as services have inside a Compose or Kubernetes network?
inside(url) if {
	not contains(url.host, ".")
	not contains(url.host, "$")
	not contains(url.host, ":")
}
