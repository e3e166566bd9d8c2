# METADATA
# title: The instance metadata service demands a session token
# description: |
#   Without a token (IMDSv2) a flaw that makes a server fetch an address hands out the instance's credentials. What an
#   absent http_tokens means is decided by the AMI (imds-support v2.0) and the account
#   (aws_ec2_instance_metadata_defaults), else it is optional; an AMI that is not known here gives unknown. SageMaker
#   notebooks default to version 1.
# scope: package
# custom:
#   id: aws-ec2-imdsv2-required
#   control: workload-hardening
#   severity: high
#   grades: {absent: medium, hops: low}
#   profile: strict
#   subjects: [aws_instance, aws_launch_template, aws_launch_configuration, aws_sagemaker_notebook_instance]
#   reads: [aws_ec2_instance_metadata_defaults]
#   whole: [aws_ec2_instance_metadata_defaults]
#   message: "{address} answers metadata requests without a token"
#   messages:
#     absent: "{address} leaves it to the account whether metadata requests need a token"
#     hops: "{address} lets metadata answers travel more than two hops"
#   remediation: Set http_tokens to required in metadata_options.
#   example: |
#     resource "aws_instance" "portal" {
#       metadata_options {
#         http_tokens = "required"
#       }
#     }
#   peers: [CKV_AWS_79, CKV_AWS_371, AVD-AWS-0028, AVD-AWS-0130, "prowler:ec2_instance_imdsv2_enabled", "kics:instance_uses_metadata_service_IMDSv1"]
#   related: [CKV_AWS_341, "prowler:ec2_confidential_workload_host_imdsv2_not_enforced"]
#   documentation:
#     - https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/configuring-instance-metadata-options.html
#     - https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_InstanceMetadataServiceConfiguration.html
#     - https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/instance#metadata-options
package crosswalk.policies.aws.ec2.imdsv2_required

import data.crosswalk.lib.model
import data.crosswalk.lib.tri
import data.crosswalk.lib.verdict

_tokens := ["metadata_options", 0, "http_tokens"]

_endpoint := ["metadata_options", 0, "http_endpoint"]

_hops := ["metadata_options", 0, "http_put_response_hop_limit"]

_version := ["instance_metadata_service_configuration", 0, "minimum_instance_metadata_service_version"]

_image := {"aws_instance": "ami", "aws_launch_template": "image_id", "aws_launch_configuration": "image_id"}

verdicts contains verdict.on(notebook, _version, tri.same(tri.at(notebook, _version), "2")) if {
	some notebook in model.of_type("aws_sagemaker_notebook_instance")
}

verdicts contains _verdict(machine) if {
	some machine in model.of_types([type | some type, _ in _image])
}

_verdict(machine) := verdict.on(machine, _endpoint, "yes") if {
	tri.same(tri.at(machine, _endpoint), "disabled") == "yes"
} else := verdict.of(machine, array.concat([_decided(machine)], _hop_sites(machine))) if {
	tri.present(tri.at(machine, _tokens)) != "no"
} else := verdict.not_applicable(machine, "judged-on-launch-template") if {
	count(model.linked(machine, "launch_template")) > 0
} else := verdict.on(machine, ["launch_template"], "unknown") if {
	tri.hidden(_template(machine))
} else := verdict.unknown(machine, ["launch_template"], "outside-scan") if {
	tri.empty(_template(machine)) == "no"
} else := verdict.of(machine, array.concat([_undecided(machine)], _hop_sites(machine)))

# Only instances follow a template; on a template or configuration the name does not exist.
_template(machine) := tri.at(machine, ["launch_template"])

_decided(machine) := verdict.site(_endpoint, "unknown") if {
	tri.hidden(tri.at(machine, _endpoint))
	tri.same(tri.at(machine, _tokens), "required") != "yes"
} else := verdict.site(_tokens, tri.same(tri.at(machine, _tokens), "required"))

_hop_sites(machine) := [verdict.graded(verdict.site(_hops, _near(machine)), "hops") | _near(machine) != "yes"]

_near(machine) := tri.any_of([
	tri.flip(tri.present(tri.at(machine, _hops))),
	tri.at_most(tri.at(machine, _hops), 2),
	tri.same(tri.at(machine, _endpoint), "disabled"),
])

_undecided(machine) := verdict.site(_tokens, "yes") if {
	tri.any_of(_defaults(machine)) == "yes"
} else := verdict.site([_image[machine.type]], "unknown") if {
	tri.hidden(tri.at(machine, [_image[machine.type]]))
} else := verdict.site(_endpoint, "unknown") if {
	tri.hidden(tri.at(machine, _endpoint))
} else := verdict.because(verdict.site(_tokens, "unknown"), _default_cause(machine)) if {
	tri.any_of(_defaults(machine)) == "unknown"
} else := verdict.graded(verdict.site(_tokens, "no"), "absent")

# The defaults hold for one account and region, so they speak for machines of the same provider configuration.
_settings(machine) := [tri.at(defaults, ["http_tokens"]) |
	some defaults in model.of_type("aws_ec2_instance_metadata_defaults")
	object.get(defaults.meta, "providerAlias", "") == object.get(machine.meta, "providerAlias", "")
]

_defaults(machine) := [tri.same(tokens, "required") | some tokens in _settings(machine)]

_default_cause(machine) := [tokens["$unknown"].cause | some tokens in _settings(machine); tri.hidden(tokens)][0]
