# METADATA
# title: Variables that switch the check of certificates off
# description: |
#   By the end of their names, in any case. git looks only at whether GIT_SSL_NO_VERIFY is there (git-scm.com, git(1));
#   NODE_TLS_REJECT_UNAUTHORIZED=0: https://nodejs.org/api/cli.html; PYTHONHTTPSVERIFY=0: PEP 493.
package crosswalk.lib.tls_switches

import data.crosswalk.lib.tri

_off_when_false := `(?i)(^|[_.])(node_tls_reject_unauthorized|reject_?unauthorized|pythonhttpsverify|verify_(ssl|tls|certs?)|(ssl|tls|certs?)_?verify|ssl_?verification|strict[_-]ssl)$`

_off_when_true := `(?i)(^|[_.])(curl_insecure|insecure_?skip_?(tls_?)?verify|skip_?(tls|ssl)_?verify|(tls|ssl)_?skip_?verify|(tls|ssl)_insecure|trust_?all_?cert(ificate)?s?)$`

# METADATA
# title: Is it the name of such a variable?
named(name) if {
	_may_be_one(name)
	some pattern in [_off_when_false, _off_when_true]
	regex.match(pattern, name)
}

named(name) if upper(name) == "GIT_SSL_NO_VERIFY"

# METADATA
# title: Does a variable of that name with that value switch the check off?
off(name, value) := tri.one_of_folded(value, {"0", "false", "no", "off"}) if {
	_may_be_one(name)
	regex.match(_off_when_false, name)
} else := tri.one_of_folded(value, {"1", "true", "yes", "on"}) if {
	_may_be_one(name)
	regex.match(_off_when_true, name)
} else := tri.flip(tri.empty(value)) if {
	upper(name) == "GIT_SSL_NO_VERIFY"
} else := "no"

# Regular expressions are what costs.
_may_be_one(name) if {
	some word in ["VERIF", "UNAUTHORIZED", "STRICT", "INSECURE", "TRUST"]
	contains(upper(name), word)
}
