# METADATA
# title: Roles read the Secrets they name, not all of them
# description: |
#   A role that may get, list or watch Secrets without `resourceNames` reads every database password of the namespace, or
#   with a ClusterRole of the cluster. `list` and `watch` return the contents, too.
# scope: package
# custom:
#   id: k8s-rbac-secrets-read
#   control: secrets-management
#   severity: high
#   grades: {namespaced: medium}
#   profile: recommended
#   subjects: [Role, ClusterRole]
#   message: "{address} may read every Secret of the cluster"
#   messages:
#     namespaced: "{address} may read every Secret of its namespace"
#   remediation: Name the Secrets in resourceNames, or mount them into the workload.
#   example: |
#     rules:
#       - apiGroups: [""]
#         resources: [secrets]
#         resourceNames: [fhir-db]
#         verbs: [get]
#   peers: [CKV2_K8S_5, AVD-KSV-0041, "kics:rbac_roles_with_read_secrets_permissions"]
#   related: [AVD-KSV-0113, "kube-linter:access-to-secrets", "kics:service_account_allows_access_secrets", "prowler:rbac_minimize_secret_access"]
#   documentation: [https://kubernetes.io/docs/concepts/security/rbac-good-practices/#listing-secrets]
package crosswalk.policies.kubernetes.rbac.secrets_read

import data.crosswalk.lib.kubernetes
import data.crosswalk.lib.model
import data.crosswalk.lib.tri
import data.crosswalk.lib.verdict

verdicts contains verdict.of(role, [_site(role, rule) | some rule in kubernetes.rules(role)]) if {
	some role in model.of_types(["Role", "ClusterRole"])
}

_site(role, rule) := verdict.graded(verdict.site(_path(rule), tri.flip(_reads(rule.value))), _grade(role))

_reads(rule) := tri.all_of([
	_holds(rule, "apiGroups", ["", "*"]),
	_holds(rule, "resources", ["secrets", "*"]),
	_holds(rule, "verbs", ["get", "list", "watch", "*"]),
	tri.empty(tri.get(rule, ["resourceNames"])),
])

_holds(rule, key, wanted) := tri.any_of([tri.contains_item(tri.get(rule, [key]), one) | some one in wanted])

# The element that names the secrets, when there is one.
_path(rule) := array.concat(rule.path, ["resources", i]) if {
	not tri.hidden(rule.value)
	some i, item in rule.value.resources
	item in ["secrets", "*"]
	not _earlier(rule.value.resources, i)
} else := rule.path

_earlier(list, i) if {
	some j in numbers.range(0, i - 1)
	j < i
	list[j] in ["secrets", "*"]
}

_grade(role) := {"ClusterRole": "default", "Role": "namespaced"}[role.type]
