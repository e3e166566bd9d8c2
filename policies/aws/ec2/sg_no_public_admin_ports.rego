# METADATA
# title: Remote administration is not open to the internet
# description: |
#   SSH (22), Telnet (23), RDP (3389) and WinRM (5985, 5986) give control of a machine to whoever guesses or steals a
#   credential. The internet is 0.0.0.0/0, ::/0 and any IPv4 prefix wider than /8. What a prefix list holds cannot be
#   seen in code.
# scope: package
# custom:
#   id: aws-sg-no-public-admin-ports
#   control: network-exposure
#   severity: critical
#   profile: recommended
#   subjects: [aws_security_group, aws_default_security_group, aws_security_group_rule, aws_vpc_security_group_ingress_rule]
#   message: "{address} opens port {port} to the internet ({site})"
#   remediation: Close the port and administer through Systems Manager or a VPN, or name the addresses that need it.
#   example: |
#     resource "aws_security_group" "bastion" {
#       ingress {
#         protocol    = "tcp"
#         from_port   = 22
#         to_port     = 22
#         cidr_blocks = ["10.20.0.0/16"]
#       }
#     }
#   peers: [CKV_AWS_24, CKV_AWS_25, "guard:restricted_ssh", "prowler:ec2_securitygroup_allow_ingress_from_internet_to_tcp_port_22", "prowler:ec2_securitygroup_allow_ingress_from_internet_to_tcp_port_3389", "kics:security_group_with_unrestricted_access_to_ssh", "kics:remote_desktop_port_open_to_internet", FG_R00085, FG_R00087]
#   related: [AVD-AWS-0107, "prowler:ec2_instance_port_ssh_exposed_to_internet", "prowler:ec2_instance_port_rdp_exposed_to_internet"]
#   documentation:
#     - https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html
#     - https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/security_group
package crosswalk.policies.aws.ec2.sg_no_public_admin_ports

import data.crosswalk.lib.model
import data.crosswalk.lib.security_group
import data.crosswalk.lib.tri
import data.crosswalk.lib.verdict

_ports := [22, 3389, 5985, 5986, 23]

verdicts contains _verdict(group) if {
	some group in model.of_types(security_group.types)
}

_verdict(rule) := verdict.not_applicable(rule, "egress") if {
	rule.type == "aws_security_group_rule"
	tri.same(tri.at(rule, ["type"]), "ingress") == "no"
} else := verdict.of(rule, [_site(one) | some one in security_group.open(rule, _ports)])

_site(one) := verdict.because(_plain(one), one.cause) if {
	one.cause != ""
} else := _plain(one)

_plain(one) := verdict.stating(verdict.site(one.path, tri.flip(one.answer)), {"port": one.port})
