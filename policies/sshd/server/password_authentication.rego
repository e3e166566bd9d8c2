# METADATA
# title: A password alone does not open an SSH session
# description: |
#   `PasswordAuthentication` is on by default: everybody who guesses or steals a password is in. It is met by keys, or by
#   `AuthenticationMethods` that asks for two methods in every alternative. A Match block counts for those it names.
# scope: package
# custom:
#   id: sshd-password-authentication
#   control: password-management
#   severity: high
#   profile: recommended
#   subjects: [sshd]
#   message: "a password alone opens an SSH session"
#   remediation: Set PasswordAuthentication to no, or AuthenticationMethods to publickey and a second method.
#   example: |
#     PasswordAuthentication no
#     AuthenticationMethods publickey,keyboard-interactive
#   documentation:
#     - https://man.openbsd.org/sshd_config#PasswordAuthentication
#     - https://man.openbsd.org/sshd_config#AuthenticationMethods
package crosswalk.policies.sshd.server.password_authentication

import data.crosswalk.lib.model
import data.crosswalk.lib.sshd
import data.crosswalk.lib.tri
import data.crosswalk.lib.verdict

verdicts contains _verdict(server) if {
	some server in model.of_type("sshd")
}

_verdict(server) := verdict.on(server, [], "unknown") if {
	tri.hidden(server)
} else := verdict.not_applicable(server, "not-set-here") if {
	count(sshd.sites(server, "passwordauthentication")) == 0
} else := verdict.of(server, [verdict.site(entry.path, _answer(server, entry)) |
	some entry in sshd.sites(server, "passwordauthentication")
])

_answer(server, entry) := tri.any_of([
	tri.one_of_folded(entry.value, {"no"}),
	sshd.two_methods(sshd.setting(server, entry.scope, "authenticationmethods")),
])
