package crosswalk.policies.aws.ec2.imdsv2_required_test

import data.crosswalk.policies.aws.ec2.imdsv2_required

_marker := {"$unknown": {"cause": "variable", "refs": []}}

_resource(type, values) := {"key": type, "type": type, "values": values, "links": {}, "meta": {}}

_tied(one, name, to) := object.union(one, {"links": {name: [{"to": to, "inferred": false}]}})

_input(resources) := {
	"resources": {one.key: one | some one in resources},
	"by_type": {type: [one.key | some one in resources; one.type == type] | some type in {one.type | some one in resources}},
	"dangling": {}, "missing": [], "declares": [],
}

_all(resources) := {one.resource: one.outcome | some one in imdsv2_required.verdicts with input as _input(resources)}

_of(type, values) := _all([_resource(type, values)])[type]

_grades(type, values) := {object.get(site, "grade", "default") |
	some one in imdsv2_required.verdicts with input as _input([_resource(type, values)])
	some site in one.sites
	site.outcome == "fail"
}

test_nothing_without_subject if {
	count(imdsv2_required.verdicts) == 0 with input as _input([])
}

_machine(options) := _of("aws_instance", {"ami": "ami-1", "metadata_options": [options]})

_beside(defaults) := _all([_resource("aws_instance", {"ami": "ami-1"}), _resource("aws_ec2_instance_metadata_defaults", defaults)]).aws_instance

test_pass_when_required_or_off if {
	_machine({"http_tokens": "required", "http_put_response_hop_limit": 2}) == "pass"
	_machine({"http_endpoint": "disabled", "http_tokens": "optional"}) == "pass"
	_beside({"http_tokens": "required"}) == "pass"
	_of("aws_sagemaker_notebook_instance", {"instance_metadata_service_configuration": [{"minimum_instance_metadata_service_version": "2"}]}) == "pass"
}

test_fail_when_optional_or_absent if {
	_machine({"http_tokens": "optional"}) == "fail"
	_machine({"http_tokens": "required", "http_put_response_hop_limit": 3}) == "fail"
	_beside({"http_tokens": "optional"}) == "fail"
	_of("aws_sagemaker_notebook_instance", {}) == "fail"
	_grades("aws_launch_template", {"image_id": "ami-1"}) == {"absent"}
	_grades("aws_launch_configuration", {}) == {"absent"}
}

test_not_applicable_when_the_template_decides if {
	machine := _tied(_resource("aws_instance", {"launch_template": [{"id": "lt"}]}), "launch_template", "aws_launch_template")
	_all([machine, _resource("aws_launch_template", {})]).aws_instance == "not-applicable"
}

test_unknown_when_from_a_variable if {
	_machine({"http_tokens": _marker}) == "unknown"
	_machine({"http_tokens": "optional", "http_endpoint": _marker}) == "unknown"
	_machine({"http_endpoint": _marker}) == "unknown"
	_beside({"http_tokens": _marker}) == "unknown"
	_of("aws_instance", {"ami": _marker}) == "unknown"
	_of("aws_instance", {"launch_template": _marker}) == "unknown"
	_of("aws_instance", {"launch_template": [{"name": "elsewhere"}]}) == "unknown"
}
