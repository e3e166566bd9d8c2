# METADATA
# title: Redis and Valkey take connections over TLS alone
# description: |
#   The server listens in plain text on port 6379 unless `port` is 0, and offers TLS only where `tls-port` is set. A
#   server that listens on the machine itself or on a Unix socket alone passes. Replicas and cluster nodes use plain text
#   among each other unless `tls-replication` and `tls-cluster` are yes.
# scope: package
# custom:
#   id: redis-tls
#   control: encryption-in-transit
#   severity: high
#   grades: {replication: high, cluster: high}
#   profile: recommended
#   subjects: [redis]
#   message: "the server takes connections in plain text"
#   messages:
#     replication: "the replica reads from its master in plain text"
#     cluster: "the nodes of the cluster talk to each other in plain text"
#   remediation: Set port to 0 and tls-port with its certificates; tls-replication and tls-cluster to yes where there are several nodes.
#   example: |
#     port 0
#     tls-port 6379
#     tls-cert-file /certs/redis.crt
#     tls-key-file /certs/redis.key
#   documentation: [https://redis.io/docs/latest/operate/oss_and_stack/management/security/encryption/]
package crosswalk.policies.redis.server.tls

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
} else := verdict.not_applicable(server, "not-set-here") if {
	count(_sites(server)) == 0
} else := verdict.of(server, _sites(server))

_sites(server) := array.concat(_port(server), array.concat(
	_among(server, "replicaof", tri.present(service.setting(server, "replicaof")), "tls-replication", "replication"),
	_among(server, "cluster-enabled", service.on(service.setting(server, "cluster-enabled")), "tls-cluster", "cluster"),
))

_port(server) := [verdict.because(verdict.site(["port"], "unknown"), "outside-scan")] if {
	service.silent(server, "port")
	server.meta.unread
} else := [] if {
	service.silent(server, "port")
} else := [verdict.site(["port"], tri.any_of([
	tri.same(service.setting(server, "port"), "0"),
	listening.only_loopback(service.setting(server, "bind")),
]))]

# What the whole file does not say is no.
_among(_, _, "no", _, _) := []

_among(server, _, "yes", setting, _) := [] if {
	service.silent(server, setting)
} else := [verdict.graded(verdict.site([setting], service.on(service.setting(server, setting))), _grades[setting])]

_among(server, cause, "unknown", setting, _) := [] if {
	service.on(service.setting(server, setting)) == "yes"
} else := [verdict.site([cause], "unknown")]

_grades := {"tls-replication": "replication", "tls-cluster": "cluster"}
