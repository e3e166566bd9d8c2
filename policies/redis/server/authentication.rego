# METADATA
# title: Redis and Valkey ask their clients for a password
# description: |
#   Without `requirepass`, an `aclfile` or `user` lines everybody who reaches the port may read and change everything.
#   `protected-mode`, on by default, refuses clients of other machines then; the vendors' container images switch it off.
# scope: package
# custom:
#   id: redis-authentication
#   control: authentication-mfa
#   severity: high
#   grades: {exposed: critical, loopback: low}
#   profile: recommended
#   subjects: [redis]
#   message: "the server asks its clients for no password"
#   remediation: Set requirepass, or users with passwords in an aclfile, from a secret that is not in the repository.
#   example: |
#     aclfile /run/secrets/users.acl
#     protected-mode yes
#   documentation:
#     - https://redis.io/docs/latest/operate/oss_and_stack/management/security/
#     - https://redis.io/docs/latest/operate/oss_and_stack/management/security/acl/
#   secret: true
package crosswalk.policies.redis.server.authentication

import data.crosswalk.lib.listening
import data.crosswalk.lib.model
import data.crosswalk.lib.service
import data.crosswalk.lib.tri
import data.crosswalk.lib.verdict

verdicts contains _verdict(server) if {
	some server in model.of_type("redis")
}

_verdict(server) := verdict.on(server, [], "unknown") if {
	tri.hidden(server)
} else := verdict.of(server, [_graded(server, verdict.site(["user.default"], "no"))]) if {
	_default_open(server) == "yes"
} else := verdict.unknown(server, ["requirepass"], "outside-scan") if {
	_guarded(server) == "no"
	server.meta.unread
} else := verdict.not_applicable(server, "not-set-here") if {
	_guarded(server) == "no"
	service.silent(server, "requirepass")
} else := verdict.of(server, [_graded(server, verdict.site(["requirepass"], _guarded(server)))]) if {
	_default_open(server) == "no"
} else := verdict.on(server, ["user.default"], "unknown")

_guarded(server) := tri.any_of(array.concat(
	[tri.flip(tri.empty(service.setting(server, key))) | some key in ["requirepass", "aclfile"]],
	["yes" | some key, _ in server.values; startswith(key, "user.")],
))

_default_open(server) := "unknown" if {
	tri.hidden(service.setting(server, "user.default"))
} else := tri.answer(({"on", "nopass"} & words) == {"on", "nopass"}) if {
	words := {lower(word) | some word in split(tri.text_of(service.setting(server, "user.default")), " ")}
}

_graded(server, site) := verdict.graded(site, "loopback") if {
	listening.only_loopback(service.setting(server, "bind")) == "yes"
} else := verdict.graded(site, "exposed") if {
	tri.same(service.setting(server, "protected-mode"), "no") == "yes"
} else := site
