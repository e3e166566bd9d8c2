# METADATA
# title: Services call functions for known sources only
# description: |
#   A permission for a service such as s3.amazonaws.com without source_arn or source_account lets that service call the
#   function on behalf of any AWS account (the confused deputy).
# scope: package
# custom:
#   id: aws-lambda-permission-source-restricted
#   control: network-exposure
#   severity: medium
#   profile: strict
#   subjects: [aws_lambda_permission]
#   message: "{address} lets {service} call the function for any account"
#   remediation: Set source_arn to the bucket, topic, rule or API that calls, or source_account where it has no ARN.
#   example: |
#     resource "aws_lambda_permission" "bucket" {
#       action        = "lambda:InvokeFunction"
#       function_name = aws_lambda_function.intake.function_name
#       principal     = "s3.amazonaws.com"
#       source_arn    = aws_s3_bucket.intake.arn
#     }
#   peers: [CKV_AWS_364, AVD-AWS-0067]
#   documentation:
#     - https://docs.aws.amazon.com/lambda/latest/dg/permissions-function-services.html
#     - https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/lambda_permission
package crosswalk.policies.aws.lambda.permission_source_restricted

import data.crosswalk.lib.aws
import data.crosswalk.lib.model
import data.crosswalk.lib.tri
import data.crosswalk.lib.verdict

_narrowing := ["source_arn", "source_account", "principal_org_id"]

verdicts contains _verdict(permission) if {
	some permission in model.of_type("aws_lambda_permission")
}

_verdict(permission) := verdict.not_applicable(permission, "no-service") if {
	_service(permission) == "no"
} else := verdict.of(permission, [verdict.stating(
	verdict.site(_path(permission), tri.any_of([tri.flip(_service(permission)), _narrowed(permission)])),
	{"service": tri.text_of(tri.at(permission, ["principal"]))},
)])

_service(permission) := tri.matches(tri.at(permission, ["principal"]), `\.amazonaws\.com(\.cn)?$`)

_path(permission) := ["principal"] if {
	_service(permission) == "unknown"
} else := ["source_arn"]

_narrowed(permission) := tri.any_of([aws.is_set(tri.at(permission, [name])) | some name in _narrowing])
