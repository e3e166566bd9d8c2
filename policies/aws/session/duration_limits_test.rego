package crosswalk.policies.aws.session.duration_limits_test

import data.crosswalk.policies.aws.session.duration_limits

_marker := {"$unknown": {"cause": "variable", "refs": []}}

_resource(type, values) := {"key": type, "type": type, "values": values, "links": {}, "meta": {}}

_input(resources) := {
	"resources": {one.key: one | some one in resources},
	"by_type": {type: [one.key | some one in resources; one.type == type] | some type in {one.type | some one in resources}},
	"dangling": {}, "missing": [], "declares": [],
}

_all(resources) := {one.resource: one.outcome | some one in duration_limits.verdicts with input as _input(resources)}

_of(type, values) := _all([_resource(type, values)])[type]

test_nothing_without_subject if {
	count(duration_limits.verdicts) == 0 with input as _input([])
}

_set(duration) := _of("aws_ssoadmin_permission_set", {"session_duration": duration})

_role(principal, seconds) := _of("aws_iam_role", {
	"max_session_duration": seconds,
	"assume_role_policy": {"Statement": {"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": principal}},
})

_client(values) := _of("aws_cognito_user_pool_client", values)

_sign_on(values) := _of("aws_lb_listener", {"default_action": [{"authenticate_cognito": [values]}]})

_saml := {"$unknown": {"cause": "computed", "refs": ["aws_iam_saml_provider.x.arn"]}}

_oidc := {"$unknown": {"cause": "computed", "refs": ["aws_iam_openid_connect_provider.x.arn"]}}

test_pass_when_within_the_bound if {
	every duration in [null, "PT8H", "PT480M", "PT28800S", "PT1H30M", "odd"] {
		_set(duration) == "pass"
	}
	_role({"AWS": "111122223333"}, 14400) == "pass"
	_role({"AWS": "111122223333"}, null) == "pass"
	_client({}) == "pass"
	_client({"access_token_validity": 60, "token_validity_units": [{"access_token": "minutes"}]}) == "pass"
	_client({"id_token_validity": 0}) == "pass"
	_client({"id_token_validity": "odd"}) == "pass"
	_sign_on({"session_timeout": 3600}) == "pass"
	_of("aws_ec2_client_vpn_endpoint", {"session_timeout_hours": 8}) == "pass"
}

test_fail_when_longer if {
	every duration in ["PT12H", "PT481M", "P1DT0H"] {
		_set(duration) == "fail"
	}
	_role({"AWS": "111122223333"}, 43200) == "fail"
	_role({"Federated": "arn:aws:iam::111122223333:saml-provider/idp"}, 43200) == "fail"
	_role({"Federated": _saml}, 43200) == "fail"
	_client({"access_token_validity": 2}) == "fail"
	_client({"refresh_token_validity": 60}) == "fail"
	_sign_on({}) == "fail"
	_of("aws_ec2_client_vpn_endpoint", {}) == "fail"
}

test_fail_when_ephi_is_known if {
	client := object.union(_resource("aws_cognito_user_pool_client", {}), {"meta": {"phi": "yes"}})
	_all([client]) == {"aws_cognito_user_pool_client": "fail"}
}

test_unknown_when_from_a_variable if {
	_set(_marker) == "unknown"
	_role({"AWS": "111122223333"}, _marker) == "unknown"
	_role({"Federated": _marker}, 43200) == "unknown"
	_role(_marker, 43200) == "unknown"
	_client({"access_token_validity": _marker}) == "unknown"
	_client({"access_token_validity": 2, "token_validity_units": _marker}) == "unknown"
	_sign_on({"session_timeout": _marker}) == "unknown"
}

test_not_applicable_when_nobody_signs_on if {
	_of("aws_lb_listener", {"default_action": [{"type": "forward"}]}) == "not-applicable"
	_of("aws_lb_listener", {"default_action": _marker}) == "unknown"
}

test_not_applicable_when_no_people if {
	_role({"Service": "ec2.amazonaws.com"}, 43200) == "not-applicable"
	_role({"Federated": "arn:aws:iam::111122223333:oidc-provider/ci"}, 43200) == "not-applicable"
	_role({"Federated": _oidc}, 43200) == "not-applicable"
}
