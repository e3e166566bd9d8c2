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

_several(trails, more) := {one.resource: one.outcome |
	resources := array.concat([object.union(_resource("aws_cloudtrail", values), {"key": key}) | some key, values in trails], more)
	some one in multi_region.verdicts with input as _input(resources)
}

_full := {"is_multi_region_trail": true}

test_not_applicable_beside_one_that_records_all if {
	_several({"a": _full, "b": {}}, []) == {"a": "pass", "b": "not-applicable"}
	_several({"b": {}}, [_resource("aws_cloudtrail_event_data_store", {})]) == {"b": "not-applicable"}
	_several({"b": {}}, [_resource("aws_cloudtrail_event_data_store", _advanced([_category(["Management"])]))]) == {"b": "not-applicable"}
}

test_fail_when_no_other_records_all if {
	_several({"a": {}, "b": {}}, []) == {"a": "fail", "b": "fail"}
	elsewhere := object.union(_resource("aws_cloudtrail", _full), {"key": "x", "meta": {"providerAlias": "other"}})
	_several({"b": {}}, [elsewhere]) == {"b": "fail", "x": "pass"}
	every values in [{"multi_region_enabled": false}, {"suspend": true}, _advanced([_category(["Data"])])] {
		_several({"b": {}}, [_resource("aws_cloudtrail_event_data_store", values)]) == {"b": "fail"}
	}
}

test_unknown_when_another_may_record_all if {
	_several({"a": {"is_multi_region_trail": _marker}, "b": {}}, []) == {"a": "unknown", "b": "unknown"}
	every values in [{"multi_region_enabled": _marker}, {"suspend": _marker}, {"advanced_event_selector": _marker}] {
		_several({"b": {}}, [_resource("aws_cloudtrail_event_data_store", values)]) == {"b": "unknown"}
	}
}

_baseline(resources) := outcomes["provider.aws"] if {
	inputs := object.union(_input(array.concat([_resource("provider.aws", {})], resources)), {"declares": ["account-baseline"]})
	outcomes := {one.resource: one.outcome | some one in multi_region.verdicts with input as inputs}
}

test_an_account_baseline_has_a_trail if {
	_baseline([]) == "fail"
	_baseline([_resource("aws_cloudtrail", {})]) == "not-applicable"
	_baseline([_resource("aws_cloudtrail_event_data_store", {})]) == "pass"
	_of("provider.aws", {}) == "not-applicable"
	_all([object.union(_resource("provider.aws", {}), {"meta": {"providerAlias": "west"}})]) == {"provider.aws": "not-applicable"}
}
