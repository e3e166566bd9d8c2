# METADATA
# title: Storage accounts and their containers refuse anonymous readers
# description: |
#   A container of type blob or container serves its blobs to anyone who knows the address, as far as the account lets
#   its containers opt in. The provider lets them by default through version 4 and no longer from version 5, whatever
#   the default of Azure itself; without a version constraint that settles it, an absent argument is unknown.
# scope: package
# custom:
#   id: azurerm-storage-no-anonymous-access
#   control: network-exposure
#   severity: critical
#   grades: {permitted: high}
#   profile: recommended
#   subjects: [azurerm_storage_account, azurerm_storage_container]
#   message: "{address} serves its blobs to anonymous readers"
#   messages:
#     permitted: "{address} lets its containers be opened to anonymous readers"
#   remediation: Set allow_nested_items_to_be_public to false on the account and keep containers private.
#   example: |
#     resource "azurerm_storage_account" "records" {
#       allow_nested_items_to_be_public = false
#     }
#   peers: [CKV_AZURE_34, CKV_AZURE_190, CKV2_AZURE_47, AVD-AZU-0007, "prowler:storage_blob_public_access_level_is_disabled", "kics:storage_container_is_publicly_accessible", "kics:public_storage_account", FG_R00207]
#   related: [CKV2_AZURE_8, "prowler:monitor_storage_account_with_activity_logs_is_private"]
#   documentation:
#     - https://learn.microsoft.com/en-us/azure/storage/blobs/anonymous-read-access-prevent
#     - https://registry.terraform.io/providers/hashicorp/azurerm/latest/docs/resources/storage_account#allow_nested_items_to_be_public-1
#     - https://github.com/hashicorp/terraform-provider-azurerm/blob/main/website/docs/5.0-upgrade-guide.html.markdown
package crosswalk.policies.azurerm.storage.no_anonymous_access

import data.crosswalk.lib.model
import data.crosswalk.lib.tri
import data.crosswalk.lib.verdict
import data.crosswalk.lib.version

_allow := ["allow_nested_items_to_be_public"]

_access := ["container_access_type"]

verdicts contains verdict.of(account, [verdict.graded(_account(account), "permitted")]) if {
	some account in model.of_type("azurerm_storage_account")
}

verdicts contains verdict.of(container, [_container(container)]) if {
	some container in model.of_type("azurerm_storage_container")
}

_account(account) := verdict.site(_allow, tri.is_false(tri.at(account, _allow))) if {
	tri.present(tri.at(account, _allow)) != "no"
} else := verdict.because(verdict.site(_allow, "unknown"), "version") if {
	version.provider_at_least(account, 5) == "unknown"
} else := verdict.site(_allow, version.provider_at_least(account, 5))

# The account's refusal overrides what its containers ask for.
_container(container) := verdict.site(_access, tri.any_of(array.concat(
	[tri.one_of(tri.fallback(tri.at(container, _access), "private"), ["private", ""])],
	[tri.is_false(tri.at(account, _allow)) | some account in model.linked(container, "storage_account")],
)))
