package crosswalk.policies.generic.file.phi_data_test

import data.crosswalk.policies.generic.file.phi_data as policy

_marker := {"$unknown": {"cause": "not-rendered", "refs": []}}

_outcomes(format, records) := {[one.outcome, grades] |
	some one in policy.verdicts with input as {
		"by_type": {"clinical-data": ["a"]},
		"resources": {"a": {"key": "a", "type": "clinical-data", "values": {"format": format, "records": records}, "links": {}, "meta": {}}},
	}
	grades := {object.get(site, "grade", "default") | some site in one.sites; site.outcome == "fail"}
}

_record := {"processing": "P", "named": true, "test": false, "patients": 1, "identifier": false}

_with(change) := [object.union(_record, change)]

test_nothing_without_subject if count(policy.verdicts) == 0 with input as {"by_type": {}, "resources": {}}

test_fail_medium_for_one_record if _outcomes("hl7v2", [_record]) == {["fail", {"single"}]}

test_fail_critical_for_several_patients if _outcomes("hl7v2", _with({"patients": 2})) == {["fail", {"default"}]}

test_fail_critical_with_a_number if _outcomes("x12", _with({"identifier": true})) == {["fail", {"default"}]}

test_pass_for_tests if {
	_outcomes("hl7v2", _with({"processing": "T"})) == {["pass", set()]}
	_outcomes("hl7v2", _with({"processing": "D"})) == {["pass", set()]}
	_outcomes("x12", _with({"test": true})) == {["pass", set()]}
}

test_pass_without_a_patient if {
	_outcomes("hl7v2", _with({"named": false})) == {["pass", set()]}
	_outcomes("hl7v2", []) == {["pass", set()]}
}

test_formats_without_a_code if {
	_outcomes("dicom", [object.remove(_record, ["processing"])]) == {["fail", {"single"}]}
	_outcomes("ccda", [{"named": true, "test": true, "patients": 1, "identifier": true}]) == {["pass", set()]}
}

test_unknown_when_unresolved if {
	_outcomes("hl7v2", _with({"processing": _marker})) == {["unknown", set()]}
	_outcomes("dicom", [{"named": _marker, "test": false, "patients": 0, "identifier": false}]) == {["unknown", set()]}
	_outcomes("hl7v2", [_marker]) == {["unknown", set()]}
}
