# METADATA
# title: PostgreSQL lets no one in without proof
# description: |
#   `trust` takes the caller's word for who it is, `ident` that of the caller's host. Over the network both are no
#   authentication. Trust on loopback lets every local process in, and is graded lower.
# scope: package
# custom:
#   id: postgres-hba-no-trust
#   control: authentication-mfa
#   severity: critical
#   grades: {loopback: medium}
#   profile: recommended
#   subjects: [pg-hba]
#   message: "{type} connections are let in by {method}, without proof of who is calling"
#   remediation: Use scram-sha-256, or cert with hostssl; peer serves local connections.
#   example: |
#     hostssl ehr app 10.0.0.0/16 scram-sha-256
#   documentation: [https://www.postgresql.org/docs/current/auth-pg-hba-conf.html]
package crosswalk.policies.postgresql.hba.no_trust

import data.crosswalk.lib.model
import data.crosswalk.lib.tri
import data.crosswalk.lib.verdict

verdicts contains verdict.of(file, _sites(file)) if {
	some file in model.of_type("pg-hba")
}

_sites(file) := [site |
	some entry in tri.entries(file, ["rules"])
	some site in [_judged(entry.path, entry.value)]
]

_judged(path, rule) := verdict.site(path, "unknown") if {
	tri.hidden(rule)
} else := verdict.graded(verdict.stating(verdict.site(path, tri.flip(_open(rule))), _facts(rule)), _grade(rule))

_facts(rule) := {"type": tri.text_of(tri.get(rule, ["type"])), "method": tri.text_of(tri.get(rule, ["method"]))}

_network(rule) := tri.matches(tri.get(rule, ["type"]), `^host`)

_everyone(rule) := tri.any_of([tri.matches(tri.get(rule, [column]), `(^|,)all(,|$)`) | some column in ["database", "user"]])

_open(rule) := tri.any_of([
	tri.all_of([tri.same(tri.get(rule, ["method"]), "trust"), tri.any_of([_network(rule), _everyone(rule)])]),
	tri.all_of([tri.same(tri.get(rule, ["method"]), "ident"), _network(rule)]),
])

_grade(rule) := "loopback" if {
	tri.matches(tri.get(rule, ["address"]), `^(127\.[0-9.]+(/(8|16|24|32))?|::1(/128)?|localhost)$`) == "yes"
} else := "loopback" if {
	tri.same(tri.get(rule, ["type"]), "local") == "yes"
} else := "default"
