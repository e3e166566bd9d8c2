package crosswalk.policies.mirth.channel.mllp_plaintext_test

import data.crosswalk.policies.mirth.channel.mllp_plaintext as policy

_marker := {"$unknown": {"cause": "variable", "refs": []}}

_input(values) := {
	"by_type": {"mirth:channel": ["a"]},
	"resources": {"a": {"key": "a", "type": "mirth:channel", "values": values, "links": {}, "meta": {}}},
}

_outcomes(values) := {one.outcome | some one in policy.verdicts with input as _input(values)}

_with(connector) := {"name": "ADT", "enabled": "true", "connectors": [connector]}

_listener := {"class": "TcpReceiverProperties", "enabled": "true", "host": "0.0.0.0", "plugins": []}

_sender(host) := {"class": "HttpDispatcherProperties", "enabled": "true", "host": host}

_plugin(class, enabled) := {"class": class, "enabled": enabled}

test_nothing_without_subject if count(policy.verdicts) == 0 with input as {"by_type": {}, "resources": {}}

test_fail_without_plugin if _outcomes(_with(_listener)) == {"fail"}

test_fail_with_plugin_off if {
	_outcomes(_with(object.union(_listener, {"plugins": [_plugin("SSLConnectorPluginProperties", "false")]}))) == {"fail"}
}

test_fail_with_another_plugin if {
	_outcomes(_with(object.union(_listener, {"plugins": [_plugin("DestinationSetProperties", "true")]}))) == {"fail"}
}

test_pass_with_plugin_on if {
	_outcomes(_with(object.union(_listener, {"plugins": [_plugin("SSLConnectorPluginProperties", "true")]}))) == {"pass"}
	_outcomes(_with(object.union(_listener, {"plugins": [_plugin("TLSListenerProperties", "true")]}))) == {"pass"}
}

test_pass_on_this_host if _outcomes(_with(object.union(_listener, {"host": "127.0.0.1"}))) == {"pass"}

test_pass_when_connector_is_off if _outcomes(_with(object.union(_listener, {"enabled": "false"}))) == {"pass"}

test_fail_for_a_plain_url if _outcomes(_with(_sender("http://ehr.example/in"))) == {"fail"}

test_pass_for_other_urls if {
	_outcomes(_with(_sender("https://ehr.example/in"))) == {"pass"}
	_outcomes(_with(_sender("http://localhost:8080/in"))) == {"pass"}
}

test_pass_without_network if _outcomes(_with({"class": "FileReceiverProperties", "host": "/in"})) == {"pass"}

test_unknown_when_unresolved if {
	_outcomes(_with(object.union(_listener, {"host": _marker}))) == {"unknown"}
	_outcomes(_with(object.union(_listener, {"plugins": [_plugin("ZenSslProperties", _marker)]}))) == {"unknown"}
	_outcomes(_with(_sender(_marker))) == {"unknown"}
	_outcomes(_with({"class": _marker})) == {"unknown"}
	_outcomes(_with(_marker)) == {"unknown"}
}

test_not_applicable_to_a_channel_that_is_off if {
	_outcomes(object.union(_with(_listener), {"enabled": "false"})) == {"not-applicable"}
}

test_pass_through_a_declared_tunnel if {
	given := object.union(_input(_with(_listener)), {"parameters": {"mirth.channel.mllp_plaintext": {"tunnelled": ["ADT"]}}})
	{one.outcome | some one in policy.verdicts with input as given} == {"pass"}
}
