# METADATA
# title: Auditable resources send their audit log somewhere
# description: |
#   Azure records who used a resource only in resource logs, which are not kept anywhere until a diagnostic setting sends
#   them to Log Analytics, storage or an Event Hub. The setting needs the group allLogs or audit, or the category that
#   holds the audit trail. A SQL server may audit by its extended auditing policy instead. The activity log of a
#   subscription is customarily sent by the root that owns the account.
# scope: package
# custom:
#   id: azurerm-diagnostic-settings
#   control: audit-logging
#   severity: medium
#   profile: strict
#   subjects: [azurerm_key_vault, azurerm_mssql_server, azurerm_cosmosdb_account, azurerm_kubernetes_cluster, azurerm_application_gateway, azurerm_api_management, azurerm_healthcare_fhir_service, azurerm_healthcare_service, azurerm_data_factory, azurerm_databricks_workspace, azurerm_subscription]
#   reads: [azurerm_monitor_diagnostic_setting, azurerm_mssql_server_extended_auditing_policy]
#   message: "{address} keeps no audit log"
#   remediation: Add an azurerm_monitor_diagnostic_setting for it with the category group audit or allLogs.
#   example: |
#     resource "azurerm_monitor_diagnostic_setting" "vault" {
#       name                       = "audit"
#       target_resource_id         = azurerm_key_vault.records.id
#       log_analytics_workspace_id = azurerm_log_analytics_workspace.audit.id
#       enabled_log {
#         category_group = "audit"
#       }
#     }
#   peers: ["prowler:monitor_diagnostic_settings_exists", "prowler:monitor_diagnostic_setting_with_appropriate_categories", "prowler:keyvault_logging_enabled", "kics:resource_without_diagnostic_settings", "kics:diagnostic_settings_without_appropriate_logging", "kics:vault_auditing_disabled", "kics:databricks_diagnostic_logging_not_configured"]
#   related: [CKV_AZURE_38, AVD-AZU-0032, AVD-AZU-0033, FG_R00341, FG_R00342, FG_R00344]
#   documentation:
#     - https://learn.microsoft.com/en-us/azure/azure-monitor/platform/diagnostic-settings
#     - https://learn.microsoft.com/en-us/azure/azure-monitor/platform/resource-logs-categories
#     - https://registry.terraform.io/providers/hashicorp/azurerm/latest/docs/resources/monitor_diagnostic_setting
package crosswalk.policies.azurerm.monitor.diagnostic_settings

import data.crosswalk.lib.model
import data.crosswalk.lib.tri
import data.crosswalk.lib.verdict

_link := "diagnostics"

# Categories any of which holds the audit trail; of another type, any category counts.
_audit := {
	"azurerm_key_vault": {"AuditEvent"},
	"azurerm_mssql_server": {"SQLSecurityAuditEvents"},
	"azurerm_cosmosdb_account": {"DataPlaneRequests", "ControlPlaneRequests"},
	"azurerm_kubernetes_cluster": {"kube-audit", "kube-audit-admin"},
	"azurerm_application_gateway": {"ApplicationGatewayAccessLog"},
	"azurerm_api_management": {"GatewayLogs"},
	"azurerm_healthcare_fhir_service": {"AuditLogs"},
	"azurerm_healthcare_service": {"AuditLogs"},
}

_activity := ["Administrative", "Alert", "Policy", "Security"]

_types := array.concat([type | some type, _ in _audit], ["azurerm_data_factory", "azurerm_databricks_workspace"])

verdicts contains verdict.of(resource, [_site(resource)]) if {
	some resource in model.of_types(_types)
}

verdicts contains _subscription(subscription) if {
	some subscription in model.of_type("azurerm_subscription")
}

_site(resource) := verdict.within(verdict.site(["enabled_log"], answer), setting) if {
	setting := model.linked(resource, _link)[0]
	answer := _recorded(resource)
} else := verdict.site([], _recorded(resource))

_recorded(resource) := model.any_linked(resource, _link, array.concat(
	[_audits(setting, resource.type) | some setting in model.linked(resource, _link)],
	[_auditing(policy) | some policy in model.linked(resource, "auditing")],
))

_auditing(policy) := tri.flip(tri.is_false(tri.at(policy, ["enabled"])))

# `log` with a switch is the spelling before version 4.
_logs(setting) := array.concat(
	[{"value": one.value, "on": "yes"} | some one in tri.entries(setting, ["enabled_log"])],
	[{"value": one.value, "on": tri.flip(tri.is_false(tri.get(one.value, ["enabled"])))} |
		some one in tri.entries(setting, ["log"])
	],
)

_audits(setting, type) := tri.any_of([tri.all_of([log.on, answer]) |
	some log in _logs(setting)
	answer := tri.any_of([
		tri.one_of_folded(tri.get(log.value, ["category_group"]), {"alllogs", "audit"}),
		_category(tri.get(log.value, ["category"]), type),
	])
])

_category(category, type) := tri.one_of(category, _audit[type]) if {
	_audit[type]
} else := tri.flip(tri.empty(category))

_subscription(subscription) := verdict.outside(subscription, [], "account-baseline") if {
	count(model.linked(subscription, _link)) == 0
} else := verdict.on(subscription, [], tri.all_of([_sent(subscription, category) | some category in _activity]))

_sent(subscription, category) := model.any_linked(subscription, _link, [tri.all_of([log.on, answer]) |
	some setting in model.linked(subscription, _link)
	some log in _logs(setting)
	answer := tri.any_of([
		tri.one_of_folded(tri.get(log.value, ["category_group"]), {"alllogs"}),
		tri.same(tri.get(log.value, ["category"]), category),
	])
])
