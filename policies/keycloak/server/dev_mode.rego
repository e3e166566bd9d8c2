# METADATA
# title: Keycloak runs in production mode
# description: |
#   `start-dev` serves plain HTTP, takes the host name from the request and keeps its accounts in a file database. The
#   vendor asks to use it for development alone.
# scope: package
# custom:
#   id: keycloak-dev-mode
#   control: workload-hardening
#   severity: high
#   profile: strict
#   subjects: [keycloak]
#   message: "the server runs in development mode"
#   remediation: Start the server with start, a host name, and a certificate or the headers of the proxy in front.
#   example: |
#     services:
#       keycloak:
#         image: quay.io/keycloak/keycloak:26.4
#         command: ["start", "--hostname=https://login.clinic.example", "--proxy-headers=xforwarded"]
#   documentation: [https://www.keycloak.org/server/configuration#_starting_keycloak_in_development_mode]
package crosswalk.policies.keycloak.server.dev_mode

import data.crosswalk.lib.model
import data.crosswalk.lib.service
import data.crosswalk.lib.tri
import data.crosswalk.lib.verdict

verdicts contains _verdict(server) if {
	some server in model.of_type("keycloak")
}

_verdict(server) := verdict.on(server, [], "unknown") if {
	tri.hidden(server)
} else := verdict.not_applicable(server, "not-set-here") if {
	tri.present(service.setting(server, "command")) == "no"
} else := verdict.on(server, ["command"], tri.flip(tri.same(service.setting(server, "command"), "start-dev")))
