package crosswalk.policies.multi.tags.required_classification_test

import data.crosswalk.policies.multi.tags.required_classification

_marker := {"$unknown": {"cause": "variable", "refs": []}}

_resource(type, values) := {"key": "a", "type": type, "values": values, "links": {}, "meta": {}}

_input(resources) := {
	"resources": {one.key: one | some one in resources},
	"by_type": {type: [one.key | some one in resources; one.type == type] | some type in {one.type | some one in resources}},
	"dangling": {}, "missing": [], "declares": [],
}

_outcomes(resources) := {one.outcome | some one in required_classification.verdicts with input as _input(resources)}

_of(type, values) := _outcomes([_resource(type, values)])

_under(tags, type, values) := _outcomes([object.union(_resource(type, values), {"meta": {"defaultTags": tags}})])

_all := {"data-classification": "phi", "owner": "ehr-team", "environment": "production"}

_tag(key, value) := {"key": key, "value": value, "propagate_at_launch": true}

test_nothing_without_subject if {
	count(required_classification.verdicts) == 0 with input as _input([])
}

test_pass_when_all_keys_are_there if {
	_of("aws_s3_bucket", {"tags": _all}) == {"pass"}
	_of("azurerm_key_vault", {"tags": {"DataClassification": "PHI", "Owner": "ehr", "ENVIRONMENT": "Prod"}}) == {"pass"}
	_of("google_storage_bucket", {"labels": {"data_classification": "internal", "owner": "x", "environment": "dev"}}) == {"pass"}
	_of("google_sql_database_instance", {"settings": [{"user_labels": _all}]}) == {"pass"}
	_of("google_container_cluster", {"resource_labels": _all}) == {"pass"}
}

test_pass_when_the_provider_adds_them if {
	_under(_all, "aws_s3_bucket", {}) == {"pass"}
	_under({"owner": "x", "environment": "dev"}, "aws_s3_bucket", {"tags": {"data-classification": "phi"}}) == {"pass"}
	_under(_all, "google_storage_bucket", {}) == {"pass"}
}

test_pass_when_instances_inherit_the_tags_of_their_group if {
	_of("aws_autoscaling_group", {"tag": [_tag(key, value) | some key, value in _all]}) == {"pass"}
}

test_fail_when_a_key_is_missing if {
	_of("aws_s3_bucket", {}) == {"fail"}
	_of("aws_s3_bucket", {"tags": {"owner": "x", "environment": "dev"}}) == {"fail"}
	_of("azurerm_key_vault", {"tags": {}}) == {"fail"}
	_of("google_sql_database_instance", {"settings": [{}]}) == {"fail"}
}

test_fail_when_instances_do_not_inherit if {
	kept := [object.union(_tag(key, value), {"propagate_at_launch": false}) | some key, value in _all]
	_of("aws_autoscaling_group", {"tag": kept}) == {"fail"}
	_under(_all, "aws_autoscaling_group", {}) == {"fail"}
}

test_fail_when_a_value_is_no_usual_one if {
	_of("aws_s3_bucket", {"tags": object.union(_all, {"environment": "tbd"})}) == {"fail"}
}

test_unknown_when_tags_are if {
	_of("aws_s3_bucket", {"tags": _marker}) == {"unknown"}
	_of("aws_s3_bucket", {"tags": {"$unknown": {"cause": "variable", "refs": [], "shape": {"owner": "x"}}}}) == {"unknown"}
	_under({"owner": "x", "$unknown": {"cause": "variable", "refs": []}}, "aws_s3_bucket", {}) == {"unknown"}
	_of("aws_autoscaling_group", {"tag": _marker}) == {"unknown"}
}

test_a_value_that_is_not_known_counts_as_there if {
	_of("aws_s3_bucket", {"tags": object.union(_all, {"environment": _marker, "owner": _marker})}) == {"pass"}
}
