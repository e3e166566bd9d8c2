# METADATA
# title: Only pods that may do something at the API server mount a token for it
# description: |
#   A pod mounts the token of its service account unless it, or the account, says `automountServiceAccountToken: false`; what
#   the pod says wins, and Terraform's provider says true by itself. Where no binding in the files grants the account
#   anything, the token only serves an intruder.
# scope: package
# custom:
#   id: k8s-sa-token-automount
#   control: least-privilege
#   severity: medium
#   profile: strict
#   subjects: [Pod, Deployment, StatefulSet, DaemonSet, ReplicaSet, ReplicationController, Job, CronJob, Rollout, KnativeService, DeploymentConfig]
#   reads: [ServiceAccount, RoleBinding, ClusterRoleBinding]
#   message: "the pods of {address} mount a token that nothing is granted to"
#   remediation: "Set automountServiceAccountToken: false."
#   example: |
#     spec:
#       serviceAccountName: fhir
#       automountServiceAccountToken: false
#   peers: [CKV_K8S_38, AVD-KSV-0036, "kics:service_account_token_automount_not_disabled", "terrascan:AC_K8S_0045"]
#   documentation: [https://kubernetes.io/docs/tasks/configure-pod-container/configure-service-account/#opt-out-of-api-credential-automounting]
package crosswalk.policies.kubernetes.pod.token_automount

import data.crosswalk.lib.kubernetes
import data.crosswalk.lib.model
import data.crosswalk.lib.tri
import data.crosswalk.lib.verdict

verdicts contains verdict.on(workload, kubernetes.pod_path(workload, [_field]), tri.any_of([_off(workload), _needed(workload)])) if {
	some workload in model.of_types(kubernetes.judged_types)
}

_field := "automountServiceAccountToken"

_off(workload) := tri.is_false(own) if {
	own := kubernetes.pod_at(workload, [_field])
	own != null
} else := "unknown" if {
	tri.hidden(_account(workload))
} else := tri.all_of([tri.is_false(tri.at(account, [_field])) | some account in accounts]) if {
	accounts := model.linked(workload, "serviceAccount")
	count(accounts) > 0
} else := "no"

_account(workload) := kubernetes.pod_at(workload, ["serviceAccountName"])

_needed(workload) := "unknown" if {
	tri.hidden(_account(workload))
} else := model.any_linked(workload, "grants", ["yes" | some _ in model.linked(workload, "grants")])
