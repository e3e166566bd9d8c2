package crosswalk.lib.model_test

import data.crosswalk.lib.model

_bucket := {"key": "b", "type": "bucket", "values": {}, "meta": {"phi": "yes"}, "links": {"policy": [{"to": "p", "inferred": false}, {"to": "q", "inferred": true}, {"to": "gone", "inferred": false}]}}

_input(more) := object.union(
	{"resources": {"b": _bucket, "p": {"key": "p"}, "q": {"key": "q"}}, "by_type": {"bucket": ["b"]}, "dangling": {}, "missing": [], "declares": ["account-baseline"]},
	more,
)

test_resources_by_type if {
	model.of_type("bucket") == [_bucket] with input as _input({})
	model.of_types(["none", "bucket"]) == [_bucket] with input as _input({})
}

test_inferred_links_are_apart if {
	[one.key | some one in model.linked(_bucket, "policy")] == ["p"] with input as _input({})
	[one.key | some one in model.inferred(_bucket, "policy")] == ["q"] with input as _input({})
}

test_absence_is_unknown_where_a_companion_may_be_out_of_sight if {
	lonely := {"key": "l", "links": {}}
	model.any_linked(lonely, "policy", []) == "no" with input as _input({})
	model.any_linked(lonely, "policy", []) == "unknown" with input as _input({"missing": ["module.x"]})
	model.any_linked(lonely, "policy", []) == "unknown" with input as _input({"dangling": {"policy": ["z"]}})
	model.any_linked(_bucket, "policy", ["no"]) == "unknown" with input as _input({})
	model.any_linked(lonely, "policy", ["unknown"]) == "unknown" with input as _input({})
	model.any_linked(lonely, "policy", ["no", "yes"]) == "yes" with input as _input({"missing": ["module.x"]})
}

test_declarations_and_scope if {
	model.declares("account-baseline") with input as _input({})
	not model.declares("cluster-baseline") with input as _input({})
	model.phi(_bucket)
	not model.phi({"meta": {}})
}

test_a_parameter_has_the_default_unless_it_is_set if {
	model.parameter("aws.rds.x", "days", 7) == 7 with input as _input({})
	model.parameter("aws.rds.x", "days", 7) == 30 with input as _input({"parameters": {"aws.rds.x": {"days": 30}}})
}
