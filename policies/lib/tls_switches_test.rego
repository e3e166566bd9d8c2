package crosswalk.lib.tls_switches_test

import data.crosswalk.lib.tls_switches

_marker := {"$unknown": {"cause": "variable", "refs": []}}

test_off if {
	every pair in [
		["NODE_TLS_REJECT_UNAUTHORIZED", "0"], ["PYTHONHTTPSVERIFY", 0], ["GIT_SSL_NO_VERIFY", "false"],
		["DB_SSL_VERIFY", "False"], ["EHR_REJECT_UNAUTHORIZED", false], ["VAULT_INSECURE_SKIP_VERIFY", "true"],
		["VAULT_SKIP_VERIFY_TLS_SKIP_VERIFY", "1"], ["VERIFY_SSL", "no"], ["NPM_CONFIG_STRICT_SSL", "false"],
		["npm_config_strict_ssl", "false"],
	] {
		tls_switches.off(pair[0], pair[1]) == "yes"
	}
}

test_on if {
	every pair in [
		["NODE_TLS_REJECT_UNAUTHORIZED", "1"], ["VERIFY_SSL", "true"], ["EMAIL_VERIFY", "false"], ["GIT_SSL_NO_VERIFY", ""],
		["INSECURE_SKIP_VERIFY", "false"], ["TRUST_PROXY", "true"], ["STRICT_MODE", "false"],
	] {
		tls_switches.off(pair[0], pair[1]) == "no"
	}
}

test_not_known if tls_switches.off("VERIFY_SSL", _marker) == "unknown"
