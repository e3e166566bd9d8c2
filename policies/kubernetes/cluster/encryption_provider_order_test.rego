package crosswalk.policies.kubernetes.cluster.encryption_provider_order_test

import data.crosswalk.policies.kubernetes.cluster.encryption_provider_order as policy

_marker := {"$unknown": {"cause": "variable", "refs": []}}

_resource(type, values) := {"key": "a", "type": type, "name": "a", "values": values, "links": {}, "meta": {"namespace": "ehr"}}

# Outcome, and the grades of what fails, of one resource; `more` is put over the input.
_outcomes_of(resource, more) := {[one.outcome, grades] |
	some one in policy.verdicts with input as object.union(
		{"by_type": {resource.type: ["a"]}, "resources": {"a": resource}, "dangling": {}, "missing": [], "declares": []},
		more,
	)
	grades := {object.get(site, "grade", "default") | some site in one.sites; site.outcome == "fail"}
}

_outcomes(values) := _outcomes_of(_resource("EncryptionConfiguration", values), {})

test_nothing_without_subject if count(policy.verdicts) == 0 with input as {"by_type": {}, "resources": {}}

test_unknown_when_the_resource_is_hidden if {
	every type in ["EncryptionConfiguration"] {
		_outcomes_of(object.union(_resource(type, {}), _marker), {}) == {["unknown", set()]}
	}
}

_entry(resources, providers) := {"resources": resources, "providers": providers}

_with(provider) := _outcomes({"resources": [_entry(["secrets"], [provider])]})

test_pass_when_encrypted if {
	_with({"kms": {"apiVersion": "v2"}}) == {["pass", set()]}
	_with({"secretbox": {"keys": []}}) == {["pass", set()]}
}

test_pass_when_a_later_entry_takes_the_rest if {
	_outcomes({"resources": [_entry(["secrets"], [{"kms": {}}]), _entry(["*.*"], [{"identity": {}}])]}) == {["pass", set()]}
}

test_fail_in_plain_text if {
	every provider in [{"identity": {}}, {"identity": null}, {}, "odd", {"identity": {}, "kms": {}}] {
		_with(provider) == {["fail", {"default"}]}
	}
	_outcomes({"resources": [_entry(["*."], [{"identity": {}}]), _entry(["secrets"], [{"kms": {}}])]}) == {["fail", {"default"}]}
	_outcomes({"resources": [_entry(["configmaps"], [{"kms": {}}])]}) == {["fail", {"default"}]}
	_outcomes({}) == {["fail", {"default"}]}
}

test_grades if {
	_with({"aesgcm": {"keys": []}}) == {["fail", {"rotation"}]}
	_with({"aescbc": {"keys": []}}) == {["fail", {"weak"}]}
}

test_unknown_when_unresolved if {
	_with(_marker) == {["unknown", set()]}
	_with({"kms": _marker}) == {["unknown", set()]}
	_outcomes({"resources": _marker}) == {["unknown", set()]}
	_outcomes({"resources": [_entry([_marker], []), _entry(["secrets"], [{"identity": {}}])]}) == {["unknown", set()]}
}
