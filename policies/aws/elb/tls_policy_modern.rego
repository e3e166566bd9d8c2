# METADATA
# title: Load balancers accept TLS 1.2 or later only
# description: |
#   The security policy of an HTTPS or TLS listener decides which protocol versions a client may use. A listener that
#   names none gets ELBSecurityPolicy-2016-08, which still takes TLS 1.0, when it is not made in the console. On a
#   classic load balancer the policy names its protocols or a predefined policy.
# scope: package
# custom:
#   id: aws-lb-tls-policy-modern
#   control: encryption-in-transit
#   severity: high
#   profile: recommended
#   subjects: [aws_lb_listener, aws_alb_listener, aws_load_balancer_policy]
#   message: "{address} accepts TLS below 1.2 ({policy_name})"
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

_modern := `^ELBSecurityPolicy-(TLS13-1-[23]|TLS-1-2|FS-1-2)-`

_path := ["ssl_policy"]

verdicts contains _listener(listener) if {
	some listener in model.of_types(["aws_lb_listener", "aws_alb_listener"])
}

verdicts contains _classic(policy) if {
	some policy in model.of_type("aws_load_balancer_policy")
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

_classic(policy) := verdict.not_applicable(policy, "no-tls") if {
	tri.same(tri.at(policy, ["policy_type_name"]), "SSLNegotiationPolicyType") == "no"
} else := verdict.of(policy, [verdict.stating(site, {"policy_name": tri.text_of(tri.get(one.value, ["name"]))}) |
	some one in tri.entries(policy, ["policy_attribute"])
	site := _classic_site(policy, one)
])

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
