package crosswalk.policies.aws.s3.tls_only_test

import data.crosswalk.policies.aws.s3.tls_only

_marker := {"$unknown": {"cause": "variable", "refs": []}}

_computed(ref) := {"$unknown": {"cause": "computed", "refs": [ref]}}

_bucket(values) := {"key": "b", "type": "aws_s3_bucket", "values": values, "links": {}, "meta": {}}

_companion(type, values) := {"key": "c", "type": type, "values": values, "links": {}, "meta": {}}

_tied(bucket, name, companion) := [
	object.union(bucket, {"links": {name: [{"to": companion.key, "inferred": false}]}}),
	object.union(companion, {"links": {"bucket": [{"to": bucket.key, "inferred": false}]}}),
]

_input(resources) := {
	"resources": {one.key: one | some one in resources},
	"by_type": {type: [one.key | some one in resources; one.type == type] | some type in {one.type | some one in resources}},
	"dangling": {}, "missing": [],
}

_of(type, resources) := {one.outcome |
	some one in tls_only.verdicts with input as _input(resources)
	some resource in resources
	resource.key == one.resource
	resource.type == type
}

test_nothing_without_subject if {
	count(tls_only.verdicts) == 0 with input as _input([])
}

_bucket_arn := "arn:aws:s3:::records"

_statement := {
	"Effect": "Deny",
	"Principal": "*",
	"Action": "s3:*",
	"Resource": [_bucket_arn, "arn:aws:s3:::records/*"],
	"Condition": {"Bool": {"aws:SecureTransport": "false"}},
}

_shape(statements) := {"$unknown": {"cause": "computed", "refs": [], "shape": {"Statement": statements}}}

_policy(statements) := _companion("aws_s3_bucket_policy", {"policy": _shape(statements)})

_judged(statements) := _of("aws_s3_bucket", _tied(_bucket({}), "policy", _policy(statements)))

_changed(change) := _judged([object.union(_statement, change)])

_arn := _computed("aws_s3_bucket.records.arn")

_template(parts) := {"$unknown": {"cause": "computed", "refs": ["aws_s3_bucket.records.arn"], "parts": parts}}

test_pass_when_plain_http_is_denied if {
	_changed({}) == {"pass"}
	_changed({"Resource": [_arn, _template([_arn, "/*"])]}) == {"pass"}
	_changed({"Resource": "*", "Principal": {"AWS": "*"}, "Condition": {"Bool": {"aws:SecureTransport": [false]}}}) == {"pass"}
	_of("aws_s3_bucket", [_bucket({"policy": json.marshal({"Statement": _statement})})]) == {"pass"}
	_of("aws_s3_bucket_policy", [_policy([_statement])]) == {"pass"}
}

test_pass_when_two_statements_share_it if {
	_judged([
		object.union(_statement, {"Resource": _bucket_arn}),
		object.union(_statement, {"Resource": "arn:aws:s3:::records/*"}),
	]) == {"pass"}
}

test_fail_when_there_is_no_policy if {
	_of("aws_s3_bucket", [_bucket({})]) == {"fail"}
}

test_fail_when_the_statement_is_too_narrow if {
	every change in [
		{"Effect": "Allow"},
		{"Principal": {"AWS": "arn:aws:iam::111122223333:root"}},
		{"Action": "s3:GetObject"},
		{"Resource": "arn:aws:s3:::records/*"},
		{"Resource": [_arn, _template([_arn, "/phi/*"])]},
		{"Resource": [_bucket_arn, "arn:aws:s3:::records/phi/*"]},
		{"Condition": {"Bool": {"aws:SecureTransport": "true"}}},
		{"Condition": {"Bool": {"aws:SecureTransport": "false"}, "IpAddress": {"aws:SourceIp": "198.51.100.0/24"}}},
	] {
		_changed(change) == {"fail"}
	}
	_judged([object.remove(_statement, ["Condition"])]) == {"fail"}
	_of("aws_s3_bucket_policy", [_policy([])]) == {"fail"}
}

test_unknown_when_the_policy_is if {
	_of("aws_s3_bucket", _tied(_bucket({}), "policy", _companion("aws_s3_bucket_policy", {"policy": _marker}))) == {"unknown"}
	_of("aws_s3_bucket", [_bucket({"policy": _marker})]) == {"unknown"}
	_changed({"Resource": _marker}) == {"unknown"}
	_of("aws_s3_bucket_policy", [_policy([{"Effect": "Allow", "Action": _marker}])]) == {"unknown"}
	_changed({"Condition": _marker}) == {"unknown"}
	_of("aws_s3_bucket", [object.union(_bucket({}), {"links": {"policy": [{"to": "c", "inferred": true}]}}), _policy([])]) == {"unknown"}
}

test_not_applicable_when_a_directory_bucket if {
	_of("aws_s3_bucket_policy", [_policy([{"Effect": "Allow", "Action": "s3express:CreateSession"}])]) == {"not-applicable"}
}

test_not_applicable_when_the_bucket_is_judged if {
	_of("aws_s3_bucket_policy", _tied(_bucket({}), "policy", _policy([_statement]))) == {"not-applicable"}
}
