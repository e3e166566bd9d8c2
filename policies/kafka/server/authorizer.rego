# METADATA
# title: Kafka decides by access rules who may read and write
# description: |
#   Without `authorizer.class.name`, its default, every client that connects may read and write every topic. With
#   `allow.everyone.if.no.acl.found` the same holds for topics without rules. `User:*` and `User:ANONYMOUS` among the
#   super users take the rules away for everybody, or for everybody who did not log in.
# scope: package
# custom:
#   id: kafka-authorizer
#   control: access-control-rbac
#   severity: high
#   grades: {everyone: high, superuser: high}
#   profile: recommended
#   subjects: [kafka]
#   message: "no authorizer is set, so every client may read and write every topic"
#   messages:
#     everyone: "topics without access rules are open to every client"
#     superuser: "super.users names everybody"
#   remediation: Set authorizer.class.name, and give each client the rules that it needs.
#   example: |
#     authorizer.class.name=org.apache.kafka.metadata.authorizer.StandardAuthorizer
#     super.users=User:admin
#   documentation: [https://kafka.apache.org/documentation/#security_authz]
package crosswalk.policies.kafka.server.authorizer

import data.crosswalk.lib.model
import data.crosswalk.lib.parts
import data.crosswalk.lib.service
import data.crosswalk.lib.tri
import data.crosswalk.lib.verdict

verdicts contains _verdict(server) if {
	some server in model.of_type("kafka")
}

_class := "authorizer.class.name"

_everyone := "allow.everyone.if.no.acl.found"

_verdict(server) := verdict.on(server, [], "unknown") if {
	tri.hidden(server)
} else := verdict.not_applicable(server, "not-set-here") if {
	count(_sites(server)) == 0
} else := verdict.of(server, _sites(server))

_sites(server) := array.concat(
	[verdict.site([_class], tri.flip(tri.empty(service.setting(server, _class)))) | not service.silent(server, _class)],
	array.concat(
		[verdict.graded(verdict.site([_everyone], tri.flip(tri.is_true(service.setting(server, _everyone)))), "everyone") |
			tri.present(service.setting(server, _everyone)) != "no"
		],
		[verdict.graded(verdict.site(["super.users"], _named(service.setting(server, "super.users"))), "superuser") |
			tri.present(service.setting(server, "super.users")) != "no"
		],
	),
)

_named(value) := "no" if {
	some user in split(parts.text(value), ";")
	trim_space(user) in {"User:*", "User:ANONYMOUS"}
} else := "unknown" if {
	tri.hidden(value)
} else := "yes"
