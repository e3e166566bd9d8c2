# METADATA
# title: Programs check the certificates of what they connect to
# description: |
#   A variable that switches the check off lets anybody on the way read and change what is sent. `sslmode=require` encrypts, but does not
#   ask who answers, and weighs less. For Dockerfiles docker-tls-verify-disabled asks the same.
# scope: package
# custom:
#   id: env-tls-verify-disabled
#   control: encryption-in-transit
#   severity: high
#   grades: {unverified: low}
#   profile: recommended
#   subjects: [dotenv, "compose:service", "github:workflow", Pod, Deployment, StatefulSet, DaemonSet, ReplicaSet, ReplicationController, Job, CronJob]
#   message: "{variable} switches the check of certificates off"
#   messages:
#     unverified: "{variable} asks for TLS without a check of who answers"
#   remediation: Leave the check on, and hand the program the certificate authority that it misses.
#   example: |
#     NODE_EXTRA_CA_CERTS=/etc/ssl/hospital-ca.pem
#   related: [CKV2_DOCKER_5, CKV2_DOCKER_6]
#   documentation: [https://nodejs.org/api/cli.html#node_tls_reject_unauthorizedvalue, https://www.postgresql.org/docs/current/libpq-ssl.html]
#   secret: true
package crosswalk.policies.dotenv.file.tls_verify_disabled

import data.crosswalk.lib.environment
import data.crosswalk.lib.kubernetes
import data.crosswalk.lib.model
import data.crosswalk.lib.tls_switches
import data.crosswalk.lib.tri
import data.crosswalk.lib.verdict

verdicts contains verdict.of(holder, [verdict.stating(site, {"variable": entry.name}) | some entry in environment.entries(holder); site := _judged(entry)]) if {
	some holder in model.of_types(array.concat(["dotenv", "compose:service", "github:workflow"], kubernetes.judged_types))
}

_judged(entry) := verdict.graded(verdict.site(entry.path, "no"), "unverified") if {
	_holds(entry.value, `(?i)[?&;\s]sslmode=require\b`)
} else := verdict.site(entry.path, "no") if {
	_holds(entry.value, `(?i)\btrust ?server ?certificate\s*=\s*(true|yes)\b`)
} else := verdict.site(entry.path, tri.flip(tls_switches.off(entry.name, entry.value))) if {
	tls_switches.named(entry.name)
}

# Of a text filled in later the literal parts tell enough.
_holds(value, pattern) if {
	is_string(value)
	contains(value, "=")
	regex.match(pattern, value)
}

_holds(value, pattern) if {
	some part in object.get(value, ["$unknown", "parts"], [])
	is_string(part)
	regex.match(pattern, part)
}
