package crosswalk.policies.multi.state.backend_protected_test

import data.crosswalk.policies.multi.state.backend_protected

_marker := {"$unknown": {"cause": "variable", "refs": []}}

_resource(type, values) := {"key": "a", "type": type, "values": values, "links": {}, "meta": {}}

_input(resources) := {
	"resources": {one.key: one | some one in resources},
	"by_type": {type: [one.key | some one in resources; one.type == type] | some type in {one.type | some one in resources}},
	"dangling": {}, "missing": [], "declares": [],
}

_outcomes(resources) := {one.outcome | some one in backend_protected.verdicts with input as _input(resources)}

_of(type, values) := _outcomes([_resource(type, values)])

test_nothing_without_subject if {
	count(backend_protected.verdicts) == 0 with input as _input([])
}

_backend(name, values) := _outcomes([object.union(_resource("terraform.backend", values), {"name": name})])

_s3(changes) := _backend("s3", object.union({"bucket": "b", "key": "k", "encrypt": true, "use_lockfile": true}, changes))

test_pass_when_protected if {
	_s3({}) == {"pass"}
	_s3({"use_lockfile": false, "dynamodb_table": "locks"}) == {"pass"}
	_backend("cloud", {"organization": "clinic"}) == {"pass"}
	_backend("gcs", {"bucket": "b"}) == {"pass"}
	_backend("azurerm", {"storage_account_name": "s", "use_oidc": true}) == {"pass"}
	_backend("http", {"address": "https://state.example.org"}) == {"pass"}
}

test_fail_when_not if {
	_backend("local", {}) == {"fail"}
	_s3({"encrypt": false}) == {"fail"}
	_s3({"use_lockfile": false}) == {"fail"}
	_backend("azurerm", {"storage_account_name": "s"}) == {"fail"}
	_backend("http", {"address": "http://state.example.org"}) == {"fail"}
}

test_fail_when_a_credential_is_written if {
	_s3({"secret_key": "wJalrXUtnFEMIK7MDENGbPxRfiCY"}) == {"fail"}
	_s3({"access_key": "wJalrXUtnFEMIK7MDENGbPxRfiCY"}) == {"fail"}
	_backend("pg", {"conn_str": "postgres://admin:hunter2@db.example.org/state"}) == {"fail"}
}

test_unknown_when_from_a_variable_or_left_open if {
	_s3({"encrypt": _marker}) == {"unknown"}
	_backend("s3", {}) == {"unknown"}
	_backend("azurerm", {}) == {"unknown"}
}
