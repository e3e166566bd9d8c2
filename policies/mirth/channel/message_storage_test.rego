package crosswalk.policies.mirth.channel.message_storage_test

import data.crosswalk.policies.mirth.channel.message_storage as policy

_marker := {"$unknown": {"cause": "variable", "refs": []}}

_outcomes(properties) := {one.outcome |
	some one in policy.verdicts with input as {
		"by_type": {"mirth:channel": ["a"]},
		"resources": {"a": {"key": "a", "type": "mirth:channel", "values": {"properties": properties}, "links": {}, "meta": {}}},
	}
}

test_nothing_without_subject if count(policy.verdicts) == 0 with input as {"by_type": {}, "resources": {}}

test_fail_in_each_mode_with_content if {
	every mode in ["DEVELOPMENT", "PRODUCTION", "RAW"] {
		_outcomes({"messageStorageMode": mode, "encryptData": "false"}) == {"fail"}
		_outcomes({"messageStorageMode": mode}) == {"fail"}
	}
}

test_pass_when_encrypted if _outcomes({"messageStorageMode": "PRODUCTION", "encryptData": "true"}) == {"pass"}

test_pass_without_content if {
	_outcomes({"messageStorageMode": "METADATA", "encryptData": "false"}) == {"pass"}
	_outcomes({"messageStorageMode": "DISABLED"}) == {"pass"}
}

test_unknown_when_unresolved if {
	_outcomes({"messageStorageMode": _marker}) == {"unknown"}
	_outcomes({"messageStorageMode": "RAW", "encryptData": _marker}) == {"unknown"}
	_outcomes(_marker) == {"unknown"}
}

test_unknown_before_version_3 if _outcomes({}) == {"unknown"}
