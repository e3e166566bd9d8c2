package crosswalk.lib.iam_test

import data.crosswalk.lib.iam
import data.crosswalk.lib.tri

_marker := {"$unknown": {"cause": "variable", "refs": []}}

_role := {"$unknown": {"cause": "computed", "refs": ["aws_iam_role.reader.arn"]}}

_account := {"$unknown": {"cause": "data", "refs": [], "parts": ["arn:aws:iam::", _marker, ":root"]}}

_values := [
	null, true, 0, "", "*", [], ["*", 1, null], {}, {"AWS": "*"}, {"AWS": [1, _marker]}, {"StringEquals": "x"},
	_marker, [_marker], {"AWS": _marker}, {"StringEquals": _marker}, {"StringLike": {"aws:SourceArn": _marker}},
]

test_every_shape_of_every_field_gets_an_answer if {
	every value in _values {
		every statement in [
			value, {"Effect": value}, {"Action": value}, {"NotAction": value}, {"Resource": value},
			{"Principal": value}, {"NotPrincipal": value}, {"Condition": value}, {"Condition": {"StringLike": value}},
		] {
			every answer in [
				iam.allows(statement),
				iam.denies(statement),
				iam.covers_action(statement, "s3:getobject"),
				iam.names_public(statement),
				iam.limits_caller(statement),
				iam.wildcard_match(value, "s3:getobject"),
				iam.names_one(value),
			] {
				answer in {"yes", "no", "unknown"}
			}
			is_array(iam.resources(statement))
			is_array(iam.condition_values(statement, {"bool"}, "aws:securetransport"))
			every document in [value, {"Statement": value}, {"Statement": [statement]}] {
				is_array(iam.statements(document))
			}
		}
	}
}

test_statements_are_found_however_written if {
	iam.statements({"Statement": {"Sid": "a"}}) == [{"path": ["Statement"], "value": {"Sid": "a"}}]
	iam.statements({"Statement": [{"Sid": "a"}]}) == [{"path": ["Statement", 0], "value": {"Sid": "a"}}]
	iam.statements(_marker) == [{"path": ["Statement"], "value": _marker}]
	iam.statements({"Statement": [_marker]}) == [{"path": ["Statement", 0], "value": _marker}]
	iam.statements(null) == []
	iam.statements("no json") == []
	[one.path | some one in iam.statements_at({"values": {"policy": `{"Statement":[{}]}`}}, ["policy"])] == [["policy", "Statement", 0]]
	shaped := {"values": {"policy": {"$unknown": {"cause": "computed", "shape": {"Statement": {"Sid": "a"}}}}}}
	iam.statements_at(shaped, ["policy"]) == [{"path": ["policy", "Statement"], "value": {"Sid": "a"}}]
	iam.statements_at({"values": {}}, ["policy"]) == []
}

test_effects if {
	iam.allows({"Effect": "Allow"}) == "yes"
	iam.allows({"Effect": _marker}) == "unknown"
	iam.denies({"Effect": "Deny"}) == "yes"
	iam.denies({}) == "no"
}

test_actions_are_matched_with_wildcards if {
	iam.covers_action({"Action": "s3:*"}, "s3:GetObject") == "yes"
	iam.covers_action({"Action": ["s3:Put*", "S3:getobjec?"]}, "s3:GetObject") == "yes"
	iam.covers_action({"Action": ["s3.GetObject", "("]}, "s3:GetObject") == "no"
	iam.covers_action({"Action": ["s3:PutObject", _marker]}, "s3:GetObject") == "unknown"
	iam.covers_action({"NotAction": "iam:*"}, "s3:GetObject") == "yes"
	iam.covers_action({"NotAction": "*"}, "s3:GetObject") == "no"
	iam.covers_action({"NotAction": _marker}, "s3:GetObject") == "unknown"
	iam.covers_action(_marker, "s3:GetObject") == "unknown"
	iam.actions({"Action": ["a", "b"]}) == ["a", "b"]
	iam.entries({"Action": ["a", "b"]}, "Action")[1].path == ["Action", 1]
}

