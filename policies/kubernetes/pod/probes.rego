# METADATA
# title: Long-running containers say when they are ready
# description: |
#   Without a readiness probe requests reach a container that cannot answer yet, without a liveness or startup probe one
#   that hangs is never restarted.
# scope: package
# custom:
#   id: k8s-probes
#   control: availability
#   severity: medium
#   grades: {liveness: low}
#   profile: strict
#   subjects: [Deployment, StatefulSet, DaemonSet]
#   message: "container {container} has no readiness probe"
#   messages:
#     liveness: "container {container} has neither a liveness nor a startup probe"
#   remediation: Add the probes, pointed at what tells that the service can do its work.
#   example: |
#     readinessProbe:
#       httpGet: {path: /actuator/health/readiness, port: 8080}
#     livenessProbe:
#       httpGet: {path: /actuator/health/liveness, port: 8080}
#   peers: [CKV_K8S_8, CKV_K8S_9, "kube-linter:no-liveness-probe", "kube-linter:no-readiness-probe", "kics:liveness_probe_is_not_defined", "kics:readiness_probe_is_not_configured", "terrascan:AC_K8S_0070", "terrascan:AC_K8S_0072"]
#   related: ["prowler:core_readiness_probe_configured"]
#   documentation: [https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/]
package crosswalk.policies.kubernetes.pod.probes

import data.crosswalk.lib.kubernetes
import data.crosswalk.lib.model
import data.crosswalk.lib.tri
import data.crosswalk.lib.verdict

verdicts contains verdict.of(workload, [site |
	some container in kubernetes.main_containers(workload)
	some site in _sites(container)
]) if {
	some workload in model.of_types(["Deployment", "StatefulSet", "DaemonSet"])
}

_sites(container) := [verdict.site(container.path, "unknown")] if {
	tri.hidden(container.value)
} else := [_ready(container), _alive(container)]

_ready(container) := verdict.stating(
	verdict.site(array.concat(container.path, ["readinessProbe"]), tri.present(tri.get(container.value, ["readinessProbe"]))),
	{"container": container.name},
)

_alive(container) := verdict.graded(
	verdict.stating(
		verdict.site(
			array.concat(container.path, ["livenessProbe"]),
			tri.any_of([tri.present(tri.get(container.value, [key])) | some key in ["livenessProbe", "startupProbe"]]),
		),
		{"container": container.name},
	),
	"liveness",
)
