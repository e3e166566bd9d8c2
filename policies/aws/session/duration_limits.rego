# METADATA
# title: Sessions do not outlast a working day
# description: |
#   A maximum duration ends a session whether or not it is used, so it only supports automatic logoff. The bounds are
#   this tool's: permission sets 8 hours (default 1), roles that people assume 4 hours (default 1), Cognito access and
#   identity tokens 1 hour (the default), refresh tokens 30 days (the default) and 1 day where ePHI is known, sign-on at
#   a load balancer 1 hour (default 7 days), client VPN 12 hours (default 24).
# scope: package
# custom:
#   id: aws-session-duration-limits
#   control: session-timeout
#   severity: medium
#   profile: strict
#   subjects: [aws_ssoadmin_permission_set, aws_iam_role, aws_cognito_user_pool_client, aws_lb_listener, aws_lb_listener_rule, aws_ec2_client_vpn_endpoint]
#   message: "{address} lets a session last longer than the {limit} this tool asks for ({site})"
#   parameters:
#     permission_set_minutes: {default: 480, description: Minutes that a permission set's session lasts at most.}
#     role_minutes: {default: 240, description: Minutes that a session of a role that people assume lasts at most.}
#     token_minutes: {default: 60, description: Minutes that a Cognito access or identity token is valid at most.}
#     refresh_token_minutes: {default: 43200, description: Minutes that a Cognito refresh token is valid at most.}
#     phi_refresh_token_minutes: {default: 1440, description: The same where the client is known to reach ePHI.}
#     sign_on_minutes: {default: 60, description: Minutes that a load balancer's sign-on lasts at most.}
#     vpn_minutes: {default: 720, description: Minutes that a client VPN session lasts at most.}
#   remediation: Lower the duration to the bound, or to what your own session policy says.
#   example: |
#     resource "aws_ssoadmin_permission_set" "clinic" {
#       session_duration = "PT8H"
#     }
#   references: {supporting: true}
#   peers: ["kics:sso_permission_with_inadequate_user_session_duration"]
#   documentation:
#     - https://docs.aws.amazon.com/singlesignon/latest/userguide/howtosessionduration.html
#     - https://docs.aws.amazon.com/elasticloadbalancing/latest/application/listener-authenticate-users.html
#     - https://docs.aws.amazon.com/vpn/latest/clientvpn-admin/cvpn-working-max-duration.html
package crosswalk.policies.aws.session.duration_limits

import data.crosswalk.lib.iam
import data.crosswalk.lib.model
import data.crosswalk.lib.tri
import data.crosswalk.lib.verdict

_types := [
	"aws_ssoadmin_permission_set",
	"aws_iam_role",
	"aws_cognito_user_pool_client",
	"aws_lb_listener",
	"aws_lb_listener_rule",
	"aws_ec2_client_vpn_endpoint",
]

verdicts contains _verdict(holder) if {
	some holder in model.of_types(_types)
}

_verdict(role) := verdict.not_applicable(role, "assumed-by-services") if {
	role.type == "aws_iam_role"
	_human(role) == "no"
} else := verdict.of(role, [_bound(["max_session_duration"], _limits.role, tri.any_of([
	_within(tri.at(role, ["max_session_duration"]), 1, 3600, _limits.role),
	tri.choose(_human(role), "no", "yes", "unknown"),
]))]) if {
	role.type == "aws_iam_role"
} else := verdict.not_applicable(role, "no-sign-on") if {
	role.type in {"aws_lb_listener", "aws_lb_listener_rule"}
	count(_sites(role)) == 0
} else := verdict.of(role, _sites(role))

_limits := {
	"permission_set": model.parameter("aws.session.duration_limits", "permission_set_minutes", 480),
	"role": model.parameter("aws.session.duration_limits", "role_minutes", 240),
	"token": model.parameter("aws.session.duration_limits", "token_minutes", 60),
	"refresh_token": model.parameter("aws.session.duration_limits", "refresh_token_minutes", 43200),
	"phi_refresh_token": model.parameter("aws.session.duration_limits", "phi_refresh_token_minutes", 1440),
	"sign_on": model.parameter("aws.session.duration_limits", "sign_on_minutes", 60),
	"vpn": model.parameter("aws.session.duration_limits", "vpn_minutes", 720),
}

_bound(path, minutes, answer) := verdict.stating(verdict.site(path, answer), {"limit": _words(minutes)})

_words(minutes) := concat(" ", [tri.text_of(minutes / 1440), "days"]) if {
	minutes % 1440 == 0
	minutes > 1440
} else := concat(" ", [tri.text_of(minutes / 60), "hours"]) if {
	minutes % 60 == 0
	minutes > 60
} else := concat(" ", [tri.text_of(minutes), "minutes"])