test_principals_of_every_form if {
	iam.principals({"Principal": "*"}) == [{"path": ["Principal"], "kind": "*", "value": "*"}]
	iam.principals({"Principal": {"AWS": ["1", "2"]}}) == [
		{"path": ["Principal", "AWS", 0], "kind": "AWS", "value": "1"},
		{"path": ["Principal", "AWS", 1], "kind": "AWS", "value": "2"},
	]
	iam.principals({"Principal": {"Service": "ec2.amazonaws.com"}})[0].kind == "Service"
	iam.principals({"Principal": _marker}) == [{"path": ["Principal"], "kind": _marker, "value": _marker}]
	iam.principals({}) == []
}

test_public_is_a_bare_wildcard_for_accounts if {
	iam.names_public({"Principal": "*"}) == "yes"
	iam.names_public({"Principal": {"AWS": ["arn:aws:iam::111122223333:root", "*"]}}) == "yes"
	iam.names_public({"NotPrincipal": {"AWS": "x"}}) == "yes"
	iam.names_public({"Principal": {"Service": "*"}}) == "no"
	iam.names_public({"Principal": {"AWS": "arn:aws:iam::111122223333:root"}}) == "no"
	iam.names_public({"Principal": {"AWS": _role}}) == "no"
	iam.names_public({"Principal": {"AWS": _account}}) == "no"
	iam.names_public({"Principal": {"AWS": _marker}}) == "unknown"
	iam.names_public({"Principal": _marker}) == "unknown"
	iam.names_public(_marker) == "unknown"
	iam.names_public({}) == "no"
}

_condition(operator, key, value) := {"Condition": {operator: {key: value}}}

test_callers_are_limited_by_fixed_values if {
	every yes in [
		_condition("StringEquals", "aws:PrincipalOrgID", "o-1"),
		_condition("StringEquals", "AWS:SourceVpce", [_marker]),
		_condition("ForAnyValue:StringLike", "aws:PrincipalOrgPaths", "o-1/r-2/ou-3/*"),
		_condition("ArnLike", "aws:SourceArn", "arn:aws:cloudfront::111122223333:distribution/*"),
		_condition("ArnLike", "aws:SourceArn", _role),
		_condition("IpAddress", "aws:SourceIp", "198.51.100.0/24"),
	] {
		iam.limits_caller(yes) == "yes"
	}
	every no in [
		{},
		_condition("StringNotEquals", "aws:SourceVpce", "vpce-1"),
		_condition("StringEqualsIfExists", "aws:SourceVpce", "vpce-1"),
		_condition("ForAllValues:StringEquals", "aws:SourceVpce", "vpce-1"),
		_condition("StringLike", "aws:SourceArn", "arn:aws:s3:::*"),
		_condition("IpAddress", "aws:SourceIp", ["198.51.100.0/24", "0.0.0.0/0"]),
		_condition("IpAddress", "aws:SourceIp", ["0.0.0.0/1", "128.0.0.0/1"]),
		_condition("StringLike", "aws:PrincipalOrgPaths", "*"),
		_condition("StringLike", "aws:Referer", "https://example.org/*"),
	] {
		iam.limits_caller(no) == "no"
	}
	every unknown in [
		_marker,
		{"Condition": _marker},
		{"Condition": {"StringEquals": _marker}},
		_condition("StringLike", "aws:SourceArn", _marker),
		_condition("IpAddress", "aws:SourceIp", _marker),
	] {
		iam.limits_caller(unknown) == "unknown"
	}
}

test_condition_values_are_looked_up_by_operator_and_key if {
	iam.condition_values(_condition("Bool", "aws:SecureTransport", "false"), {"bool"}, "aws:securetransport") == ["false"]
	iam.condition_values(_condition("ForAnyValue:Bool", "aws:SecureTransport", ["false"]), {"bool"}, "aws:securetransport") == ["false"]
	iam.condition_values(_condition("Null", "aws:SecureTransport", "true"), {"bool"}, "aws:securetransport") == []
	every value in iam.condition_values({"Condition": _marker}, {"bool"}, "aws:securetransport") {
		tri.hidden(value)
	}
}
