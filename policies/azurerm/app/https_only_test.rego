package crosswalk.policies.azurerm.app.https_only_test

import data.crosswalk.policies.azurerm.app.https_only

_marker := {"$unknown": {"cause": "variable", "refs": []}}

_resource(type, values) := {"key": "a", "type": type, "values": values, "links": {}, "meta": {}}

_input(resources) := {
	"resources": {one.key: one | some one in resources},
	"by_type": {type: [one.key | some one in resources; one.type == type] | some type in {one.type | some one in resources}},
	"dangling": {}, "missing": [], "declares": [],
}

_outcomes(resources) := {one.outcome | some one in https_only.verdicts with input as _input(resources)}

_of(type, values) := _outcomes([_resource(type, values)])

test_nothing_without_subject if {
	count(https_only.verdicts) == 0 with input as _input([])
}

test_pass_when_only_https_is_answered if {
	_of("azurerm_linux_web_app", {"https_only": true}) == {"pass"}
	_of("azurerm_app_service", {"https_only": "true"}) == {"pass"}
	_of("azurerm_container_app", {"ingress": [{"target_port": 8080}]}) == {"pass"}
}

test_fail_when_absent_or_false if {
	_of("azurerm_windows_function_app", {}) == {"fail"}
	_of("azurerm_linux_web_app_slot", {"https_only": false}) == {"fail"}
	_of("azurerm_container_app", {"ingress": [{"allow_insecure_connections": true}]}) == {"fail"}
}

test_unknown_when_from_a_variable if {
	_of("azurerm_function_app", {"https_only": _marker}) == {"unknown"}
	_of("azurerm_container_app", {"ingress": [{"allow_insecure_connections": _marker}]}) == {"unknown"}
	_of("azurerm_container_app", {"ingress": _marker}) == {"unknown"}
}

test_not_applicable_when_a_container_app_has_no_ingress if {
	_of("azurerm_container_app", {}) == {"not-applicable"}
}
