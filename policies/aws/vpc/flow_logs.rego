# METADATA
# title: Networks record their traffic
# description: |
#   VPC Flow Logs show who reached which system, and who was refused. A log of rejected traffic alone does not show
#   access that was let through. Flow logs are often set up by an account's baseline, so their absence is judged only
#   where the root holds flow logs itself or declares the account baseline. Logs of all subnets stand for one of the VPC.
# scope: package
# custom:
#   id: aws-vpc-flow-logs
#   control: audit-logging
#   severity: medium
#   grades: {rejected-only: low}
#   profile: strict
#   subjects: [aws_vpc, aws_default_vpc]
#   reads: [aws_flow_log, aws_subnet, aws_default_subnet]
#   whole: [aws_flow_log]
#   message: "{address} has no flow log of its accepted and rejected traffic"
#   messages:
#     rejected-only: "{address} records rejected traffic only"
#   remediation: Add an aws_flow_log for the VPC with traffic_type ALL and a destination.
#   example: |
#     resource "aws_flow_log" "clinic" {
#       vpc_id          = aws_vpc.clinic.id
#       traffic_type    = "ALL"
#       log_destination = aws_cloudwatch_log_group.flow.arn
#       iam_role_arn    = aws_iam_role.flow.arn
#     }
#   peers: [CKV2_AWS_11, AVD-AWS-0178, "turbot:vpc_flow_logs_enabled", "prowler:vpc_flow_logs_enabled", "kics:vpc_flowlogs_disabled", FG_R00054]
#   documentation:
#     - https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs.html
#     - https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/flow_log
package crosswalk.policies.aws.vpc.flow_logs

import data.crosswalk.lib.aws
import data.crosswalk.lib.model
import data.crosswalk.lib.tri
import data.crosswalk.lib.verdict

verdicts contains _verdict(network) if {
	some network in model.of_types(["aws_vpc", "aws_default_vpc"])
}

_verdict(network) := verdict.on(network, [], "yes") if {
	_by_subnets(network) == "yes"
} else := verdict.of(network, _sites(network)) if {
	count(model.linked(network, "flow_logs")) > 0
} else := verdict.on(network, [], "unknown") if {
	model.uncertain(network, "flow_logs")
} else := verdict.on(network, [], "unknown") if {
	_by_subnets(network) == "unknown"
} else := verdict.on(network, [], "no") if {
	_owned
} else := verdict.outside(network, [], "account-baseline")

_by_subnets(network) := "no" if {
	count(model.linked(network, "subnets")) == 0
} else := tri.all_of([tri.any_of([_records(log, ["ALL"]) | some log in model.linked(subnet, "flow_logs")]) |
	some subnet in model.linked(network, "subnets")
])

_owned if model.declares("account-baseline")

_owned if {
	some log in model.of_type("aws_flow_log")
	not tri.hidden(log)
}

# One log of everything is enough; without it each log says what it lacks.
_sites(network) := [verdict.site([], "yes")] if {
	tri.any_of([_records(log, ["ALL"]) | some log in model.linked(network, "flow_logs")]) == "yes"
} else := [_site(log) | some log in model.linked(network, "flow_logs")]

_site(log) := verdict.graded(_log_site(log), "rejected-only") if {
	_records(log, ["REJECT"]) == "yes"
} else := _log_site(log)

_log_site(log) := verdict.within(verdict.site(_path(log), _records(log, ["ALL"])), log)

_path(log) := ["traffic_type"] if {
	tri.same(tri.at(log, ["traffic_type"]), "ALL") != "yes"
} else := ["log_destination"]

_records(log, types) := "unknown" if {
	tri.hidden(log)
} else := tri.all_of([
	tri.one_of(tri.at(log, ["traffic_type"]), types),
	tri.any_of([aws.is_set(tri.at(log, [name])) | some name in ["log_destination", "log_group_name"]]),
])
