# METADATA
# title: A network policy limits who may reach each pod
# description: |
#   Without a policy that selects it for ingress, a pod takes traffic from everything in the cluster. A NetworkPolicy
#   without policyTypes covers ingress. Where the files hold no policy for the namespace, another repository may:
#   that is unknown unless crosswalk.yaml declares the cluster baseline.
# scope: package
# custom:
#   id: k8s-networkpolicy-coverage
#   control: network-segmentation
#   severity: high
#   profile: recommended
#   subjects: [Pod, Deployment, StatefulSet, DaemonSet, ReplicaSet, ReplicationController, Job, CronJob, Rollout, KnativeService, DeploymentConfig]
#   reads: [NetworkPolicy, CiliumNetworkPolicy]
#   message: "no network policy limits who may reach the pods of {address}"
#   remediation: Add a NetworkPolicy that selects these pods and names who may call them.
#   example: |
#     apiVersion: networking.k8s.io/v1
#     kind: NetworkPolicy
#     metadata:
#       name: fhir
#     spec:
#       podSelector:
#         matchLabels: {app: fhir}
#       policyTypes: [Ingress]
#       ingress:
#         - from:
#             - podSelector:
#                 matchLabels: {app: gateway}
#   peers: [CKV2_K8S_6, "kube-linter:non-isolated-pod", "kics:pod_misconfigured_network_policy"]
#   documentation: [https://kubernetes.io/docs/concepts/services-networking/network-policies/]
package crosswalk.policies.kubernetes.network.policy_coverage

import data.crosswalk.lib.kubernetes
import data.crosswalk.lib.model
import data.crosswalk.lib.tri
import data.crosswalk.lib.verdict

verdicts contains _verdict(workload) if {
	some workload in model.of_types(kubernetes.judged_types)
}

_verdict(workload) := verdict.not_applicable(workload, "host-network") if {
	_host_network(workload) == "yes"
} else := verdict.outside(workload, [], "cluster-baseline") if {
	_settled(workload) == "no"
	not _owned(workload)
} else := verdict.on(workload, [], _settled(workload))

_host_network(workload) := tri.is_true(kubernetes.pod_at(workload, ["hostNetwork"]))

_settled(workload) := tri.any_of([_covered(workload), _host_network(workload)])

_covered(workload) := model.any_linked(workload, "networkPolicies", [_limits(policy) |
	some policy in model.linked(workload, "networkPolicies")
])

_limits(policy) := tri.any_of([
	tri.contains_item(tri.at(policy, ["spec", "policyTypes"]), "Ingress"),
	tri.flip(tri.present(tri.at(policy, ["spec", "policyTypes"]))),
]) if {
	policy.type == "NetworkPolicy"
} else := tri.any_of([tri.present(tri.get(spec, [key])) |
	some spec in array.concat([tri.at(policy, ["spec"])], tri.listed(tri.at(policy, ["specs"])))
	some key in ["ingress", "ingressDeny"]
])

_owned(workload) if workload.meta.netpolInNamespace

_owned(_) if model.declares("cluster-baseline")
