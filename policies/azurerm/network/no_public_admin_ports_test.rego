package crosswalk.policies.azurerm.network.no_public_admin_ports_test

import data.crosswalk.policies.azurerm.network.no_public_admin_ports

_marker := {"$unknown": {"cause": "variable", "refs": []}}

_resource(type, values) := {"key": "a", "type": type, "values": values, "links": {}, "meta": {}}

_input(resources) := {
	"resources": {one.key: one | some one in resources},
	"by_type": {type: [one.key | some one in resources; one.type == type] | some type in {one.type | some one in resources}},
	"dangling": {}, "missing": [], "declares": [],
}

_outcomes(resources) := {one.outcome | some one in no_public_admin_ports.verdicts with input as _input(resources)}

_of(type, values) := _outcomes([_resource(type, values)])

test_nothing_without_subject if {
	count(no_public_admin_ports.verdicts) == 0 with input as _input([])
}

_rule(changes) := object.union(
	{
		"direction": "Inbound", "access": "Allow", "protocol": "Tcp",
		"source_address_prefix": "*", "destination_port_range": "22",
	},
	changes,
)

_one(changes) := _of("azurerm_network_security_rule", _rule(changes))

test_pass_when_narrow if {
	_one({"source_address_prefix": "10.0.0.0/8"}) == {"pass"}
	_one({"direction": "Outbound"}) == {"pass"}
	_one({"access": "Deny"}) == {"pass"}
	_one({"protocol": "Icmp"}) == {"pass"}
	_one({"destination_port_range": "443"}) == {"pass"}
	_one({"destination_port_range": "100-200"}) == {"pass"}
	_of("azurerm_network_security_rule", {}) == {"pass"}
	_of("azurerm_network_security_group", {"security_rule": [_rule({"destination_port_range": "443"})]}) == {"pass"}
	_of("azurerm_network_security_group", {}) == {"pass"}
}

test_fail_when_everywhere_reaches_a_port if {
	every range in ["22", "*", "20-25", "3000-4000", 5986, "22-22"] {
		_one({"destination_port_range": range}) == {"fail"}
	}
	every source in ["Internet", "0.0.0.0/0", "::/0", "any"] {
		_one({"source_address_prefix": source}) == {"fail"}
	}
	lists := {"source_address_prefix": null, "destination_port_range": null}
	_one(object.union(lists, {"source_address_prefixes": ["10.0.0.1", "0.0.0.0/0"], "destination_port_ranges": ["443", "3389"]})) == {"fail"}
	_of("azurerm_network_security_group", {"security_rule": [_rule({})]}) == {"fail"}
}

test_unknown_when_from_a_variable if {
	_one({"source_address_prefix": _marker}) == {"unknown"}
	_one({"destination_port_range": _marker}) == {"unknown"}
	_of("azurerm_network_security_group", {"security_rule": _marker}) == {"unknown"}
	_of("azurerm_network_security_rule", _marker) == {"unknown"}
}
