# METADATA
# title: Nobody signs in as root over SSH
# description: |
#   Who signs in as root leaves no name in any record. `PermitRootLogin` is `prohibit-password` since OpenSSH 7.0: keys
#   still let several people share the one account, which is a low finding. The first value counts, and a Match block
#   stands above it for those it names.
# scope: package
# custom:
#   id: sshd-root-login
#   control: unique-user-identification
#   severity: high
#   grades: {keys: low}
#   profile: recommended
#   subjects: [sshd]
#   message: "root may sign in over SSH with a password"
#   messages:
#     keys: "root may sign in over SSH with a key, an account that several people share"
#   remediation: Set PermitRootLogin to no; people sign in by their own names and use sudo.
#   example: |
#     PermitRootLogin no
#   documentation:
#     - https://man.openbsd.org/sshd_config#PermitRootLogin
#     - https://www.openssh.com/txt/release-7.0
package crosswalk.policies.sshd.server.root_login

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
	count(sshd.sites(server, "permitrootlogin")) == 0
} else := verdict.of(server, [_site(entry) | some entry in sshd.sites(server, "permitrootlogin")])

_site(entry) := verdict.graded(verdict.site(entry.path, "no"), "keys") if {
	tri.one_of_folded(entry.value, {"prohibit-password", "without-password"}) == "yes"
} else := verdict.site(entry.path, tri.one_of_folded(entry.value, {"no", "forced-commands-only"}))
