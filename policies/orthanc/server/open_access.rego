# METADATA
# title: Orthanc asks for a login that nobody can look up
# description: |
#   With RemoteAccessAllowed and without AuthenticationEnabled everybody on the network reads, changes and deletes every
#   image. Since Orthanc 1.5.8 an absent AuthenticationEnabled follows RemoteAccessAllowed; before, it was off.
#   orthanc/orthanc, demo/demo and alice/alicePassword are logins of Orthanc's own documentation and demonstrations.
# scope: package
# custom:
#   id: orthanc-open-access
#   control: authentication-mfa
#   severity: critical
#   grades: {published: critical}
#   profile: recommended
#   subjects: [orthanc]
#   message: "Orthanc lets everybody on the network in without a login"
#   messages: {published: "Orthanc takes a login that its documentation publishes (user {user})"}
#   remediation: Leave AuthenticationEnabled on and give each user in RegisteredUsers a password of their own from a secret store.
#   example: |
#     {"RemoteAccessAllowed": true, "AuthenticationEnabled": true, "RegisteredUsers": {"pacs": "${PACS_PASSWORD}"}}
#   documentation:
#     - https://orthanc.uclouvain.be/book/faq/security.html
#     - https://orthanc.uclouvain.be/book/users/docker-orthancteam.html
#   secret: true
package crosswalk.policies.orthanc.server.open_access

import data.crosswalk.lib.model
import data.crosswalk.lib.service
import data.crosswalk.lib.tri
import data.crosswalk.lib.verdict

_published := {"orthanc": "orthanc", "demo": "demo", "alice": "alicePassword"}

verdicts contains _verdict(server) if {
	some server in model.of_type("orthanc")
}

_verdict(server) := verdict.not_applicable(server, "http-server-off") if {
	tri.is_false(service.setting(server, "HttpServerEnabled")) == "yes"
} else := verdict.not_applicable(server, "not-set-here") if {
	count(_sites(server)) == 0
} else := verdict.of(server, _sites(server))

_sites(server) := array.concat(_access(server), _users(server))

_access(server) := [] if {
	service.silent(server, "RemoteAccessAllowed")
} else := [] if {
	service.silent(server, "AuthenticationEnabled")
} else := [verdict.site(["AuthenticationEnabled"], tri.any_of([
	tri.is_false(service.setting(server, "HttpServerEnabled")),
	tri.flip(tri.is_true(service.setting(server, "RemoteAccessAllowed"))),
	tri.flip(tri.is_false(service.setting(server, "AuthenticationEnabled"))),
]))]

_users(server) := [verdict.site(["RegisteredUsers"], "unknown")] if {
	tri.hidden(service.setting(server, "RegisteredUsers"))
} else := [verdict.graded(verdict.stating(verdict.site(["RegisteredUsers", user], _own(server, user, password)), {"user": user}), "published") |
	some user, password in _published
	tri.present(tri.get(service.setting(server, "RegisteredUsers"), [user])) != "no"
]

_own(server, user, password) := tri.any_of([
	tri.is_false(service.setting(server, "HttpServerEnabled")),
	tri.flip(tri.same(tri.get(service.setting(server, "RegisteredUsers"), [user]), password)),
])
