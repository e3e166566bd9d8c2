# METADATA
# title: Storage accounts do not replicate to accounts of other tenants
# description: |
#   Object replication across tenants copies blobs to an account that another organisation governs. The provider's
#   default is true through version 3 and false since version 4; where no version constraint settles it, an absent
#   argument is unknown.
# scope: package
# custom:
#   id: azurerm-storage-no-cross-tenant-replication
#   control: network-exposure
#   severity: medium
#   profile: strict
#   subjects: [azurerm_storage_account]
#   message: "{address} may replicate to accounts of other tenants"
#   remediation: Set cross_tenant_replication_enabled to false.
#   example: |
#     resource "azurerm_storage_account" "records" {
#       cross_tenant_replication_enabled = false
#     }
#   references: {supporting: true}
#   documentation:
#     - https://learn.microsoft.com/en-us/azure/storage/blobs/object-replication-prevent-cross-tenant-policies
#     - https://registry.terraform.io/providers/hashicorp/azurerm/latest/docs/resources/storage_account#cross_tenant_replication_enabled-1
package crosswalk.policies.azurerm.storage.no_cross_tenant_replication

import data.crosswalk.lib.model
import data.crosswalk.lib.tri
import data.crosswalk.lib.verdict
import data.crosswalk.lib.version

_path := ["cross_tenant_replication_enabled"]

verdicts contains _verdict(account) if {
	some account in model.of_type("azurerm_storage_account")
}

_verdict(account) := verdict.on(account, _path, tri.is_false(tri.at(account, _path))) if {
	tri.present(tri.at(account, _path)) != "no"
} else := verdict.unknown(account, _path, "version") if {
	version.provider_at_least(account, 4) == "unknown"
} else := verdict.on(account, _path, version.provider_at_least(account, 4))
