# METADATA
# title: Containers take their secrets from Secrets
# description: |
#   A literal in `env` is in the repository, in every copy of the object and in `kubectl describe`.
# scope: package
# custom:
#   id: k8s-env-plaintext-secret
#   control: secrets-management
#   severity: critical
#   profile: recommended
#   subjects: [Pod, Deployment, StatefulSet, DaemonSet, ReplicaSet, ReplicationController, Job, CronJob, Rollout, KnativeService, DeploymentConfig]
#   message: "container {container} has a secret in plain text in {variable}"
#   remediation: Keep the value in a Secret (or an external store) and refer to it with secretKeyRef; change it wherever it was used.
#   example: |
#     env:
#       - name: DB_PASSWORD
#         valueFrom:
#           secretKeyRef:
#             name: fhir-db
#             key: password
#   peers: ["kube-linter:env-var-secret"]
#   related: [CKV_SECRET_6, CKV_SECRET_10, "kics:common/passwords_and_secrets"]
#   documentation: [https://kubernetes.io/docs/concepts/configuration/secret/]
#   secret: true
package crosswalk.policies.kubernetes.pod.env_plaintext_secret

import data.crosswalk.lib.kubernetes
import data.crosswalk.lib.model
import data.crosswalk.lib.secrets
import data.crosswalk.lib.tri
import data.crosswalk.lib.verdict

verdicts contains verdict.of(workload, [_site(entry) | some entry in kubernetes.environment(workload)]) if {
	some workload in model.of_types(kubernetes.judged_types)
}

_site(entry) := verdict.site(entry.path, "unknown") if {
	tri.hidden(entry.value)
} else := verdict.stating(
	verdict.site(array.concat(entry.path, ["value"]), tri.flip(_plain(entry))),
	{"container": entry.container, "variable": entry.name},
)

_plain(entry) := "no" if {
	tri.get(entry.value, ["value"]) == null
} else := "no" if {
	secrets.placeholder(tri.get(entry.value, ["value"]))
} else := "no" if {
	_named_after(entry.name, tri.text_of(tri.get(entry.value, ["value"])))
} else := "unknown" if {
	tri.hidden(tri.get(entry.value, ["name"]))
} else := secrets.plain(entry.name, tri.get(entry.value, ["value"]))

# `API_KEY_VAL` for API_KEY marks a place that another tool fills in.
_named_after(name, value) if {
	name != ""
	startswith(value, name)
	regex.match(`^[A-Z0-9_]+$`, value)
}
