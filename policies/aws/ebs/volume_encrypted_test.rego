package crosswalk.policies.aws.ebs.volume_encrypted_test

import data.crosswalk.policies.aws.ebs.volume_encrypted

_marker := {"$unknown": {"cause": "variable", "refs": []}}

_computed(ref) := {"$unknown": {"cause": "computed", "refs": [ref]}}

_resource(type, values) := {"key": "a", "type": type, "values": values, "links": {}, "meta": {}}

_input(resources) := {
	"resources": {one.key: one | some one in resources},
	"by_type": {type: [one.key | some one in resources; one.type == type] | some type in {one.type | some one in resources}},
	"dangling": {}, "missing": [],
}

_outcomes(resources) := {one.outcome | some one in volume_encrypted.verdicts with input as _input(resources)}

test_nothing_without_subject if {
	count(volume_encrypted.verdicts) == 0 with input as _input([])
}

_volume(values) := _outcomes([_resource("aws_ebs_volume", values)])

_setting(values, provider) := {
	"key": "d", "type": "aws_ebs_encryption_by_default", "values": values,
	"links": {}, "meta": {"providerAlias": provider},
}

_beside(values, setting) := _outcomes([object.union(_resource("aws_ebs_volume", values), {"meta": {"providerAlias": "here"}}), setting])

_restored(snapshot) := _outcomes([
	object.union(_resource("aws_ebs_volume", {"snapshot_id": "snap-1"}), {"links": {"snapshot": [{"to": "s", "inferred": false}]}}),
	{"key": "s", "type": "aws_ebs_snapshot_copy", "values": snapshot, "links": {}, "meta": {}},
])

test_pass_when_encrypted if {
	_volume({"encrypted": true}) == {"pass"}
}

test_pass_when_the_account_encrypts_by_default if {
	_beside({}, _setting({}, "here")) == {"pass"}
}

test_pass_when_the_snapshot_is_encrypted if {
	_restored({"encrypted": true}) == {"pass"}
}

test_fail_when_not_encrypted if {
	_volume({}) == {"fail"}
	_volume({"encrypted": false}) == {"fail"}
	_beside({}, _setting({"enabled": false}, "here")) == {"fail"}
	_beside({}, _setting({}, "other_region")) == {"fail"}
	_beside({"encrypted": false}, _setting({}, "here")) == {"fail"}
}

test_unknown_when_something_that_decides_is if {
	_volume({"encrypted": _marker}) == {"unknown"}
	_volume({"snapshot_id": _computed("aws_ebs_snapshot.a.id")}) == {"unknown"}
	_volume({"snapshot_id": _marker}) == {"unknown"}
	_restored({}) == {"unknown"}
	_beside({}, _setting({"enabled": _marker}, "here")) == {"unknown"}
}
