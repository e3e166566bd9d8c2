# METADATA
# title: Idle desktop sessions end within 15 minutes
# description: |
#   A session that nobody uses must end by itself. AppStream fleets default to never disconnecting idle users. The
#   bound of 900 seconds is this tool's; HIPAA names no number.
# scope: package
# custom:
#   id: aws-session-idle-timeout
#   control: session-timeout
#   severity: medium
#   profile: strict
#   subjects: [aws_appstream_fleet]
#   message: "{address} does not end idle sessions within the {maximum} seconds this tool asks for"
#   parameters:
#     maximum_seconds: {default: 900, description: Seconds after which an idle session ends at the latest.}
#   remediation: Set idle_disconnect_timeout_in_seconds between 60 and 900.
#   example: |
#     resource "aws_appstream_fleet" "ward" {
#       idle_disconnect_timeout_in_seconds = 600
#     }
#   peers: []
#   documentation:
#     - https://docs.aws.amazon.com/appstream2/latest/developerguide/set-up-stacks-fleets.html
#     - https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/appstream_fleet
package crosswalk.policies.aws.session.idle_timeout

import data.crosswalk.lib.model
import data.crosswalk.lib.tri
import data.crosswalk.lib.verdict

_path := ["idle_disconnect_timeout_in_seconds"]

_maximum := model.parameter("aws.session.idle_timeout", "maximum_seconds", 900)

verdicts contains verdict.of(fleet, [verdict.stating(verdict.site(_path, answer), {"maximum": tri.text_of(_maximum)})]) if {
	some fleet in model.of_type("aws_appstream_fleet")
	answer := tri.all_of([tri.at_least(tri.at(fleet, _path), 60), tri.at_most(tri.at(fleet, _path), _maximum)])
}
