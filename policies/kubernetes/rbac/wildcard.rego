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
#   message: "{address} grants every one of {what} by a wildcard"
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
	startswith(object.get(role, "name", ""), "system:")
} else := verdict.not_applicable(role, "aggregated-role") if {
	_aggregated(role) == "yes"
} else := verdict.of(role, [_site(role, rule) | some rule in kubernetes.rules(role)])

_aggregated(role) := tri.flip(tri.empty(tri.at(role, ["aggregationRule"])))

# One finding a rule, at its first wildcard.
_site(role, rule) := verdict.site(rule.path, "unknown") if {
	tri.hidden(rule.value)
} else := verdict.stating(
	verdict.site(found[0].path, tri.any_of([tri.flip(_worst(found)), _maybe(role)])),
	{"what": concat(", ", _distinct([one.key | some one in found]))},
) if {
	found := _wildcards(rule)
	count(found) > 0
} else := verdict.site(rule.path, "yes")

# Where the aggregation is not known, a wildcard may be overwritten.
_maybe(role) := tri.choose(_aggregated(role), "yes", "no", "unknown")

_worst(found) := tri.any_of([one.answer | some one in found])

_distinct(keys) := [key | some i, key in keys; not key in array.slice(keys, 0, i)]

_wildcards(rule) := array.concat(_having(rule, "yes"), _having(rule, "unknown"))

_having(rule, wanted) := [{"path": entry.path, "key": key, "answer": wanted} |
	some key in ["verbs", "resources", "apiGroups", "nonResourceURLs"]
	some entry in _listed(rule, key)
	tri.all_of([tri.same(entry.value, "*"), _counts(rule, key)]) == wanted
]

_listed(rule, key) := [{"path": array.concat(rule.path, [key]), "value": list}] if {
	list := tri.get(rule.value, [key])
	tri.hidden(list)
} else := [{"path": array.concat(rule.path, [key, i]), "value": item} | some i, item in tri.listed(tri.get(rule.value, [key]))]

# Reading every non-resource URL is what health checks do.
_counts(_, key) := "yes" if key != "nonResourceURLs"

_counts(rule, "nonResourceURLs") := tri.any_of([tri.flip(tri.same(verb, "get")) |
	some verb in tri.listed(tri.get(rule.value, ["verbs"]))
])
