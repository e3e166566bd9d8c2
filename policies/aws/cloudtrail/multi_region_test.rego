package crosswalk.policies.aws.cloudtrail.multi_region_test

import data.crosswalk.policies.aws.cloudtrail.multi_region

_marker := {"$unknown": {"cause": "variable", "refs": []}}

_resource(type, values) := {"key": type, "type": type, "values": values, "links": {}, "meta": {}}

_input(resources) := {
	"resources": {one.key: one | some one in resources},
	"by_type": {type: [one.key | some one in resources; one.type == type] | some type in {one.type | some one in resources}},
	"dangling": {}, "missing": [], "declares": [],
}

_all(resources) := {one.resource: one.outcome | some one in multi_region.verdicts with input as _input(resources)}

_of(type, values) := _all([_resource(type, values)])[type]

test_nothing_without_subject if {
	count(multi_region.verdicts) == 0 with input as _input([])
}

_trail(values) := _of("aws_cloudtrail", object.union({"is_multi_region_trail": true}, values))

_advanced(fields) := {"advanced_event_selector": [{"field_selector": fields}]}

_category(values) := {"field": "eventCategory", "equals": values}

test_pass_when_all_is_recorded if {
	_trail({}) == "pass"
	_trail({"event_selector": [{}]}) == "pass"
	_trail({"event_selector": [{"include_management_events": false}, {"read_write_type": "All"}]}) == "pass"
	_trail(_advanced([_category(["Management"])])) == "pass"
}

test_fail_when_something_is_left_out if {
	_of("aws_cloudtrail", {}) == "fail"
	_trail({"enable_logging": false}) == "fail"
	_trail({"include_global_service_events": false}) == "fail"
	_trail({"event_selector": [{"read_write_type": "WriteOnly"}]}) == "fail"
	_trail(_advanced([_category(["Data"])])) == "fail"
	_trail(_advanced([_category(["Management"]), {"field": "readOnly", "equals": ["true"]}])) == "fail"
}

test_unknown_when_from_a_variable if {
	_trail({"is_multi_region_trail": _marker}) == "unknown"
	_trail({"event_selector": _marker}) == "unknown"
	_trail(_advanced(_marker)) == "unknown"
}
