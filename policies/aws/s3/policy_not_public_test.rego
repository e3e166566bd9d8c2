package crosswalk.policies.aws.s3.policy_not_public_test

import data.crosswalk.policies.aws.s3.policy_not_public

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
	some one in policy_not_public.verdicts with input as _input(resources)
	some resource in resources
	resource.key == one.resource
	resource.type == type
}

test_nothing_without_subject if {
	count(policy_not_public.verdicts) == 0 with input as _input([])
}

_statement := {"Effect": "Allow", "Principal": "*", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::records/*"}

_policy(document) := _companion("aws_s3_bucket_policy", {"policy": json.marshal(document)})

_grants(change) := _of("aws_s3_bucket_policy", [_policy({"Statement": [object.union(_statement, change)]})])

_shaped(change) := _of("aws_s3_bucket_policy", [_companion("aws_s3_bucket_policy", {"policy": {"$unknown": {
	"cause": "computed",
	"refs": [],
	"shape": {"Statement": [object.union(_statement, change)]},
}}})])

test_pass_when_principals_are_named if {
	_grants({"Principal": {"AWS": "arn:aws:iam::111122223333:role/reader"}}) == {"pass"}
	_shaped({"Principal": {"AWS": _computed("aws_iam_role.reader.arn")}}) == {"pass"}
	_grants({"Principal": {"Service": "cloudfront.amazonaws.com"}}) == {"pass"}
	_grants({"Effect": "Deny"}) == {"pass"}
}

test_pass_when_a_condition_limits_the_callers if {
	_grants({"Condition": {"StringEquals": {"aws:PrincipalOrgID": "o-1"}}}) == {"pass"}
}

test_fail_when_everybody_is_allowed if {
	_grants({}) == {"fail"}
	_grants({"Principal": {"AWS": ["*"]}}) == {"fail"}
	_of("aws_s3_bucket", [_bucket({"policy": json.marshal({"Statement": _statement})})]) == {"fail"}
	not_principal := {"Statement": object.union(object.remove(_statement, ["Principal"]), {"NotPrincipal": {"AWS": "1"}})}
	_of("aws_s3_bucket_policy", [_policy(not_principal)]) == {"fail"}
}

test_grade_when_block_public_access_stops_it if {
	block := {
		"key": "p", "type": "aws_s3_bucket_public_access_block", "links": {}, "meta": {},
		"values": {"block_public_policy": true, "restrict_public_buckets": true},
	}
	bucket := object.union(_bucket({}), {"links": {"public_access_block": [{"to": "p", "inferred": false}]}})
	policy := object.union(_policy({"Statement": [_statement]}), {"links": {"bucket": [{"to": "b", "inferred": false}]}})
	{site.grade |
		some one in policy_not_public.verdicts with input as _input([block, bucket, policy])
		some site in one.sites
	} == {"blocked"}
}

test_grade_when_an_access_point_blocks_by_default if {
	every given in [
		{"config": null, "grade": "blocked"},
		{"config": [{"restrict_public_buckets": false}], "grade": "default"},
	] {
		point := _companion("aws_s3_access_point", {
			"policy": json.marshal({"Statement": [_statement]}),
			"public_access_block_configuration": given.config,
		})
		{object.get(site, "grade", "default") |
			some one in policy_not_public.verdicts with input as _input([point])
			some site in one.sites
		} == {given.grade}
	}
}

test_unknown_when_from_a_variable if {
	_of("aws_s3_bucket_policy", [_companion("aws_s3_bucket_policy", {"policy": _marker})]) == {"unknown"}
	_shaped({"Principal": {"AWS": _marker}}) == {"unknown"}
	_shaped({"Condition": _marker}) == {"unknown"}
}

test_not_applicable_when_no_policy if {
	_of("aws_s3_bucket", [_bucket({})]) == {"not-applicable"}
}
