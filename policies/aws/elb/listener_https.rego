# METADATA
# title: Load balancer listeners speak HTTPS
# description: |
#   A listener with protocol HTTP carries sessions and records in clear text. It is accepted only to send clients on to
#   HTTPS. An application load balancer's listener without a protocol speaks HTTP, and a redirect without a protocol
#   keeps the one it came by. TCP and UDP listeners of network load balancers pass on what cannot be seen here.
# scope: package
# custom:
#   id: aws-lb-listener-https
#   control: encryption-in-transit
#   severity: high
#   grades: {fixed-response: low}
#   profile: recommended
#   subjects: [aws_lb_listener, aws_alb_listener, aws_lb_listener_rule]
#   reads: [aws_lb, aws_alb]
#   message: "{address} serves plain HTTP"
#   messages:
#     fixed-response: "{address} answers plain HTTP with a fixed response and no redirect"
#   remediation: Serve HTTPS with a certificate, and let the HTTP listener do no more than redirect to it.
#   example: |
#     resource "aws_lb_listener" "http" {
#       load_balancer_arn = aws_lb.portal.arn
#       port              = 80
#       protocol          = "HTTP"
#       default_action {
#         type = "redirect"
#         redirect {
#           port        = "443"
#           protocol    = "HTTPS"
#           status_code = "HTTP_301"
#         }
#       }
#     }
#   peers: [CKV_AWS_2, CKV2_AWS_20, AVD-AWS-0054, "guard:alb_http_to_https_redirection_check", "kics:alb_listening_on_http"]
#   related: ["guard:elbv2_acm_certificate_required"]
#   documentation:
#     - https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-listeners.html
#     - https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/lb_listener
package crosswalk.policies.aws.elb.listener_https

import data.crosswalk.lib.aws
import data.crosswalk.lib.model
import data.crosswalk.lib.tri
import data.crosswalk.lib.verdict

verdicts contains _listener(listener) if {
	some listener in model.of_types(["aws_lb_listener", "aws_alb_listener"])
}

verdicts contains _rule(rule) if {
	some rule in model.of_type("aws_lb_listener_rule")
}

_listener(listener) := verdict.of(listener, [_faced(listener, _plain_site(listener))]) if {
	_plain(listener) == "yes"
} else := verdict.on(listener, ["certificate_arn"], aws.is_set(tri.at(listener, ["certificate_arn"]))) if {
	_protocol_is(listener, ["HTTPS", "TLS"]) == "yes"
} else := verdict.not_applicable(listener, "pass-through") if {
	tri.any_of([_plain(listener), _protocol_is(listener, ["HTTPS", "TLS"])]) == "no"
} else := verdict.on(listener, ["protocol"], "unknown") if {
	tri.hidden(tri.at(listener, ["protocol"]))
} else := verdict.unknown(listener, ["protocol"], "outside-scan")

# A rule adds to what the listener does, so it is judged where the listener itself only redirects.
_rule(rule) := verdict.not_applicable(rule, "listener-not-plain") if {
	count(model.linked(rule, "listener")) > 0
	tri.any_of([_rule_open(listener) | some listener in model.linked(rule, "listener")]) == "no"
} else := verdict.of(rule, [_action_site(rule, _rule_plain(rule))])

_rule_open(listener) := tri.all_of([_plain(listener), tri.flip(_forwards(listener, "default_action"))])

_rule_plain(rule) := tri.any_of([_rule_open(listener) | some listener in model.linked(rule, "listener")]) if {
	count(model.linked(rule, "listener")) > 0
} else := "unknown"

_action_site(rule, plain) := verdict.because(site, "outside-scan") if {
	count(model.linked(rule, "listener")) == 0
	not tri.hidden(tri.at(rule, ["listener_arn"]))
	_forwards(rule, "action") != "no"
	site := verdict.site(["listener_arn"], "unknown")
} else := verdict.site(["listener_arn"], "unknown") if {
	plain == "unknown"
	_forwards(rule, "action") != "no"
} else := verdict.site(["action"], tri.flip(tri.all_of([plain, _forwards(rule, "action")])))

_forwards(holder, block) := tri.any_of([tri.same(tri.get(one.value, ["type"]), "forward") |
	some one in tri.entries(holder, [block])
])

_plain_site(listener) := verdict.site(["protocol"], "no") if {
	_forwards(listener, "default_action") == "yes"
} else := verdict.site(["default_action"], "unknown") if {
	_forwards(listener, "default_action") == "unknown"
} else := verdict.graded(verdict.site(["default_action"], "no"), "fixed-response") if {
	_all_actions(listener, "fixed-response") == "yes"
} else := verdict.site(_redirect_path, _redirects(listener))

_redirect_path := ["default_action", 0, "redirect", 0, "protocol"]

_all_actions(listener, type) := tri.all_of([tri.same(tri.get(one.value, ["type"]), type) |
	some one in tri.entries(listener, ["default_action"])
])

_redirects(listener) := tri.all_of(array.concat(
	[tri.flip(tri.empty(tri.at(listener, ["default_action"])))],
	[tri.same(tri.get(one.value, ["redirect", 0, "protocol"]), "HTTPS") |
		some one in tri.entries(listener, ["default_action"])
	],
))

_protocol_is(listener, wanted) := tri.one_of(tri.at(listener, ["protocol"]), wanted)

_plain(listener) := _protocol_is(listener, ["HTTP"]) if {
	tri.present(tri.at(listener, ["protocol"])) != "no"
} else := "no" if {
	tri.present(tri.at(listener, ["port"])) == "no"
} else := tri.any_of([tri.same(_kind(balancer), "application") |
	some balancer in model.linked(listener, "load_balancer")
]) if {
	count(model.linked(listener, "load_balancer")) > 0
} else := "unknown"

_kind(balancer) := tri.fallback(tri.at(balancer, ["load_balancer_type"]), "application")

# CC6.6 is about what faces the internet; a load balancer does unless it is internal.
_faced(listener, site) := verdict.stating(site, {"internet_facing": true}) if {
	some balancer in model.linked(listener, "load_balancer")
	tri.is_true(tri.at(balancer, ["internal"])) == "no"
} else := site
