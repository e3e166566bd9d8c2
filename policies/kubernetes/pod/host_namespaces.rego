# METADATA
# title: Pods keep to their own network, process and IPC namespaces
# description: |
#   hostNetwork puts a pod past every network policy and next to the node's own services; hostPID and hostIPC show it the
#   processes and the shared memory of every other container. All three are off by default.
# scope: package
# custom:
#   id: k8s-pod-host-namespaces
#   control: network-segmentation
#   severity: high
#   profile: recommended
#   subjects: [Pod, Deployment, StatefulSet, DaemonSet, ReplicaSet, ReplicationController, Job, CronJob, Rollout, KnativeService, DeploymentConfig]
#   message: "the pods of {address} share the node's namespace by {field}"
#   remediation: Remove the field; publish ports by a Service, and let only components of the node share its namespaces.
#   example: |
#     spec:
#       hostNetwork: false
#       hostPID: false
#       hostIPC: false
#   peers: [CKV_K8S_17, CKV_K8S_18, CKV_K8S_19, AVD-KSV-0008, AVD-KSV-0009, AVD-KSV-0010, "kube-linter:host-network", "kube-linter:host-pid", "kube-linter:host-ipc", "kics:shared_host_network_namespace", "kics:shared_host_pid_namespace", "kics:shared_host_ipc_namespace", "terrascan:AC_K8S_0082", "terrascan:AC_K8S_0083", "terrascan:AC_K8S_0084"]
#   documentation: [https://kubernetes.io/docs/concepts/security/pod-security-standards/]
package crosswalk.policies.kubernetes.pod.host_namespaces

import data.crosswalk.lib.kubernetes
import data.crosswalk.lib.model
import data.crosswalk.lib.tri
import data.crosswalk.lib.verdict

verdicts contains verdict.of(workload, [_site(workload, field) |
	some field in ["hostNetwork", "hostPID", "hostIPC"]
	kubernetes.pod_at(workload, [field]) != null
]) if {
	some workload in model.of_types(kubernetes.judged_types)
}

_site(workload, field) := verdict.stating(
	verdict.site(kubernetes.pod_path(workload, [field]), tri.flip(tri.is_true(kubernetes.pod_at(workload, [field])))),
	{"field": field},
)
