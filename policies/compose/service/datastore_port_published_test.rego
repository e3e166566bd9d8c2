package crosswalk.policies.compose.service.datastore_port_published_test

import data.crosswalk.policies.compose.service.datastore_port_published as policy

_marker := {"$unknown": {"cause": "variable", "refs": []}}

_outcomes(values) := _outcomes_with(values, {})

_outcomes_with(values, meta) := {[one.outcome, grades] |
	some one in policy.verdicts with input as {
		"by_type": {"compose:service": ["a"]},
		"resources": {"a": {"key": "a", "type": "compose:service", "values": values, "links": {}, "meta": meta}},
		"dangling": {},
		"missing": [],
		"declares": [],
	}
	grades := {object.get(site, "grade", "default") | some site in one.sites; site.outcome == "fail"}
}

test_nothing_without_subject if count(policy.verdicts) == 0 with input as {"by_type": {}, "resources": {}}

test_unknown_when_the_resource_is_hidden if {
	{one.outcome | some one in policy.verdicts} == {"unknown"} with input as {
		"by_type": {"compose:service": ["a"]},
		"resources": {"a": {"key": "a", "type": "compose:service", "$unknown": {"cause": "variable", "refs": []}, "values": {}, "links": {}, "meta": {}}},
	}
}

_port(published, target, host) := {"ports": [{"published": published, "target": target, "host_ip": host, "protocol": "tcp"}]}

test_pass_on_loopback if _outcomes(_port("5432", "5432", "127.0.0.1")) == {["pass", set()]}

test_pass_for_other_ports if _outcomes(_port("8443", "8443", null)) == {["pass", set()]}

test_pass_when_not_published if _outcomes(_port(null, "5432", null)) == {["pass", set()]}

test_fail_on_every_interface if _outcomes(_port("15432", 5432, null)) == {["fail", {"default"}]}

test_fail_on_an_address_of_the_host if _outcomes(_port("2575", "2575", "0.0.0.0")) == {["fail", {"default"}]}

test_unknown_host if _outcomes(_port("5432", "5432", _marker)) == {["unknown", set()]}

test_unknown_port if _outcomes(_port("80", _marker, null)) == {["unknown", set()]}

test_unknown_entry if _outcomes({"ports": [_marker]}) == {["unknown", set()]}
