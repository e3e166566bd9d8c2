package crosswalk.lib.secrets_test

import data.crosswalk.lib.secrets

test_names_of_secrets if {
	every name in ["DB_PASSWORD", "dbPassword", "spring.datasource.password", "API_KEY", "apiKey", "GITHUB_TOKEN", "AWS_SECRET_ACCESS_KEY", "PGPASSWORD", "ConnectionString", "CLIENT_SECRET", "private-key"] {
		secrets.named(name)
	}
}

test_names_that_only_sound_like_it if {
	every name in ["VALKEY_HOST", "VALKEY_PORT", "PASSWORD_FILE", "SECRET_NAME", "TOKEN_URL", "AWS_ACCESS_KEY_ID", "KEYBOARD", "TOKEN_TTL", "PASSWORD_MIN_LENGTH", "MONKEY", "COMPASS", "SECRET_ARN"] {
		not secrets.named(name)
	}
}

test_plain_texts_are_found if {
	secrets.plain("DB_PASSWORD", "hunter2") == "yes"
	secrets.plain("DB_PASSWORD", 123456) == "yes"
	secrets.plain("DATABASE_URL", "postgres://app:hunter2@db/ehr") == "yes"
	secrets.plain("NOTE", "-----BEGIN RSA PRIVATE KEY-----") == "yes"
	secrets.plain("ConnectionStrings__Ehr", "Server=db;User=app;Password=hunter2") == "yes"
}

test_references_and_settings_are_none if {
	every value in ["", "${DB_PASSWORD}", "$(DB_PASSWORD)", "$PASSWORD", "<password>", "{{ password }}", "/run/secrets/db", true, null, [], {}] {
		secrets.plain("DB_PASSWORD", value) == "no"
	}
	secrets.plain("API_TOKEN", 3600) == "no"
	secrets.plain("DATABASE_URL", "postgres://app:${PW}@db/ehr") == "no"
	secrets.plain("DATABASE_URL", "postgres://app@db/ehr") == "no"
	secrets.plain("HOST", "db.internal") == "no"
}

test_unknowns if {
	secrets.plain("DB_PASSWORD", {"$unknown": {"cause": "variable", "refs": []}}) == "no"
	secrets.plain("DB_PASSWORD", {"$unknown": {"cause": "module", "refs": []}}) == "unknown"
	secrets.plain("DB_PASSWORD", {"$unknown": {"cause": "variable", "refs": [], "parts": ["pre", {"$unknown": {"cause": "variable"}}]}}) == "unknown"
	secrets.plain("HOST", {"$unknown": {"cause": "module", "refs": []}}) == "no"
}

test_stand_ins if {
	secrets.placeholder("changeme")
	secrets.placeholder("your-password-here")
	secrets.placeholder("xxxx")
	secrets.placeholder("yourpassword")
	not secrets.placeholder("hunter2")
	secrets.weak("Admin")
	not secrets.weak("hunter2")
}
