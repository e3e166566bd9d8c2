package crosswalk.lib.database_tls_test

import data.crosswalk.lib.database_tls

test_families_are_taken_apart if {
	database_tls.family("postgres15") == {"engine": "postgres", "version": "15"}
	database_tls.family("aurora-postgresql16") == {"engine": "aurora-postgresql", "version": "16"}
	database_tls.family("mysql8.0") == {"engine": "mysql", "version": "8.0"}
	database_tls.family("sqlserver-se-15.0") == {"engine": "sqlserver-se", "version": "15.0"}
	database_tls.family("redshift-2.0") == {"engine": "redshift", "version": "2.0"}
	not database_tls.family("postgres")
}

test_defaults_follow_the_version if {
	database_tls.default_of("postgres", "15") == "yes"
	database_tls.default_of("postgres", "14.9") == "no"
	database_tls.default_of("aurora-postgresql", "16.4") == "no"
	database_tls.default_of("aurora-postgresql", "17.4") == "yes"
	database_tls.default_of("mysql", "8.4.3") == "no"
	database_tls.default_of("mysql", "9.7.1") == "yes"
	database_tls.default_of("aurora-mysql", "8.0.mysql_aurora.3.04.0") == "no"
	database_tls.default_of("aurora-mysql", "8.4") == "yes"
	database_tls.default_of("mariadb", "10.11") == "no"
	database_tls.default_of("mariadb", "11.8.3") == "yes"
	database_tls.default_of("sqlserver-se", null) == "no"
	database_tls.default_of("docdb", null) == "yes"
	database_tls.default_of("redshift", "1.0") == "no"
}

test_a_version_that_says_too_little_is_unknown if {
	database_tls.default_of("postgres", null) == "unknown"
	database_tls.default_of("mariadb", "11") == "unknown"
	database_tls.default_of("mysql", "8") == "no"
	database_tls.default_of("redshift", {"$unknown": {"cause": "variable"}}) == "unknown"
}

test_values if {
	database_tls.required("rds.force_ssl", 1) == "yes"
	database_tls.required("rds.force_ssl", "0") == "no"
	database_tls.required("require_secure_transport", "ON") == "yes"
	database_tls.required("tls", "tls1.2+") == "yes"
	database_tls.required("tls", "disabled") == "no"
	database_tls.required("require_ssl", {"$unknown": {"cause": "variable"}}) == "unknown"
}
