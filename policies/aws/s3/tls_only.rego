# METADATA
# title: Buckets deny requests over plain HTTP
# description: |
#   S3 answers HTTP as well as HTTPS. Only a Deny for everybody when aws:SecureTransport is false, on the bucket and
#   on its objects, for reads and writes, makes TLS the only way in.
# scope: package
# custom:
#   id: aws-s3-bucket-tls-only
#   control: encryption-in-transit
#   severity: high
#   profile: recommended
#   subjects: [aws_s3_bucket, aws_s3_bucket_policy]
#   message: "{address} accepts requests over plain HTTP"
#   remediation: Add a statement to the bucket policy that denies s3:* to "*" when aws:SecureTransport is "false".
#   example: |
#     data "aws_iam_policy_document" "records" {
#       statement {
#         effect    = "Deny"
#         actions   = ["s3:*"]
#         resources = [aws_s3_bucket.records.arn, "${aws_s3_bucket.records.arn}/*"]
#         principals {
#           type        = "*"
#           identifiers = ["*"]
#         }
#         condition {
#           test     = "Bool"
#           variable = "aws:SecureTransport"
#           values   = ["false"]
#         }
#       }
#     }
#   peers: ["guard:s3_bucket_ssl_requests_only", "prowler:s3_bucket_secure_transport_policy", "kics:s3_bucket_policy_accepts_http_requests", FG_R00100]
#   related: [CKV_AWS_379]
#   documentation:
#     - https://docs.aws.amazon.com/AmazonS3/latest/userguide/security-best-practices.html
#     - https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-securetransport
package crosswalk.policies.aws.s3.tls_only

import data.crosswalk.lib.iam
import data.crosswalk.lib.model
import data.crosswalk.lib.tri
import data.crosswalk.lib.verdict

verdicts contains verdict.not_applicable(policy, "judged-on-bucket") if {
	some policy in model.of_type("aws_s3_bucket_policy")
	count(model.linked(policy, "bucket")) > 0
}

# Directory buckets (S3 Express) have actions of their own and speak TLS only.
verdicts contains verdict.not_applicable(policy, "directory-bucket") if {
	some policy in model.of_type("aws_s3_bucket_policy")
	count(model.linked(policy, "bucket")) == 0
	_express(policy) == "yes"
}

verdicts contains verdict.on(policy, ["policy"], answer) if {
	some policy in model.of_type("aws_s3_bucket_policy")
	count(model.linked(policy, "bucket")) == 0
	_express(policy) != "yes"
	answer := tri.any_of([_enforced([policy]), tri.all_of([_express(policy), "unknown"])])
}

verdicts contains verdict.of(bucket, [_site(bucket)]) if {
	some bucket in model.of_type("aws_s3_bucket")
}

_express(policy) := tri.any_of([tri.matches(action, "^s3express:") |
	some one in iam.statements_at(policy, ["policy"])
	some action in iam.actions(one.value)
])

_site(bucket) := verdict.within(verdict.site(["policy"], _enforced(policies)), policies[0]) if {
	policies := model.linked(bucket, "policy")
	count(policies) > 0
} else := verdict.site(["policy"], _enforced([bucket])) if {
	tri.present(tri.at(bucket, ["policy"])) != "no"
} else := verdict.site([], model.any_linked(bucket, "policy", []))

# Each kind of request has to be denied, by one statement or by several.
_requests := [
	{"action": "s3:GetObject", "reach": "objects"},
	{"action": "s3:PutObject", "reach": "objects"},
	{"action": "s3:ListBucket", "reach": "bucket"},
]

_enforced(holders) := tri.all_of([tri.any_of([_denies(one.value, request) |
	some holder in holders
	some one in iam.statements_at(holder, ["policy"])
]) |
	some request in _requests
])

_denies(statement, request) := tri.all_of([
	iam.denies(statement),
	tri.any_of([iam.is_public_principal(one) | some one in iam.principals(statement)]),
	iam.covers_action(statement, request.action),
	tri.any_of([_reaches(value, request.reach) | some value in iam.resources(statement)]),
	_only_plain_http(statement),
])

# A further condition would let some plain requests through.
_only_plain_http(statement) := tri.all_of(array.concat(
	[tri.answer(count(iam.conditions(statement)) > 0)],
	[_plain_http(test) | some test in iam.conditions(statement)],
))

_plain_http(test) := "unknown" if {
	tri.hidden(test.key)
} else := tri.all_of([tri.is_false(value) | some value in test.values]) if {
	test.key == "aws:securetransport"
	test.operator in {"bool", "boolifexists"}
} else := "no"

_reaches(value, reach) := tri.matches(value, _pattern[reach]) if {
	not tri.hidden(value)
} else := tri.answer(reach == "bucket") if {
	some ref in tri.references(value)
	endswith(ref, ".arn")
	not value["$unknown"].parts
} else := _template_reaches(concat("", texts), reach) if {
	parts := value["$unknown"].parts
	texts := [text |
		some part in parts
		text := _text(part)
	]
} else := "unknown"

# The unknown parts of a bucket's ARN hold no slash: they stand for a name, a partition or the ARN of the bucket.
_template_reaches(text, reach) := tri.matches(text, _template_pattern[reach])

_text(part) := part if {
	is_string(part)
} else := "…"

_pattern := {
	"bucket": `^(\*|arn:[^:]*:s3:::[^/]+)$`,
	"objects": `^(\*|arn:[^:]*:s3:::([^/]*\*|[^/]+/\*))$`,
}

_template_pattern := {
	"bucket": `^[^/]+$`,
	"objects": `^[^/]+/\*$`,
}
