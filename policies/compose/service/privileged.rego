# METADATA
# title: Compose services run without rights over the host
# description: |
#   A privileged container, one with such capabilities, or one without its seccomp or AppArmor profile can take over the host and every
#   container on it.
# scope: package
# custom:
#   id: compose-privileged
#   control: workload-hardening
#   severity: high
#   profile: strict
#   subjects: ["compose:service"]
#   message: "{address} has {what}"
#   remediation: Take the setting away, and add the one capability that the service needs, if any.
#   example: |
#     services:
#       fhir:
#         cap_drop: [ALL]
#         cap_add: [NET_BIND_SERVICE]
#   related: ["kics:dockerCompose/privileged_containers_enabled", "kics:dockerCompose/container_capabilities_unrestricted", "kics:dockerCompose/default_seccomp_profile_disabled"]
#   documentation: [https://docs.docker.com/reference/compose-file/services/#privileged, https://docs.docker.com/engine/security/seccomp/]
package crosswalk.policies.compose.service.privileged

import data.crosswalk.lib.model
import data.crosswalk.lib.tri
import data.crosswalk.lib.verdict

verdicts contains verdict.of(service, array.concat(_privileged(service), array.concat(_capabilities(service), _profiles(service)))) if {
	some service in model.of_type("compose:service")
}

_privileged(service) := [verdict.stating(verdict.site(["privileged"], tri.flip(tri.is_true(value))), {"what": "all rights (privileged)"}) |
	value := tri.at(service, ["privileged"])
	value != null
]

_capabilities(service) := [verdict.stating(verdict.site(entry.path, tri.flip(tri.one_of(entry.value, _too_much))), {"what": concat(" ", ["the capability", tri.text_of(entry.value)])}) |
	some entry in tri.entries(service, ["cap_add"])
]

_too_much := {name | some short in ["ALL", "SYS_ADMIN", "NET_ADMIN", "SYS_PTRACE"]; some name in [short, concat("", ["CAP_", short])]}

_profiles(service) := [verdict.stating(verdict.site(entry.path, tri.flip(tri.matches(entry.value, `^(seccomp|apparmor)[:=]unconfined$`))), {"what": tri.text_of(entry.value)}) |
	some entry in tri.entries(service, ["security_opt"])
]
