# METADATA
# title: Roles name the verbs, resources and groups they grant
# description: |
#   A `*` grants what exists today and everything that is added later. Built-in `system:` roles and aggregated roles,
#   whose rules the controller overwrites, are left out.
# scope: package
# custom:
#   id: k8s-rbac-wildcard
#   control: least-privilege
#   severity: high
#   profile: recommended
#   subjects: [Role, ClusterRole]
#   message: "{address} grants every one of {what}"
#   remediation: List the verbs, resources and API groups that are needed.
#   example: |
#     rules:
#       - apiGroups: [apps]
#         resources: [deployments]
#         verbs: [get, list, watch]
#   peers: [CKV_K8S_49, AVD-KSV-0044, AVD-KSV-0045, AVD-KSV-0046, "kube-linter:wildcard-in-rules", "kics:rbac_wildcard_in_rule"]
#   related: [AVD-KSV-0112, "prowler:rbac_minimize_wildcard_use_roles"]
#   documentation: [https://kubernetes.io/docs/concepts/security/rbac-good-practices/#least-privilege]
package crosswalk.policies.kubernetes.rbac.wildcard

import data.crosswalk.lib.kubernetes
import data.crosswalk.lib.model
import data.crosswalk.lib.tri
import data.crosswalk.lib.verdict

verdicts contains _verdict(role) if {
	some role in model.of_types(["Role", "ClusterRole"])
}

_verdict(role) := verdict.not_applicable(role, "built-in-role") if {
	startswith(role.name, "system:")
} else := verdict.not_applicable(role, "aggregated-role") if {
	tri.empty(tri.at(role, ["aggregationRule"])) == "no"
} else := verdict.of(role, [site |
	some rule in kubernetes.rules(role)
	some site in _sites(rule)
])

_sites(rule) := [verdict.site(rule.path, "unknown")] if {
	tri.hidden(rule.value)
} else := wild if {
	wild := [site |
		some key in ["verbs", "resources", "apiGroups", "nonResourceURLs"]
		some site in _wild(rule, key, tri.get(rule.value, [key]))
	]
	count(wild) > 0
} else := [verdict.site(rule.path, "yes")]

_wild(rule, key, list) := [verdict.site(array.concat(rule.path, [key]), "unknown")] if {
	tri.hidden(list)
} else := [verdict.stating(verdict.site(array.concat(rule.path, [key, i]), tri.flip(answer)), {"what": key}) |
	some i, item in _list(list)
	answer := tri.all_of([tri.same(item, "*"), _counts(rule, key)])
	answer != "no"
]

_list(value) := value if is_array(value)

_list(value) := [] if not is_array(value)

# Reading every non-resource URL is what health checks do.
_counts(_, key) := "yes" if key != "nonResourceURLs"

_counts(rule, "nonResourceURLs") := tri.any_of([tri.flip(tri.same(verb, "get")) |
	some verb in tri.listed(tri.get(rule.value, ["verbs"]))
])
