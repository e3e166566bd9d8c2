package crosswalk.policies.kubernetes.secret.committed_test

import data.crosswalk.policies.kubernetes.secret.committed as policy

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

_outcomes(values) := _outcomes_of(_resource("Secret", values), {})

test_nothing_without_subject if count(policy.verdicts) == 0 with input as {"by_type": {}, "resources": {}}

test_unknown_when_the_resource_is_hidden if {
	every type in ["Secret"] {
		_outcomes_of(object.union(_resource(type, {}), _marker), {}) == {["unknown", set()]}
	}
}

_value(text) := _outcomes({"stringData": {"password": text}})

test_pass_without_values if {
	every text in ["", "${PASSWORD}", "ENC[AES256_GCM,data:AA==]", "<password>", null, []] {
		_value(text) == {["pass", set()]}
	}
	_outcomes({}) == {["pass", set()]}
	_outcomes({"data": {"password": base64.encode("{{ password }}")}}) == {["pass", set()]}
}

test_pass_for_a_certificate if _value("-----BEGIN CERTIFICATE-----\nMII") == {["pass", set()]}

test_fail_with_a_value if {
	_value("hunter2") == {["fail", {"default"}]}
	_outcomes({"data": {"password": base64.encode("hunter2")}}) == {["fail", {"default"}]}
	_value("-----BEGIN CERTIFICATE-----\nMII\n-----BEGIN PRIVATE KEY-----") == {["fail", {"default"}]}
}

test_fail_with_bytes_that_are_no_text if {
	_outcomes({"data": {"keystore": "/u3+7Q=="}}) == {["fail", {"default"}]}
	_outcomes({"data": {"keystore": "no base64"}}) == {["fail", {"default"}]}
}

test_settings_are_low if {
	_outcomes({"stringData": {"username": "fhir", "DB_HOST": "db", "accountname": "a", "username_in": "a", "apiAddress": "tcp://db:1"}}) == {["fail", {"setting"}]}
	_outcomes({"stringData": {"host": "postgres://a:hunter2@db"}}) == {["fail", {"default"}]}
}

test_unknown_when_unresolved if {
	_value(_marker) == {["unknown", set()]}
	_outcomes({"data": _marker}) == {["unknown", set()]}
}
