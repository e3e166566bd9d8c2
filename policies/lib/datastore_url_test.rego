package crosswalk.lib.datastore_url_test

import data.crosswalk.lib.datastore_url

_partly(parts) := {"$unknown": {"cause": "variable", "refs": [], "parts": parts}}

_marker := {"$unknown": {"cause": "variable", "refs": []}}

_encrypted(value) := datastore_url.encrypted("X", datastore_url.parse(value))

test_parsed if {
	datastore_url.parse("postgresql+psycopg://u:p@ss@h.example:5432/db?sslmode=require#x") == {
		"scheme": "postgresql", "host": "h.example", "query": "sslmode=require",
		"text": "postgresql+psycopg://u:p@ss@h.example:5432/db?sslmode=require#x",
	}
	not datastore_url.parse("plain text")
}

test_encrypted if {
	every url in [
		"postgres://h/db?sslmode=verify-full", "mysql://h/db?ssl-mode=REQUIRED", "mongodb://h/db?tls=true", "mongodb+srv://h/db?x=1",
	] {
		_encrypted(url) == "yes"
	}
}

test_plain if {
	every url in [
		"postgres://h/db", "postgres://h/db?sslmode=prefer", "mysql://h/db", "mongodb://h/db", "redis://h", "amqp://h", "ldap://h",
		"smtp://h", "mongodb+srv://h/db?tls=false",
	] {
		_encrypted(url) == "no"
	}
	datastore_url.encrypted("ELASTIC_URL", datastore_url.parse("http://h:9200")) == "no"
}

test_other if {
	every url in ["https://h", "rediss://h", "http://h", "mongodb+srv://h/db"] {
		not _encrypted(url)
	}
}

test_partly_known if {
	_encrypted(_partly(["postgres://u:", _marker, "@h/db"])) == "no"
	_encrypted(_partly(["postgres://u@h/db", _marker])) == "unknown"
	_encrypted(_partly(["postgres://u@h/db?sslmode=", _marker])) == "unknown"
	_encrypted(_partly(["postgres://u@h/db?", _marker, "&x=1"])) == "unknown"
	datastore_url.local(datastore_url.parse(_partly(["redis://", _marker]))) == "unknown"
}

test_hosts if {
	datastore_url.local(datastore_url.parse("redis://localhost:6379")) == "yes"
	datastore_url.local(datastore_url.parse("postgres:///db")) == "yes"
	datastore_url.local(datastore_url.parse("redis://h")) == "no"
	datastore_url.inside(datastore_url.parse("redis://db:6379"))
	not datastore_url.inside(datastore_url.parse("redis://db.example.org"))
}
