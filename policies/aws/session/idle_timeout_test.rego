package crosswalk.policies.aws.session.idle_timeout_test

import data.crosswalk.policies.aws.session.idle_timeout

_marker := {"$unknown": {"cause": "variable", "refs": []}}

_resource(type, values) := {"key": type, "type": type, "values": values, "links": {}, "meta": {}}

_input(resources) := {
	"resources": {one.key: one | some one in resources},
	"by_type": {type: [one.key | some one in resources; one.type == type] | some type in {one.type | some one in resources}},
	"dangling": {}, "missing": [], "declares": [],
}

_all(resources) := {one.resource: one.outcome | some one in idle_timeout.verdicts with input as _input(resources)}

_of(type, values) := _all([_resource(type, values)])[type]

test_nothing_without_subject if {
	count(idle_timeout.verdicts) == 0 with input as _input([])
}

_fleet(seconds) := _of("aws_appstream_fleet", {"idle_disconnect_timeout_in_seconds": seconds})

test_pass_when_within_15_minutes if {
	_fleet(60) == "pass"
	_fleet("900") == "pass"
}

test_fail_when_longer_or_never if {
	_fleet(3600) == "fail"
	_fleet(0) == "fail"
	_of("aws_appstream_fleet", {}) == "fail"
}

test_unknown_when_from_a_variable if _fleet(_marker) == "unknown"
