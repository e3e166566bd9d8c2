package crosswalk.lib.smart_test

import data.crosswalk.lib.smart

test_both_versions if {
	smart.scope("system/*.read") == {"context": "system", "resource": "*", "access": "read", "narrowed": false}
	smart.scope("patient/Observation.rs?category=lab") == {"context": "patient", "resource": "Observation", "access": "rs", "narrowed": true}
}

test_others_are_none if {
	every text in ["openid", "launch/patient", "system/*", "system/*.", "offline_access", "system/*.xyz"] {
		not smart.scope(text)
	}
}

test_reading if {
	every access in ["*", "read", "r", "rs", "cruds"] {
		smart.reads(access)
	}
	every access in ["write", "c", "cud"] {
		not smart.reads(access)
	}
}
