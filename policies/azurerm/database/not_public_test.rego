package crosswalk.policies.azurerm.database.not_public_test

import data.crosswalk.policies.azurerm.database.not_public

_marker := {"$unknown": {"cause": "variable", "refs": []}}

_resource(type, values) := {"key": "a", "type": type, "values": values, "links": {}, "meta": {}}

_input(resources) := {
	"resources": {one.key: one | some one in resources},
	"by_type": {type: [one.key | some one in resources; one.type == type] | some type in {one.type | some one in resources}},
	"dangling": {}, "missing": [], "declares": [],
}

_outcomes(resources) := {one.outcome | some one in not_public.verdicts with input as _input(resources)}

_of(type, values) := _outcomes([_resource(type, values)])

test_nothing_without_subject if {
	count(not_public.verdicts) == 0 with input as _input([])
}

_off := {"public_network_access_enabled": false}

test_pass_when_off if {
	_of("azurerm_mssql_server", _off) == {"pass"}
	_of("azurerm_postgresql_flexible_server", _off) == {"pass"}
	_of("azurerm_mysql_flexible_server", _off) == {"pass"}
	_of("azurerm_mysql_flexible_server", {"public_network_access": "Disabled"}) == {"pass"}
	_of("azurerm_cosmosdb_account", _off) == {"pass"}
	_of("azurerm_mssql_managed_instance", {}) == {"pass"}
	_of("azurerm_cosmosdb_postgresql_cluster", {"coordinator_public_ip_access_enabled": false}) == {"pass"}
}

test_pass_when_in_a_delegated_subnet if {
	subnet := {"delegated_subnet_id": {"$unknown": {"cause": "computed", "refs": ["azurerm_subnet.a.id"]}}}
	_of("azurerm_postgresql_flexible_server", subnet) == {"pass"}
	_of("azurerm_mysql_flexible_server", subnet) == {"pass"}
}

test_fail_when_on_or_absent if {
	every type in ["azurerm_mssql_server", "azurerm_postgresql_server", "azurerm_mysql_server", "azurerm_mariadb_server", "azurerm_postgresql_flexible_server", "azurerm_mysql_flexible_server", "azurerm_cosmosdb_account", "azurerm_cosmosdb_postgresql_cluster"] {
		_of(type, {}) == {"fail"}
	}
	_of("azurerm_mssql_managed_instance", {"public_data_endpoint_enabled": true}) == {"fail"}
	_of("azurerm_cosmosdb_postgresql_cluster", {"coordinator_public_ip_access_enabled": false, "node_public_ip_access_enabled": true}) == {"fail"}
}

test_cosmos_with_a_filter_is_not_open_to_all if {
	_of("azurerm_cosmosdb_account", {"ip_range_filter": ["203.0.113.7"]}) == {"pass"}
	_of("azurerm_cosmosdb_account", {"ip_range_filter": "203.0.113.7,198.51.100.0/24"}) == {"pass"}
	_of("azurerm_cosmosdb_account", {"is_virtual_network_filter_enabled": true}) == {"pass"}
	_of("azurerm_cosmosdb_account", {"ip_range_filter": ["203.0.113.7", "0.0.0.0"]}) == {"fail"}
	_of("azurerm_cosmosdb_account", {"ip_range_filter": ""}) == {"fail"}
	_of("azurerm_cosmosdb_account", {"ip_range_filter": _marker}) == {"unknown"}
	_of("azurerm_cosmosdb_account", {"is_virtual_network_filter_enabled": _marker}) == {"unknown"}
}

test_unknown_when_from_a_variable if {
	_of("azurerm_mssql_server", {"public_network_access_enabled": _marker}) == {"unknown"}
	_of("azurerm_mysql_flexible_server", {"public_network_access": _marker}) == {"unknown"}
	_of("azurerm_postgresql_flexible_server", {"delegated_subnet_id": _marker}) == {"unknown"}
}
