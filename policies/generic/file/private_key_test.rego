package crosswalk.policies.generic.file.private_key_test

import data.crosswalk.policies.generic.file.private_key as policy

_marker := {"$unknown": {"cause": "not-rendered", "refs": []}}

_outcomes(keys) := {[one.outcome, grades] |
	some one in policy.verdicts with input as {
		"by_type": {"key-file": ["a"]},
		"resources": {"a": {"key": "a", "type": "key-file", "values": {"keys": keys}, "links": {}, "meta": {}}},
	}
	grades := {object.get(site, "grade", "default") | some site in one.sites; site.outcome == "fail"}
}

test_nothing_without_subject if count(policy.verdicts) == 0 with input as {"by_type": {}, "resources": {}}

test_fail_critical_in_the_clear if _outcomes([{"format": "pem", "encrypted": false}]) == {["fail", {"default"}]}

test_fail_medium_when_encrypted if _outcomes([{"format": "openssh", "encrypted": true}]) == {["fail", {"encrypted"}]}

test_fail_for_a_store if _outcomes([{"format": "jks", "encrypted": false}]) == {["fail", {"store"}]}

test_pass_with_certificates_alone if _outcomes([]) == {["pass", set()]}

test_unknown_when_filled_in_elsewhere if _outcomes([_marker]) == {["unknown", set()]}
