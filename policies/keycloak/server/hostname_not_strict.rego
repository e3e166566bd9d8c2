# METADATA
# title: Keycloak's host name is set, not taken from the request
# description: |
#   With `hostname-strict` false and no `hostname` the server builds its links from the Host header, so that a forged one
#   can lead the links of password resets elsewhere. It is true by default in production mode.
# scope: package
# custom:
#   id: keycloak-hostname-not-strict
#   control: workload-hardening
#   severity: high
#   profile: strict
#   subjects: [keycloak]
#   message: "the server takes its host name from the request"
#   remediation: Set hostname to the address that users see.
#   example: |
#     hostname=https://login.clinic.example
#   documentation: [https://www.keycloak.org/server/hostname]
package crosswalk.policies.keycloak.server.hostname_not_strict

import data.crosswalk.lib.model
import data.crosswalk.lib.service
import data.crosswalk.lib.tri

_setting := "hostname-strict"

verdicts contains service.judged(server, _setting, _answer(server)) if {
	some server in model.of_type("keycloak")
}

_answer(server) := tri.any_of([
	tri.flip(tri.is_false(service.setting(server, _setting))),
	tri.flip(tri.empty(service.setting(server, "hostname"))),
])
