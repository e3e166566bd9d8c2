package crosswalk.policies.azurerm.monitor.diagnostic_settings_test

import data.crosswalk.policies.azurerm.monitor.diagnostic_settings

_marker := {"$unknown": {"cause": "variable", "refs": []}}

_resource(type, values) := {"key": "a", "type": type, "values": values, "links": {}, "meta": {}}

_input(resources) := {
	"resources": {one.key: one | some one in resources},
	"by_type": {type: [one.key | some one in resources; one.type == type] | some type in {one.type | some one in resources}},
	"dangling": {}, "missing": [], "declares": [],
}

_outcomes(resources) := {one.outcome | some one in diagnostic_settings.verdicts with input as _input(resources)}

_of(type, values) := _outcomes([_resource(type, values)])

test_nothing_without_subject if {
	count(diagnostic_settings.verdicts) == 0 with input as _input([])
}

_with(type, name, other, values) := {one.outcome |
	companion := object.union(_resource(other, values), {"key": "o"})
	subject := object.union(_resource(type, {}), {"links": {name: [{"to": "o", "inferred": false}]}})
	some one in diagnostic_settings.verdicts with input as _input([subject, companion])
}

_setting(type, logs) := _with(type, "diagnostics", "azurerm_monitor_diagnostic_setting", logs)

test_pass_when_the_audit_trail_is_sent if {
	_setting("azurerm_key_vault", {"enabled_log": [{"category_group": "audit"}]}) == {"pass"}
	_setting("azurerm_key_vault", {"log": [{"category": "AuditEvent", "enabled": true}]}) == {"pass"}
	_setting("azurerm_data_factory", {"enabled_log": [{"category": "PipelineRuns"}]}) == {"pass"}
	_with("azurerm_mssql_server", "auditing", "azurerm_mssql_server_extended_auditing_policy", {}) == {"pass"}
	_setting("azurerm_subscription", {"enabled_log": [{"category": one} | some one in ["Administrative", "Alert", "Policy", "Security"]]}) == {"pass"}
}

test_fail_when_it_is_not if {
	_of("azurerm_key_vault", {}) == {"fail"}
	_setting("azurerm_key_vault", {"enabled_log": [{"category": "AzurePolicyEvaluationDetails"}]}) == {"fail"}
	_setting("azurerm_key_vault", {"log": [{"category": "AuditEvent", "enabled": false}]}) == {"fail"}
	_setting("azurerm_databricks_workspace", {}) == {"fail"}
	_setting("azurerm_subscription", {"enabled_log": [{"category": "Security"}]}) == {"fail"}
}

test_unknown_when_from_a_variable if {
	_setting("azurerm_key_vault", {"enabled_log": [{"category_group": _marker}]}) == {"unknown"}
	_setting("azurerm_kubernetes_cluster", {"enabled_log": _marker}) == {"unknown"}
}

test_unknown_when_it_may_be_elsewhere if {
	_of("azurerm_subscription", {}) == {"unknown"}
	input_ := object.union(_input([_resource("azurerm_key_vault", {})]), {"missing": ["module.logs"]})
	{one.outcome | some one in diagnostic_settings.verdicts with input as input_} == {"unknown"}
}
