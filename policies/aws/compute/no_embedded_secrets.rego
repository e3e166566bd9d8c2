# METADATA
# title: Functions, containers and machines carry no secrets in code
# description: |
#   An environment variable or start script in code is readable by everybody who can read the repository, the state or
#   the service's console. Judged are names that tell a secret and values in known credential formats; user data is
#   decoded from Base64 first. What a variable, another resource or a data source gives is not written here.
# scope: package
# custom:
#   id: aws-compute-no-embedded-secrets
#   control: secrets-management
#   severity: critical
#   profile: recommended
#   subjects: [aws_lambda_function, aws_ecs_task_definition, aws_instance, aws_launch_template, aws_launch_configuration, aws_batch_job_definition, aws_apprunner_service, aws_elastic_beanstalk_environment]
#   message: "{address} carries a secret in code ({site})"
#   remediation: Keep the secret in Secrets Manager or Parameter Store, let the workload read it from there, and rotate the one in code.
#   example: |
#     resource "aws_ecs_task_definition" "portal" {
#       family = "portal"
#       container_definitions = jsonencode([{
#         name    = "portal"
#         image   = "clinic/portal:1.4.2"
#         secrets = [{ name = "DB_PASSWORD", valueFrom = aws_secretsmanager_secret.portal.arn }]
#       }])
#     }
#   secret: true
#   peers: [CKV_AWS_45, CKV_AWS_46, AVD-AWS-0029, AVD-AWS-0036, AVD-AWS-0122, AVD-AWS-0129, "kics:user_data_contains_encoded_private_key", "kics:hardcoded_aws_access_key", "kics:hardcoded_aws_access_key_in_lambda", AC_AWS_0095]
#   documentation:
#     - https://docs.aws.amazon.com/AmazonECS/latest/developerguide/specifying-sensitive-data.html
#     - https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html
#     - https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/user-data.html
package crosswalk.policies.aws.compute.no_embedded_secrets

import data.crosswalk.lib.model
import data.crosswalk.lib.secrets
import data.crosswalk.lib.tri
import data.crosswalk.lib.verdict

# Where a map of name and value stands.
_maps := {
	"aws_lambda_function": [["environment", 0, "variables"]],
	"aws_apprunner_service": [
		["source_configuration", 0, "image_repository", 0, "image_configuration", 0, "runtime_environment_variables"],
		[
			"source_configuration", 0, "code_repository", 0, "code_configuration", 0,
			"code_configuration_values", 0, "runtime_environment_variables",
		],
	],
}

_scripts := {
	"aws_instance": ["user_data", "user_data_base64"],
	"aws_launch_template": ["user_data"],
	"aws_launch_configuration": ["user_data", "user_data_base64"],
}

_types := [
	"aws_lambda_function", "aws_ecs_task_definition", "aws_instance", "aws_launch_template",
	"aws_launch_configuration", "aws_batch_job_definition", "aws_apprunner_service", "aws_elastic_beanstalk_environment",
]

verdicts contains verdict.of(workload, array.concat(_settings(workload), _script_sites(workload))) if {
	some workload in model.of_types(_types)
}

_settings(workload) := [verdict.site(one.path, tri.flip(secrets.plain(one.name, one.value))) |
	some one in _named(workload)
]

_named(workload) := [{"path": array.concat(path, [name]), "name": name, "value": value} |
	some path in _maps[workload.type]
	some name, value in _object(tri.document(tri.at(workload, path)))
] if {
	_maps[workload.type]
} else := [{"path": array.concat(path, ["value"]), "name": _text(name), "value": tri.get(entry, ["value"])} |
	some list in _lists(workload)
	some i, entry in _array(list.value)
	path := array.concat(list.path, [i])
	name := tri.get(entry, ["name"])
]

_lists(task) := [{"path": ["container_definitions", i, "environment"], "value": tri.get(container, ["environment"])} |
	some i, container in _array(tri.document(tri.at(task, ["container_definitions"])))
] if {
	task.type == "aws_ecs_task_definition"
} else := [{"path": ["container_properties", "environment"], "value": environment}] if {
	task.type == "aws_batch_job_definition"
	environment := tri.get(tri.document(tri.at(task, ["container_properties"])), ["environment"])
} else := [{"path": ["setting"], "value": tri.at(task, ["setting"])}] if {
	task.type == "aws_elastic_beanstalk_environment"
} else := []

_script_sites(machine) := [verdict.site([name], answer) |
	some name in object.get(_scripts, machine.type, [])
	value := tri.at(machine, [name])
	value != null
	answer := tri.answer(count([text | some text in _texts(value); _leaks(text)]) == 0)
]

# The literal parts of a template are judged; what is put in between is not written here.
_texts(value) := [part | some part in value["$unknown"].parts; is_string(part)] if {
	tri.hidden(value)
} else := [value, base64.decode(value)] if {
	is_string(value)
	regex.match(`^[A-Za-z0-9+/\s]{8,}={0,2}\s*$`, value)
	base64.is_valid(value)
} else := [tri.text_of(value)]

_leaks(text) if secrets.credential(text)

# A line such as `export DB_PASSWORD=hunter2`.
_leaks(text) if {
	some found in regex.find_all_string_submatch_n(`(?m)(?:^|[;&|]|\bexport|\bENV|\benv)[ \t]*([A-Za-z_][A-Za-z0-9_]*)=["']?([^\s"';|&]+)`, text, -1)
	secrets.plain(found[1], found[2]) == "yes"
	not secrets.placeholder(found[2])
}

_text(value) := value if {
	is_string(value)
} else := ""

_object(value) := value if {
	is_object(value)
	not tri.hidden(value)
} else := {}

_array(value) := value if {
	is_array(value)
} else := []
