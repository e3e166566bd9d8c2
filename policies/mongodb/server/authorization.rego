# METADATA
# title: MongoDB asks its clients who they are
# description: |
#   `security.authorization` is disabled by default. A key file and X.509 between the members switch it on as well. The
#   official image enables it when both variables of a root user are set, and listens on all addresses. A mongos leaves
#   the question to the servers behind it.
# scope: package
# custom:
#   id: mongodb-authorization
#   control: authentication-mfa
#   severity: high
#   grades: {exposed: critical}
#   profile: recommended
#   subjects: [mongodb]
#   message: "the server lets everybody in who reaches it"
#   messages:
#     exposed: "the server listens on all addresses and lets everybody in who reaches it"
#   remediation: Set security.authorization to enabled, and create users with the roles they need.
#   example: |
#     security:
#       authorization: enabled
#     net:
#       bindIp: 10.0.4.12
#   documentation:
#     - https://www.mongodb.com/docs/manual/tutorial/enable-authentication/
#     - https://www.mongodb.com/docs/manual/reference/configuration-options/#security-options
package crosswalk.policies.mongodb.server.authorization

import data.crosswalk.lib.model
import data.crosswalk.lib.service
import data.crosswalk.lib.tri
import data.crosswalk.lib.verdict

verdicts contains _verdict(server) if {
	some server in model.of_type("mongodb")
}

_path := ["security.authorization"]

_verdict(server) := verdict.on(server, [], "unknown") if {
	tri.hidden(server)
} else := verdict.not_applicable(server, "router") if {
	server.meta.router
} else := verdict.not_applicable(server, "not-set-here") if {
	service.silent(server, "security.authorization")
	_asked(server) == "no"
} else := verdict.of(server, [_graded(server, verdict.site(_path, _asked(server)))])

_asked(server) := tri.any_of([
	tri.same(service.setting(server, "security.authorization"), "enabled"),
	tri.flip(tri.empty(service.setting(server, "security.keyFile"))),
	tri.same(service.setting(server, "security.clusterAuthMode"), "x509"),
])

_graded(server, site) := verdict.graded(site, "exposed") if {
	tri.is_true(service.setting(server, "net.bindIpAll")) == "yes"
} else := verdict.graded(site, "exposed") if {
	some address in split(tri.text_of(service.setting(server, "net.bindIp")), ",")
	trim_space(address) in {"0.0.0.0", "::", "*"}
} else := site
