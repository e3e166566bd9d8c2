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

# One finding a rule, whatever the number of its wildcards.
_site(role, rule) := verdict.stating(
	verdict.site(rule.path, tri.flip(tri.all_of([tri.any_of([_wild(rule, key) | some key in _keys]), tri.flip(_aggregated(role))]))),
	{"what": concat(", ", [key | some key in _keys; _wild(rule, key) != "no"])},
)

_keys := ["verbs", "resources", "apiGroups", "nonResourceURLs"]

# Reading every non-resource URL is what health checks do.
_wild(rule, "nonResourceURLs") := tri.all_of([
	tri.contains_item(tri.get(rule.value, ["nonResourceURLs"]), "*"),
	tri.any_of([tri.flip(tri.same(verb, "get")) | some verb in tri.listed(tri.get(rule.value, ["verbs"]))]),
])

_wild(rule, key) := tri.contains_item(tri.get(rule.value, [key]), "*") if key != "nonResourceURLs"
