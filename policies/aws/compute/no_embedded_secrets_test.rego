package crosswalk.policies.aws.compute.no_embedded_secrets_test

import data.crosswalk.policies.aws.compute.no_embedded_secrets

_marker := {"$unknown": {"cause": "variable", "refs": []}}

_resource(type, values) := {"key": type, "type": type, "values": values, "links": {}, "meta": {}}

_input(resources) := {
	"resources": {one.key: one | some one in resources},
	"by_type": {type: [one.key | some one in resources; one.type == type] | some type in {one.type | some one in resources}},
	"dangling": {}, "missing": [], "declares": [],
}

_all(resources) := {one.resource: one.outcome | some one in no_embedded_secrets.verdicts with input as _input(resources)}

_of(type, values) := _all([_resource(type, values)])[type]

test_nothing_without_subject if {
	count(no_embedded_secrets.verdicts) == 0 with input as _input([])
}

_lambda(variables) := _of("aws_lambda_function", {"environment": [{"variables": variables}]})

_container(environment) := {"container_definitions": [{"environment": environment}]}

_task(environment) := _of("aws_ecs_task_definition", _container(environment))

_script(text) := _of("aws_instance", {"user_data": text})

_secret := [{"name": "DB_PASSWORD", "value": "sunny-harbour-42"}]

_parted(text) := {"$unknown": {"cause": "variable", "refs": [], "parts": [text, _marker]}}

test_pass_when_no_secret_is_written if {
	_lambda({"TABLE": "intake", "API_TOKEN": _marker}) == "pass"
	_lambda(null) == "pass"
	_task([{"name": "TABLE", "value": "intake"}]) == "pass"
	_script("export DB_PASSWORD=$1") == "pass"
	_script(_parted("echo hello")) == "pass"
	_of("aws_elastic_beanstalk_environment", {}) == "pass"
}

test_fail_when_one_is if {
	_lambda({"API_TOKEN": "rWq8-Zk2m"}) == "fail"
	_task(_secret) == "fail"
	_of("aws_batch_job_definition", {"container_properties": {"environment": _secret}}) == "fail"
	_of("aws_elastic_beanstalk_environment", {"setting": _secret}) == "fail"
	_script("export DB_PASSWORD=sunny-harbour-42") == "fail"
	_script(_parted("export DB_PASSWORD=sunny-harbour-42 ")) == "fail"
	_of("aws_launch_template", {"user_data": base64.encode("curl https://app:sunny-harbour@db/ehr")}) == "fail"
	image := {"image_configuration": [{"runtime_environment_variables": {"DB_PASSWORD": "sunny-harbour-42"}}]}
	_of("aws_apprunner_service", {"source_configuration": [{"image_repository": [image]}]}) == "fail"
}

test_unknown_when_partly_written if {
	_lambda({"API_TOKEN": _parted("intake-")}) == "unknown"
	_task([{"name": "DB_PASSWORD", "value": _parted("sunny-")}]) == "unknown"
}
