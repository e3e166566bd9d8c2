package crosswalk.policies.google.sql.not_public_test

import data.crosswalk.policies.google.sql.not_public

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

_sql(configuration) := _of("google_sql_database_instance", {"settings": [{"ip_configuration": [configuration]}]})

_alloy(configuration) := _of("google_alloydb_instance", {"network_config": [configuration]})

test_pass_when_private if {
	_sql({"ipv4_enabled": false, "private_network": "n"}) == {"pass"}
	_sql({"ipv4_enabled": false, "authorized_networks": [{"value": "0.0.0.0/0"}]}) == {"pass"}
	_of("google_alloydb_instance", {}) == {"pass"}
	_alloy({"enable_public_ip": false}) == {"pass"}
}

test_fail_when_it_has_an_address if {
	_of("google_sql_database_instance", {}) == {"fail"}
	_sql({"ipv4_enabled": true}) == {"fail"}
	_alloy({"enable_public_ip": true}) == {"fail"}
}

_failed(type, values) := {json.marshal(site.path) |
	some one in not_public.verdicts with input as _input([_resource(type, values)])
	some site in one.sites
	site.outcome == "fail"
}

test_fail_when_everybody_may_connect if {
	count(_failed("google_sql_database_instance", {"settings": [{"ip_configuration": [{"authorized_networks": [{"value": "0.0.0.0/0"}, {"value": "10.0.0.0/8"}]}]}]})) == 2
	count(_failed("google_alloydb_instance", {"network_config": [{"enable_public_ip": true, "authorized_external_networks": [{"cidr_range": "::/0"}]}]})) == 2
}

test_unknown_when_from_a_variable_or_a_clone if {
	_sql({"ipv4_enabled": _marker}) == {"unknown"}
	_alloy({"enable_public_ip": _marker}) == {"unknown"}
	_of("google_sql_database_instance", {"settings": _marker}) == {"unknown"}
	_of("google_sql_database_instance", {"clone": [{"source_instance_name": "a"}]}) == {"unknown"}
}
