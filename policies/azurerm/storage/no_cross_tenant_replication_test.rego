package crosswalk.policies.azurerm.storage.no_cross_tenant_replication_test

import data.crosswalk.policies.azurerm.storage.no_cross_tenant_replication

_marker := {"$unknown": {"cause": "variable", "refs": []}}

_resource(type, values) := {"key": "a", "type": type, "values": values, "links": {}, "meta": {}}

_input(resources) := {
	"resources": {one.key: one | some one in resources},
	"by_type": {type: [one.key | some one in resources; one.type == type] | some type in {one.type | some one in resources}},
	"dangling": {}, "missing": [], "declares": [],
}

_outcomes(resources) := {one.outcome | some one in no_cross_tenant_replication.verdicts with input as _input(resources)}

_of(type, values) := _outcomes([_resource(type, values)])

test_nothing_without_subject if {
	count(no_cross_tenant_replication.verdicts) == 0 with input as _input([])
}

_versioned(constraint) := _outcomes([object.union(
	_resource("azurerm_storage_account", {}),
	{"meta": {"providerVersion": constraint}},
)])

test_pass_when_false_or_default if {
	_of("azurerm_storage_account", {"cross_tenant_replication_enabled": false}) == {"pass"}
	_versioned(">= 4.1") == {"pass"}
}

test_fail_when_true_or_default if {
	_of("azurerm_storage_account", {"cross_tenant_replication_enabled": true}) == {"fail"}
	_versioned("~> 3.100") == {"fail"}
}

test_unknown_when_from_a_variable_or_version if {
	_of("azurerm_storage_account", {"cross_tenant_replication_enabled": _marker}) == {"unknown"}
	_of("azurerm_storage_account", {}) == {"unknown"}
}
