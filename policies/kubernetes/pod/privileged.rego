# METADATA
# title: Containers do not run privileged
# description: |
#   A privileged container, or a HostProcess container on Windows, has the node's devices and with them every other
#   container's data. Absent means false. Components of the cluster in kube-system are graded low.
# scope: package
# custom:
#   id: k8s-pod-privileged
#   control: workload-hardening
#   severity: critical
#   grades: {system: low}
#   profile: recommended
#   subjects: [Pod, Deployment, StatefulSet, DaemonSet, ReplicaSet, ReplicationController, Job, CronJob, Rollout, KnativeService, DeploymentConfig]
#   message: "{container} runs privileged"
#   remediation: Remove privileged and hostProcess, and add the single capability that is needed.
#   example: |
#     securityContext:
#       privileged: false
#       allowPrivilegeEscalation: false
#       capabilities:
#         drop: [ALL]
#   peers: [CKV_K8S_16, AVD-KSV-0017, "kube-linter:privileged-container", "kics:container_is_privileged", "terrascan:AC_K8S_0046"]
#   related: [AVD-KSV-0103, "prowler:core_minimize_privileged_containers"]
#   documentation: [https://kubernetes.io/docs/concepts/security/pod-security-standards/]
package crosswalk.policies.kubernetes.pod.privileged

import data.crosswalk.lib.kubernetes
import data.crosswalk.lib.model
import data.crosswalk.lib.tri
import data.crosswalk.lib.verdict

verdicts contains verdict.of(workload, array.concat(_containers(workload), _pod(workload))) if {
	some workload in model.of_types(kubernetes.judged_types)
}

_containers(workload) := [_site(workload, container, key) |
	some container in kubernetes.containers(workload)
	some key in _keys(container)
]

_keys(container) := [[]] if {
	tri.hidden(container.value)
} else := array.concat([["securityContext", "privileged"]], [path |
	path := ["securityContext", "windowsOptions", "hostProcess"]
	tri.get(container.value, path) != null
])

_site(workload, container, key) := verdict.graded(
	verdict.stating(
		verdict.site(array.concat(container.path, key), tri.flip(tri.is_true(tri.get(container.value, key)))),
		{"container": concat(" ", ["container", container.name])},
	),
	_grade(workload),
)

# The pod's hostProcess counts for containers that set none of their own.
_pod(workload) := [verdict.graded(verdict.stating(verdict.site(path, tri.flip(tri.is_true(value))), {"container": "every container"}), _grade(workload)) |
	path := kubernetes.pod_path(workload, ["securityContext", "windowsOptions", "hostProcess"])
	value := tri.at(workload, path)
	value != null
]

_grade(workload) := "system" if {
	kubernetes.system_namespace(workload)
} else := "default"
