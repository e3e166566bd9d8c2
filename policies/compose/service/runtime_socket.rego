# METADATA
# title: Compose services do not see the socket of the container runtime
# description: |
#   Whoever reaches the socket starts containers with any rights on the host; mounting it read-only changes nothing. Proxies that are made
#   to filter its requests pass, known by their image's name.
# scope: package
# custom:
#   id: compose-runtime-socket
#   control: workload-hardening
#   severity: critical
#   profile: recommended
#   subjects: ["compose:service"]
#   message: "{address} mounts the socket of the container runtime, or a folder that holds it"
#   remediation: Take the mount away, or put a proxy between that allows only what the service needs.
#   example: |
#     services:
#       metrics:
#         environment:
#           DOCKER_HOST: tcp://socket-proxy:2375
#   related: ["kics:dockerCompose/docker_socket_mounted_in_container", "kics:dockerCompose/volume_has_sensitive_host_directory"]
#   documentation: [https://docs.docker.com/engine/security/#docker-daemon-attack-surface]
package crosswalk.policies.compose.service.runtime_socket

import data.crosswalk.lib.model
import data.crosswalk.lib.tri
import data.crosswalk.lib.verdict

verdicts contains verdict.of(service, [site | some entry in tri.entries(service, ["volumes"]); some site in _sites(service, entry)]) if {
	some service in model.of_type("compose:service")
}

_sites(service, entry) := [verdict.site(entry.path, tri.any_of([tri.flip(_reaches(entry.value)), _proxy(service)]))]

# The short form is `source:target:mode`; the long one has the source by itself.
_reaches(volume) := tri.matches(tri.get(volume, ["source"]), `^(/|(/var)?/run/?|(/var)?/run/(.*/)?[a-z-]*\.sock|/run/containerd/?)$`) if {
	is_object(volume)
	not tri.hidden(volume)
} else := tri.matches(volume, `^(/|(/var)?/run/?|(/var)?/run/([^:]*/)?[a-z-]*\.sock|/run/containerd/?):`)

_proxy(service) := tri.matches(tri.at(service, ["image"]), `(^|/)[\w-]*socket-proxy(:|@|$)`)