# A count of a unit (in seconds) against minutes; the provider's default where nothing is set.
_within(value, unit, otherwise, minutes) := tri.at_most(tri.fallback(value, otherwise), (minutes * 60) / unit)

# Services and web identities of workloads are no people; an account, a user or a SAML provider stands for some.
_human(role) := tri.any_of([_person(principal) |
	some statement in iam.statements_at(role, ["assume_role_policy"])
	some principal in iam.principals(statement.value)
])

_person(principal) := "unknown" if {
	tri.hidden(principal.kind)
} else := "no" if {
	not principal.kind in {"*", "AWS", "Federated"}
} else := "yes" if {
	principal.kind in {"*", "AWS"}
} else := tri.any_of([tri.answer(tri.holds_text(principal.value, ":saml-provider/") == "yes"), _saml_reference(principal.value)])

_saml_reference(value) := "yes" if {
	some ref in tri.references(value)
	contains(ref, "aws_iam_saml_provider.")
} else := tri.choose(tri.present(value), "no", "no", "unknown") if {
	not _other_provider(value)
} else := "no"

_other_provider(value) if {
	some ref in tri.references(value)
	contains(ref, "aws_iam_openid_connect_provider.")
}

_sites(set) := [_bound(["session_duration"], _limits.permission_set, answer)] if {
	set.type == "aws_ssoadmin_permission_set"
	answer := _iso_within(tri.at(set, ["session_duration"]))
} else := [_bound(["session_timeout_hours"], _limits.vpn, _within(tri.at(set, ["session_timeout_hours"]), 3600, 24, _limits.vpn))] if {
	set.type == "aws_ec2_client_vpn_endpoint"
} else := [_bound([name], _most(set, name), _token_within(set, name)) |
	some name, _ in _tokens
	_tells(set, name)
] if {
	set.type == "aws_cognito_user_pool_client"
} else := [_bound(array.concat(path, ["session_timeout"]), _limits.sign_on, _within(timeout, 1, 604800, _limits.sign_on)) |
	some block in ["default_action", "action"]
	some action in tri.entries(set, [block])
	some kind in ["authenticate_oidc", "authenticate_cognito"]
	some i, one in tri.each(tri.get(action.value, [kind]))
	path := array.concat(action.path, [kind, i])
	timeout := tri.get(one, ["session_timeout"])
]

# A default that keeps the bound is no place of its own.
_tells(client, name) if tri.present(tri.at(client, [name])) != "no"

_tells(client, name) if _token_within(client, name) != "yes"

# PT8H, PT480M, PT28800S and their mixtures; an hour where nothing is set.
_iso_within(value) := tri.present(value) if {
	tri.present(value) == "unknown"
} else := "no" if {
	found := regex.find_all_string_submatch_n(`^P(?:([0-9]{1,6})D)?T(?:([0-9]{1,6})H)?(?:([0-9]{1,6})M)?(?:([0-9]{1,9})S)?$`, tri.text_of(value), 1)[0]
	seconds := [_number(found[1]) * 86400, _number(found[2]) * 3600, _number(found[3]) * 60, _number(found[4])]
	sum(seconds) > _limits.permission_set * 60
} else := "no" if {
	tri.present(value) == "no"
	_limits.permission_set < 60
} else := "yes"

_number("") := 0

_number(text) := to_number(text) if text != ""

# Tokens with the unit and the minutes that hold when nothing is set.
_tokens := {
	"access_token_validity": {"unit": "access_token", "default": "hours", "minutes": 60},
	"id_token_validity": {"unit": "id_token", "default": "hours", "minutes": 60},
	"refresh_token_validity": {"unit": "refresh_token", "default": "days", "minutes": 43200},
}

_seconds := {"seconds": 1, "minutes": 60, "hours": 3600, "days": 86400}

_most(client, "refresh_token_validity") := _limits.phi_refresh_token if {
	model.phi(client)
} else := _limits.refresh_token

_most(_, name) := _limits.token if name != "refresh_token_validity"

_token_within(client, name) := answer if {
	value := tri.at(client, [name])
	tri.present(value) == "yes"
	tri.same(value, 0) == "no"
	unit := tri.fallback(tri.at(client, ["token_validity_units", 0, _tokens[name].unit]), _tokens[name]["default"])
	answer := _unit_within(unit, value, _most(client, name))
} else := "unknown" if {
	tri.hidden(tri.at(client, [name]))
} else := tri.answer(_tokens[name].minutes <= _most(client, name))

_unit_within(unit, value, most) := "unknown" if {
	tri.hidden(unit)
} else := tri.at_most(tri.number_of(value) * _seconds[unit], most * 60) if {
	is_string(unit)
	_seconds[unit]
	is_number(tri.number_of(value))
} else := "yes"
