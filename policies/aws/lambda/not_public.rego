# METADATA
# title: Functions are not open to everybody
# description: |
#   A permission for "*" lets any AWS account call the function, and a function URL with authorization NONE lets the
#   internet do so. A permission is narrowed by an organization, a source account or a fixed source ARN. Layers for "*"
#   give away their code unless an organization is named.
# scope: package
# custom:
#   id: aws-lambda-not-public
#   control: network-exposure
#   severity: critical
#   grades: {layer: high, cors: high}
#   profile: recommended
#   subjects: [aws_lambda_permission, aws_lambda_function_url, aws_lambda_layer_version_permission]
#   message: "{address} lets everybody call the function"
#   messages:
#     layer: "{address} lets every AWS account use the layer"
#     cors: "{address} lets every web site call the function with credentials"
#   remediation: Name the account, organization or service as principal, and set authorization_type to AWS_IAM.
#   example: |
#     resource "aws_lambda_function_url" "intake" {
#       function_name      = aws_lambda_function.intake.function_name
#       authorization_type = "AWS_IAM"
#     }
#   peers: [CKV_AWS_258, CKV_AWS_301, "guard:lambda_function_public_access_prohibited", "prowler:awslambda_function_not_publicly_accessible", "prowler:awslambda_function_url_public", "kics:lambda_permission_principal_is_wildcard", FG_R00276]
#   related: [CKV2_AWS_75, FG_R00499]
#   documentation:
#     - https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html
#     - https://docs.aws.amazon.com/lambda/latest/dg/access-control-resource-based.html
package crosswalk.policies.aws.lambda.not_public

import data.crosswalk.lib.aws
import data.crosswalk.lib.iam
import data.crosswalk.lib.model
import data.crosswalk.lib.tri
import data.crosswalk.lib.verdict

verdicts contains verdict.on(permission, ["principal"], tri.any_of([_named(permission), _narrowed(permission)])) if {
	some permission in model.of_type("aws_lambda_permission")
}

verdicts contains verdict.of(permission, [verdict.graded(verdict.site(["principal"], answer), "layer")]) if {
	some permission in model.of_type("aws_lambda_layer_version_permission")
	answer := tri.any_of([_named(permission), aws.is_set(tri.at(permission, ["organization_id"]))])
}

verdicts contains verdict.of(url, array.concat(
	[verdict.site(["authorization_type"], tri.same(tri.at(url, ["authorization_type"]), "AWS_IAM"))],
	[verdict.graded(verdict.site(["cors", 0, "allow_origins"], tri.flip(_any_site(url))), "cors") | _any_site(url) != "no"],
)) if {
	some url in model.of_type("aws_lambda_function_url")
}

_named(permission) := "yes" if {
	iam.names_one(tri.at(permission, ["principal"])) == "yes"
} else := tri.flip(tri.same(tri.at(permission, ["principal"]), "*"))

_narrowed(permission) := tri.any_of([
	aws.is_set(tri.at(permission, ["principal_org_id"])),
	aws.is_set(tri.at(permission, ["source_account"])),
	_fixed(tri.at(permission, ["source_arn"])),
])

_fixed(arn) := "yes" if {
	arn["$unknown"].cause in {"computed", "data"}
} else := tri.matches(arn, `^arn:[^*?]*:([0-9]{12}:|s3:::[^*?])`)

_any_site(url) := tri.all_of([
	tri.contains_item(tri.at(url, ["cors", 0, "allow_origins"]), "*"),
	tri.is_true(tri.at(url, ["cors", 0, "allow_credentials"])),
])
