# METADATA
# title: Databases cannot be reached over the public network
# description: |
#   Azure databases are open to the public network by default, behind a firewall with rules; public_network_access_enabled
#   defaults to true. A flexible server inside a delegated subnet has no public endpoint. Managed instances have one
#   only on request, and Cosmos DB for PostgreSQL gives its coordinator an address by default. A Cosmos DB account may take
#   chosen networks or addresses instead, but not 0.0.0.0, which stands for all of Azure.
# scope: package
# custom:
#   id: azurerm-database-not-public
#   control: network-exposure
#   severity: critical
#   profile: recommended
#   subjects: [azurerm_mssql_server, azurerm_postgresql_server, azurerm_mysql_server, azurerm_mariadb_server, azurerm_postgresql_flexible_server, azurerm_mysql_flexible_server, azurerm_cosmosdb_account, azurerm_mssql_managed_instance, azurerm_cosmosdb_postgresql_cluster]
#   message: "{address} can be reached over the public network"
#   remediation: Set public_network_access_enabled to false and connect through a private endpoint or a delegated subnet.
#   example: |
#     resource "azurerm_mssql_server" "ehr" {
#       public_network_access_enabled = false
#     }
#   peers: [CKV_AZURE_53, CKV_AZURE_68, CKV_AZURE_99, CKV_AZURE_101, CKV_AZURE_113, CKV2_AZURE_56, AVD-AZU-0022, "prowler:cosmosdb_account_firewall_use_selected_networks", "kics:mssql_server_public_network_access_enabled", "kics:mysql_server_public_access_enabled", "kics:cosmosdb_account_ip_range_filter_not_set"]
#   related: [CKV_AZURE_48, CKV2_AZURE_57, CKV2_AZURE_42, CKV2_AZURE_43, CKV2_AZURE_44, CKV2_AZURE_45, "prowler:cosmosdb_account_use_private_endpoints"]
#   documentation:
#     - https://learn.microsoft.com/en-us/azure/azure-sql/database/connectivity-settings#deny-public-network-access
#     - https://registry.terraform.io/providers/hashicorp/azurerm/latest/docs/resources/mssql_server#public_network_access_enabled-1
#     - https://registry.terraform.io/providers/hashicorp/azurerm/latest/docs/resources/mysql_flexible_server#public_network_access-1
#     - https://registry.terraform.io/providers/hashicorp/azurerm/latest/docs/resources/cosmosdb_account#ip_range_filter-1
package crosswalk.policies.azurerm.database.not_public

import data.crosswalk.lib.aws
import data.crosswalk.lib.model
import data.crosswalk.lib.tri
import data.crosswalk.lib.verdict

_enabled := ["public_network_access_enabled"]

verdicts contains verdict.on(server, _enabled, tri.is_false(tri.at(server, _enabled))) if {
	some server in model.of_types(["azurerm_mssql_server", "azurerm_postgresql_server", "azurerm_mysql_server", "azurerm_mariadb_server"])
}

verdicts contains verdict.on(server, _enabled, answer) if {
	some server in model.of_type("azurerm_postgresql_flexible_server")
	answer := tri.any_of([tri.is_false(tri.at(server, _enabled)), _in_subnet(server)])
}

verdicts contains verdict.on(server, _mysql_path(server), answer) if {
	some server in model.of_type("azurerm_mysql_flexible_server")
	answer := tri.any_of([
		tri.same(tri.at(server, ["public_network_access"]), "Disabled"),
		tri.is_false(tri.at(server, _enabled)),
		_in_subnet(server),
	])
}

verdicts contains verdict.of(account, [_cosmos(account)]) if {
	some account in model.of_type("azurerm_cosmosdb_account")
}

verdicts contains verdict.on(instance, path, tri.flip(tri.is_true(tri.at(instance, path)))) if {
	some instance in model.of_type("azurerm_mssql_managed_instance")
	path := ["public_data_endpoint_enabled"]
}

verdicts contains verdict.of(cluster, [
	verdict.site(["coordinator_public_ip_access_enabled"], tri.is_false(tri.at(cluster, ["coordinator_public_ip_access_enabled"]))),
	verdict.site(["node_public_ip_access_enabled"], tri.flip(tri.is_true(tri.at(cluster, ["node_public_ip_access_enabled"])))),
]) if {
	some cluster in model.of_type("azurerm_cosmosdb_postgresql_cluster")
}

_in_subnet(server) := aws.is_set(tri.at(server, ["delegated_subnet_id"]))

# The spelling that is written; public_network_access is the newer one.
_mysql_path(server) := _enabled if {
	tri.present(tri.at(server, _enabled)) != "no"
} else := ["public_network_access"]

_cosmos(account) := verdict.site(_cosmos_path(account), tri.any_of([
	tri.is_false(tri.at(account, _enabled)),
	_filtered(account),
]))

# A filter that is not known decides where nothing else does.
_cosmos_path(account) := ["ip_range_filter"] if {
	tri.is_false(tri.at(account, _enabled)) == "no"
	_filtered(account) == "unknown"
	_open_filter(account)
} else := ["is_virtual_network_filter_enabled"] if {
	tri.is_false(tri.at(account, _enabled)) == "no"
	_filtered(account) == "unknown"
} else := _enabled

_open_filter(account) if {
	some one in tri.listed(tri.at(account, ["ip_range_filter"]))
	tri.hidden(one)
}

# Through version 3 the filter is one text with commas. 0.0.0.0 stands for all of Azure's data centres.
_filtered(account) := tri.any_of([
	tri.is_true(tri.at(account, ["is_virtual_network_filter_enabled"])),
	tri.all_of(array.concat(
		[tri.flip(tri.empty(tri.at(account, ["ip_range_filter"])))],
		[tri.flip(tri.matches(one, `(^|,)\s*0\.0\.0\.0(/0)?\s*(,|$)`)) | some one in tri.listed(tri.at(account, ["ip_range_filter"]))],
	)),
])
