# METADATA
# title: What looks like a secret written in plain text
# description: |
#   Names are compared word by word, so that VALKEY_HOST holds no KEY. Values are never given back: policies that use
#   this set `secret: true`.
package crosswalk.lib.secrets

import data.crosswalk.lib.tri

_words := {
	"password", "passwd", "passphrase", "pwd", "secret", "secrets", "token", "credential", "credentials",
	"sas", "dsn", "apikey", "pgpassword",
}

_pairs := {
	"apikey", "privatekey", "secretkey", "accesskey", "accountkey", "sharedkey", "signingkey", "encryptionkey",
	"masterkey", "servicekey", "connectionstring", "clientsecret",
}

# A name that ends in one of these tells where a secret is, or something about it, and is none.
_about := {
	"file", "path", "dir", "name", "url", "uri", "endpoint", "host", "port", "id", "ids", "arn", "ref", "type", "length",
	"ttl", "expiry", "expiration", "expires", "lifetime", "timeout", "seconds", "minutes", "enabled", "required", "policy",
	"header", "count", "min", "max", "algorithm", "issuer", "audience", "username", "user", "rotation", "version",
	"key", "mount", "store", "provider", "region", "class", "validity", "idle", "format", "prefix", "field", "param",
}

_password_words := {"password", "passwd", "passphrase", "pwd", "pgpassword"}

# METADATA
# title: The words of a name, in lower case, split at signs and at changes of case
words(name) := [lower(word) | some word in split(name, "_"); word != ""] if {
	# The usual form of a variable. Regular expressions and arithmetic are what start-up pays for, here and below.
	every word in split(name, "_") {
		trim(word, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == ""
	}
} else := [lower(found[0]) |
	some found in regex.find_all_string_submatch_n(`[A-Z]?[a-z]+|[A-Z]+|[0-9]+`, name, -1)
]

# METADATA
# title: True when the name is that of a secret
named(name) if {
	list := words(name)
	_has_secret_word(list)
	not _tells_about(list)
}

_has_secret_word(list) if {
	some word in list
	word in _words
}

_has_secret_word(list) if _has_pair(list)

_has_pair(list) if {
	some i, word in array.slice(list, 1, 1000)
	concat("", [list[i], word]) in _pairs
}

# `…_KEY` is about a secret only when it is not itself the pair that names one (API_KEY).
_tells_about(list) if {
	last := array.slice(array.reverse(list), 0, 2)
	last[0] in _about
	not concat("", array.reverse(last)) in _pairs
}

# METADATA
# title: True of a text that refers to a value kept elsewhere
reference(value) if {
	substring(trim_space(value), 0, 1) in {"$", "<", "{", "%", "@", "E", "v", "o", "a", "s"}
	regex.match(`^\s*(\$|<[^>]*>\s*$|\{\{|%[A-Za-z_]+%|@[A-Za-z.]+@|ENC\[|vault:|op://|arn:aws:secretsmanager:|ssm:)`, value)
}

# METADATA
# title: True of an obvious stand-in that a reader is meant to replace
placeholder(value) if reference(value)

placeholder(value) if {
	text := lower(value)
	some part in _stand_in_parts
	contains(text, part)
	regex.match(`(?i)^(x{3,}|\*{3,}|\.{3,}|null|none|n/a|(your|my|insert|replace|enter|put)[-_ ].*|your(password|secret|token|key|api).*|.*(change[-_ ]?me|change[-_ ]?it|replace[-_ ]?me|placeholder|todo|redacted).*)$`, trim_space(value))
}

# Every stand-in below holds one of these.
_stand_in_parts := {
	"xxx", "***", "...", "null", "none", "n/a", "your", "my", "insert", "replace", "enter", "put", "change", "placeholder",
	"todo", "redacted",
}

# METADATA
# title: True of a password that everybody tries first
weak(value) if lower(trim_space(value)) in {"admin", "administrator", "changeme", "change-me", "changeit", "password", "passw0rd", "postgres", "root", "secret", "test", "guest", "default", "user", "1234", "12345", "123456"}

# METADATA
# title: True of a text in a known credential format, with a private key, or with a password in a URL or connection string
credential(value) if {
	# Every one of these formats is longer; a regular expression is what costs here.
	count(value) >= 16
	regex.match(`\b(AKIA|ASIA)[0-9A-Z]{16}\b|\bgh[pousr]_[A-Za-z0-9]{36}|\bgithub_pat_[A-Za-z0-9_]{60}|\bxox[abprs]-[A-Za-z0-9-]{10}|\bsk_live_[A-Za-z0-9]{16}|\bAIza[0-9A-Za-z_-]{35}|\bglpat-[A-Za-z0-9_-]{20}|\bSG\.[A-Za-z0-9_-]{16,}\.[A-Za-z0-9_-]{16,}|-----BEGIN [A-Z ]*PRIVATE KEY-----`, value)
}

credential(value) if {
	contains(value, "://")
	some found in regex.find_all_string_submatch_n(`[a-z][a-z0-9+.-]*://[^/\s:@]*:([^@\s/]+)@`, value, -1)
	_real(found[1])
}

credential(value) if {
	contains(value, "=")
	some found in regex.find_all_string_submatch_n(`(?i)(?:^|[;&?\s])(?:password|pwd|accountkey|sharedaccesskey)\s*=\s*([^;&\s]+)`, value, -1)
	_real(found[1])
}

_real(value) if {
	value != ""
	not placeholder(value)
}

# METADATA
# title: Is this setting a secret in plain text? An injected value is none; one with a literal part cannot be told
# description: |
#   A value that comes from a variable, another resource or a data source is not written here. A value whose name is
#   no secret's is judged by its format alone, so an unknown one is none.
plain(name, value) := _plain_unknown(name, value) if {
	tri.hidden(value)
} else := "no" if {
	not is_string(value)
	not is_number(value)
} else := "yes" if {
	is_string(value)
	credential(value)
} else := "yes" if {
	named(name)
	_secret_text(words(name), tri.text_of(value))
} else := "no"

_plain_unknown(name, value) := "no" if {
	not named(name)
} else := "unknown" if {
	some part in object.get(value, ["$unknown", "parts"], [])
	is_string(part)
	trim_space(part) != ""
} else := "no" if {
	value["$unknown"].cause in {"variable", "computed", "data"}
} else := "unknown"

_secret_text(list, value) if {
	trim_space(value) != ""
	not lower(value) in {"true", "false", "yes", "no"}
	not reference(value)
	not _path(value)
	not _bare_url(value)
	_not_a_number(list, value)
}

_path(value) if {
	contains(value, "/")
	regex.match(`^\.{0,2}/[^\s]*$`, value)
}

# A URL without userinfo under a secret's name is an address.
_bare_url(value) if {
	contains(value, "://")
	regex.match(`^[a-z][a-z0-9+.-]*://[^@\s]*$`, value)
}

_not_a_number(_, value) if trim(value, "0123456789.") != ""

_not_a_number(list, _) if {
	some word in list
	word in _password_words
}
