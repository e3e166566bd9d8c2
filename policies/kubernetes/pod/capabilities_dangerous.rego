# METADATA
# title: Containers add no capability that reaches beyond them
# description: |
#   Each added capability is a part of root. SYS_ADMIN, SYS_MODULE, SYS_PTRACE, NET_ADMIN, DAC_READ_SEARCH, BPF and ALL give
#   the node or other containers' data; the rest is graded medium. NET_BIND_SERVICE, which opens a port below 1024, passes.
# scope: package
# custom:
#   id: k8s-pod-capabilities-dangerous
#   control: workload-hardening
#   severity: high
#   grades: {other: medium}
#   profile: strict
#   subjects: [Pod, Deployment, StatefulSet, DaemonSet, ReplicaSet, ReplicationController, Job, CronJob, Rollout, KnativeService, DeploymentConfig]
#   message: "container {container} adds the capability {capability}"
#   remediation: Remove the capability, and drop ALL.
#   example: |
#     securityContext:
#       capabilities:
#         drop: [ALL]
#         add: [NET_BIND_SERVICE]
#   peers: [CKV_K8S_25, CKV_K8S_39, AVD-KSV-0005, AVD-KSV-0022, AVD-KSV-0106, AVD-KSV-0119, AVD-KSV-0120, "kics:containers_with_added_capabilities", "kics:containers_with_sys_admin_capabilities", "terrascan:AC_K8S_0075"]
#   documentation: [https://kubernetes.io/docs/concepts/security/pod-security-standards/]
package crosswalk.policies.kubernetes.pod.capabilities_dangerous

import data.crosswalk.lib.kubernetes
import data.crosswalk.lib.model
import data.crosswalk.lib.tri
import data.crosswalk.lib.verdict

verdicts contains verdict.of(workload, [site |
	some container in kubernetes.containers(workload)
	some site in _sites(container)
]) if {
	some workload in model.of_types(kubernetes.judged_types)
}

_list := ["securityContext", "capabilities", "add"]

_sites(container) := [verdict.site(container.path, "unknown")] if {
	tri.hidden(container.value)
} else := [_stating(verdict.site(array.concat(container.path, _list), "unknown"), container, "that is not known")] if {
	tri.hidden(tri.get(container.value, _list))
} else := [_site(container, i, capability) |
	some i, capability in tri.get(container.value, _list)
]

_site(container, i, capability) := verdict.graded(
	_stating(verdict.site(array.concat(array.concat(container.path, _list), [i]), _harmless(capability)), container, _name(capability)),
	_grade(_name(capability)),
)

_stating(site, container, capability) := verdict.stating(site, {"container": container.name, "capability": capability})

_harmless(capability) := "unknown" if {
	tri.hidden(capability)
} else := tri.answer(_name(capability) == "NET_BIND_SERVICE")

# A capability may be written in any case, and with CAP_ before it.
_name(capability) := trim_prefix(upper(tri.text_of(capability)), "CAP_")

_reaching := {"SYS_ADMIN", "SYS_MODULE", "SYS_PTRACE", "NET_ADMIN", "DAC_READ_SEARCH", "BPF", "ALL"}

_grade(name) := "default" if {
	name in _reaching
} else := "other"
