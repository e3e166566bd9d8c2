# METADATA
# title: Compose services have namespaces of their own
# description: |
#   In the host's network a service listens on every interface past the Compose network's borders; in its process, IPC, user or UTS namespace
#   it sees and reaches what other services do.
# scope: package
# custom:
#   id: compose-host-namespaces
#   control: network-segmentation
#   severity: medium
#   profile: strict
#   subjects: ["compose:service"]
#   message: "{address} shares the host's namespace ({setting})"
#   remediation: Take the setting away, and publish the ports that others need.
#   example: |
#     services:
#       fhir:
#         ports:
#           - "127.0.0.1:8080:8080"
#   related: ["kics:dockerCompose/shared_host_network_namespace", "kics:dockerCompose/host_namespace_is_shared", "kics:dockerCompose/shared_host_ipc_namespace", "kics:dockerCompose/shared_host_user_namespace"]
#   documentation: [https://docs.docker.com/reference/compose-file/services/#network_mode]
package crosswalk.policies.compose.service.host_namespaces

import data.crosswalk.lib.model
import data.crosswalk.lib.tri
import data.crosswalk.lib.verdict

verdicts contains verdict.of(service, [verdict.stating(verdict.site([setting], tri.flip(tri.same(value, "host"))), {"setting": setting}) |
	some setting in ["network_mode", "pid", "ipc", "userns_mode", "uts"]
	value := tri.at(service, [setting])
	value != null
]) if {
	some service in model.of_type("compose:service")
}
