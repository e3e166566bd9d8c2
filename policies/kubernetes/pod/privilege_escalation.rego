# METADATA
# title: Containers cannot gain privileges
# description: |
#   Without `allowPrivilegeEscalation: false` a process may become more than it was, by a setuid program for one. Absent
#   counts as true. For a privileged container or one with SYS_ADMIN the kernel ignores the setting, so these fail. Pods for
#   Windows cannot have it.
# scope: package
# custom:
#   id: k8s-pod-privilege-escalation
#   control: workload-hardening
#   severity: medium
#   profile: strict
#   subjects: [Pod, Deployment, StatefulSet, DaemonSet, ReplicaSet, ReplicationController, Job, CronJob, Rollout, KnativeService, DeploymentConfig]
#   message: "container {container} may gain privileges"
#   remediation: "Set allowPrivilegeEscalation: false in the container's securityContext."
#   example: |
#     securityContext:
#       allowPrivilegeEscalation: false
#   peers: [CKV_K8S_20, AVD-KSV-0001, "kube-linter:privilege-escalation-container", "kics:privilege_escalation_allowed", "terrascan:AC_K8S_0085", "prowler:core_minimize_allowPrivilegeEscalation_containers"]
#   documentation: [https://kubernetes.io/docs/tasks/configure-pod-container/security-context/]
package crosswalk.policies.kubernetes.pod.privilege_escalation

import data.crosswalk.lib.kubernetes
import data.crosswalk.lib.model
import data.crosswalk.lib.tri
import data.crosswalk.lib.verdict

verdicts contains _verdict(workload) if {
	some workload in model.of_types(kubernetes.judged_types)
}

_verdict(workload) := verdict.not_applicable(workload, "windows") if {
	_windows(workload) == "yes"
} else := verdict.of(workload, [_site(workload, container) | some container in kubernetes.containers(workload)])

_windows(workload) := tri.same(kubernetes.pod_at(workload, ["os", "name"]), "windows")

_site(workload, container) := verdict.stating(
	verdict.site(_path(container), tri.any_of([_bounded(container.value), _windows(workload)])),
	{"container": container.name},
)

_path(container) := container.path if {
	tri.hidden(container.value)
} else := array.concat(container.path, ["securityContext", "allowPrivilegeEscalation"])

_bounded(container) := tri.all_of([
	tri.is_false(tri.get(container, ["securityContext", "allowPrivilegeEscalation"])),
	tri.flip(tri.is_true(tri.get(container, ["securityContext", "privileged"]))),
	tri.flip(tri.any_of([_admin(one) | some one in tri.listed(tri.get(container, ["securityContext", "capabilities", "add"]))])),
])

_admin(capability) := "unknown" if {
	tri.hidden(capability)
} else := tri.answer(upper(tri.text_of(capability)) in {"SYS_ADMIN", "CAP_SYS_ADMIN"})
