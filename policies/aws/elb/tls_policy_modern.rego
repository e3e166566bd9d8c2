# METADATA
# title: Load balancers accept TLS 1.2 or later only
# description: |
#   The security policy of an HTTPS or TLS listener decides which protocol versions a client may use. A listener that
#   names none gets ELBSecurityPolicy-2016-08, which still takes TLS 1.0, when it is not made in the console. On a
#   classic load balancer the policy names its protocols or a predefined policy; a listener to whose port none is
#   attached takes TLS 1.0 as well.
# scope: package
# custom:
#   id: aws-lb-tls-policy-modern
#   control: encryption-in-transit
#   severity: high
#   profile: recommended
#   subjects: [aws_lb_listener, aws_alb_listener, aws_elb, aws_load_balancer_policy, aws_lb_ssl_negotiation_policy]
#   reads: [aws_load_balancer_listener_policy]
#   message: "{address} accepts TLS below 1.2 ({policy_name})"
#   parameters:
#     tls_1_3_only: {default: false, description: Ask for a policy that takes TLS 1.3 alone.}
#   remediation: Set ssl_policy to one whose minimum is TLS 1.2, such as ELBSecurityPolicy-TLS13-1-2-2021-06.
#   example: |
#     resource "aws_lb_listener" "https" {
#       protocol   = "HTTPS"
#       ssl_policy = "ELBSecurityPolicy-TLS13-1-2-2021-06"
#     }
#   peers: [CKV_AWS_103, CKV2_AWS_74, AVD-AWS-0047, "kics:elb_using_insecure_protocols", "guard:elbv2_listener_ssl_policy_rule", "guard:elb_predefined_security_policy_ssl_check"]
#   related: [CKV_AWS_213, "kics:elb_using_weak_ciphers"]
#   documentation:
#     - https://docs.aws.amazon.com/elasticloadbalancing/latest/application/describe-ssl-policies.html
#     - https://docs.aws.amazon.com/elasticloadbalancing/latest/classic/elb-security-policy-table.html
#     - https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/lb_listener#ssl_policy-1
package crosswalk.policies.aws.elb.tls_policy_modern

import data.crosswalk.lib.model
import data.crosswalk.lib.tri
import data.crosswalk.lib.verdict

_modern := `^ELBSecurityPolicy-TLS13-1-3-` if {
	model.parameter("aws.elb.tls_policy_modern", "tls_1_3_only", false)
} else := `^ELBSecurityPolicy-(TLS13-1-[23]|TLS-1-2|FS-1-2)-`

_path := ["ssl_policy"]

verdicts contains _listener(listener) if {
	some listener in model.of_types(["aws_lb_listener", "aws_alb_listener"])
}

verdicts contains _classic(policy, "policy_attribute") if {
	some policy in model.of_type("aws_load_balancer_policy")
}

verdicts contains _classic(policy, "attribute") if {
	some policy in model.of_type("aws_lb_ssl_negotiation_policy")
}

verdicts contains _balancer(balancer) if {
	some balancer in model.of_type("aws_elb")
}

_listener(listener) := verdict.not_applicable(listener, "no-tls") if {
	_secured(listener) == "no"
} else := verdict.of(listener, [verdict.stating(_listener_site(listener), {"policy_name": _name(listener)})])

_secured(listener) := tri.one_of(tri.at(listener, ["protocol"]), ["HTTPS", "TLS"])

_listener_site(listener) := verdict.site(_path, "yes") if {
	_strong(listener) == "yes"
} else := verdict.site(["protocol"], "unknown") if {
	_secured(listener) == "unknown"
} else := verdict.site(_path, _strong(listener))

_strong(listener) := tri.matches(tri.at(listener, _path), _modern)

_name(listener) := tri.text_of(tri.at(listener, _path)) if {
	tri.text_of(tri.at(listener, _path)) != ""
} else := "ELBSecurityPolicy-2016-08 by default"

_classic(policy, block) := verdict.not_applicable(policy, "no-tls") if {
	_other_policy(policy)
} else := verdict.of(policy, [verdict.stating(site, {"policy_name": tri.text_of(tri.get(one.value, ["name"]))}) |
	some one in tri.entries(policy, [block])
	site := _classic_site(policy, one)
])

_other_policy(policy) if {
	policy.type == "aws_load_balancer_policy"
	tri.same(tri.at(policy, ["policy_type_name"]), "SSLNegotiationPolicyType") == "no"
}

_classic_site(policy, one) := verdict.site(["policy_type_name"], "unknown") if {
	tri.hidden(tri.at(policy, ["policy_type_name"]))
	_weak(one.value) == "yes"
} else := verdict.site(array.concat(one.path, ["value"]), tri.flip(_weak(one.value)))

_weak(setting) := tri.any_of([
	tri.all_of([
		tri.one_of(tri.get(setting, ["name"]), ["Protocol-SSLv2", "Protocol-SSLv3", "Protocol-TLSv1", "Protocol-TLSv1.1"]),
		tri.is_true(tri.get(setting, ["value"])),
	]),
	tri.all_of([
		tri.same(tri.get(setting, ["name"]), "Reference-Security-Policy"),
		tri.flip(tri.matches(tri.get(setting, ["value"]), _modern)),
	]),
])

_balancer(balancer) := verdict.not_applicable(balancer, "no-tls") if {
	every listener in tri.entries(balancer, ["listener"]) {
		_encrypts(listener.value) == "no"
	}
} else := verdict.of(balancer, [verdict.stating(verdict.site(array.concat(listener.path, ["lb_protocol"]), answer), {"policy_name": "ELBSecurityPolicy-2016-08 by default"}) |
	some listener in tri.entries(balancer, ["listener"])
	_encrypts(listener.value) != "no"
	answer := tri.given(_encrypts(listener.value), _has_policy(balancer, tri.get(listener.value, ["lb_port"])))
])

_encrypts(listener) := tri.one_of_folded(tri.get(listener, ["lb_protocol"]), {"https", "ssl"})

# What the policy holds is judged on the policy.
_has_policy(balancer, port) := tri.any_of([
	model.any_linked(balancer, "listener_policies", [_same_port(tri.at(attached, ["load_balancer_port"]), port) |
		some attached in model.linked(balancer, "listener_policies")
	]),
	model.any_linked(balancer, "ssl_policies", [_same_port(tri.at(attached, ["lb_port"]), port) |
		some attached in model.linked(balancer, "ssl_policies")
	]),
])

_same_port(given, port) := "unknown" if {
	tri.hidden(port)
} else := tri.same(given, port)
