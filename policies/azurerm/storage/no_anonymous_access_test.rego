package crosswalk.policies.azurerm.storage.no_anonymous_access_test

import data.crosswalk.policies.azurerm.storage.no_anonymous_access

_marker := {"$unknown": {"cause": "variable", "refs": []}}

_resource(type, values) := {"key": "a", "type": type, "values": values, "links": {}, "meta": {}}

_input(resources) := {
	"resources": {one.key: one | some one in resources},
	"by_type": {type: [one.key | some one in resources; one.type == type] | some type in {one.type | some one in resources}},
	"dangling": {}, "missing": [], "declares": [],
}

_outcomes(resources) := {one.outcome | some one in no_anonymous_access.verdicts with input as _input(resources)}

_of(type, values) := _outcomes([_resource(type, values)])

test_nothing_without_subject if {
	count(no_anonymous_access.verdicts) == 0 with input as _input([])
}

_account(values, constraint) := object.union(_resource("azurerm_storage_account", values), {"meta": {"providerVersion": constraint}})

_container(values) := object.union(_resource("azurerm_storage_container", values), {"key": "c"})

test_pass_when_refused if {
	_of("azurerm_storage_account", {"allow_nested_items_to_be_public": false}) == {"pass"}
	_outcomes([_account({}, "~> 5.0")]) == {"pass"}
	_outcomes([_container({})]) == {"pass"}
	_outcomes([_container({"container_access_type": "private"})]) == {"pass"}
}

test_pass_when_the_account_overrides_its_container if {
	account := _account({"allow_nested_items_to_be_public": false}, ">= 3.0")
	container := object.union(
		_container({"container_access_type": "blob"}),
		{"links": {"storage_account": [{"to": "a", "inferred": false}]}},
	)
	_outcomes([account, container]) == {"pass"}
}

test_fail_when_open if {
	_of("azurerm_storage_account", {"allow_nested_items_to_be_public": true}) == {"fail"}
	_outcomes([_account({}, "~> 4.0")]) == {"fail"}
	_outcomes([_container({"container_access_type": "container"})]) == {"fail"}
}

test_unknown_when_from_a_variable_or_version if {
	_outcomes([_account({}, ">= 3.0")]) == {"unknown"}
	_of("azurerm_storage_account", {}) == {"unknown"}
	_of("azurerm_storage_account", {"allow_nested_items_to_be_public": _marker}) == {"unknown"}
	_outcomes([_container({"container_access_type": _marker})]) == {"unknown"}
}
