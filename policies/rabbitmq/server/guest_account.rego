# METADATA
# title: RabbitMQ's guest account is not open to the network
# description: |
#   A new node has the administrator `guest` with the password `guest`, who may connect from the machine itself alone
#   (`loopback_users`). The official image lifts that. A node that is given another default user has no guest.
# scope: package
# custom:
#   id: rabbitmq-guest-account
#   control: unique-user-identification
#   severity: critical
#   grades: {unused: low, definition: critical}
#   profile: recommended
#   subjects: [rabbitmq, "rabbitmq:definitions"]
#   message: "the account guest with its known password may connect from everywhere"
#   messages:
#     unused: "guest may connect from everywhere, should the account exist"
#     definition: "the definitions create guest as an administrator"
#   remediation: Name another default_user with a generated password, and leave loopback_users as it is.
#   example: |
#     default_user = clinic-admin
#     loopback_users.guest = true
#   documentation:
#     - https://www.rabbitmq.com/docs/access-control#loopback-users
#     - https://www.rabbitmq.com/docs/production-checklist#users
#   secret: true
package crosswalk.policies.rabbitmq.server.guest_account

import data.crosswalk.lib.model
import data.crosswalk.lib.service
import data.crosswalk.lib.tri
import data.crosswalk.lib.verdict

verdicts contains _verdict(server) if {
	some server in model.of_type("rabbitmq")
}

verdicts contains verdict.of(file, _users(file)) if {
	some file in model.of_type("rabbitmq:definitions")
}

_lifted := "loopback_users.guest"

_verdict(server) := verdict.on(server, [], "unknown") if {
	tri.hidden(server)
} else := verdict.not_applicable(server, "not-set-here") if {
	count(_sites(server)) == 0
} else := verdict.of(server, _sites(server))

_sites(server) := array.concat(_loopback(server), _default(server))

_loopback(server) := [_used(server, verdict.site([key], answer)) |
	some key in [_lifted, "loopback_users"]
	value := service.setting(server, key)
	tri.present(value) != "no"
	answer := {_lifted: tri.flip(tri.is_false(value)), "loopback_users": tri.flip(tri.same(value, "none"))}[key]
]

# What the image lifts for an account that is not there harms nobody.
_used(server, site) := verdict.site(site.path, "yes") if {
	service.defaulted(server, site.path[0])
	_other(server) == "yes"
} else := verdict.site(site.path, "unknown") if {
	site.outcome == "fail"
	_other(server) == "unknown"
} else := verdict.graded(site, "unused") if {
	_other(server) == "yes"
} else := site

_other(server) := "unknown" if {
	tri.hidden(service.setting(server, "default_user"))
} else := "yes" if {
	name := tri.text_of(service.setting(server, "default_user"))
	not name in {"", "guest"}
} else := "no"

_default(server) := [verdict.site(["default_user"], tri.flip(tri.all_of([
	tri.same(service.setting(server, "default_user"), "guest"),
	tri.same(service.setting(server, "default_pass"), "guest"),
])))] if {
	tri.present(service.setting(server, "default_user")) != "no"
	not service.defaulted(server, "default_user")
} else := []

_users(file) := [verdict.graded(
	verdict.site(array.concat(user.path, ["tags"]), tri.flip(tri.all_of([
		tri.same(tri.get(user.value, ["name"]), "guest"),
		_administrator(tri.get(user.value, ["tags"])),
	]))),
	"definition",
) |
	some user in tri.entries(file, ["users"])
]

_administrator(tags) := "unknown" if {
	tri.hidden(tags)
} else := tri.answer("administrator" in {trim_space(tag) | some tag in split(tri.text_of(tags), ",")})
