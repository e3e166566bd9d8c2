# METADATA
# title: Roles cannot give themselves more than they have
# description: |
#   The verbs escalate and bind, and the right to write bindings, let a holder take any permission of the cluster: the API
#   server's check that nobody grants what they lack does not apply, or a binding to a stronger role is written. Bindings
#   that are named in `resourceNames` pass.
# scope: package
# custom:
#   id: k8s-rbac-escalate-bind
#   control: access-control-rbac
#   severity: high
#   profile: recommended
#   subjects: [Role, ClusterRole]
#   message: "{address} may give itself further permissions"
#   remediation: Remove escalate and bind, and let a reviewed pipeline write bindings.
#   example: |
#     rules:
#       - apiGroups: [rbac.authorization.k8s.io]
#         resources: [rolebindings]
#         verbs: [get, list]
#   peers: [CKV_K8S_157, CKV_K8S_158, AVD-KSV-0050, "kics:rbac_roles_allow_privilege_escalation"]
#   related: [CKV2_K8S_1, AVD-KSV-0051, AVD-KSV-0052, AVD-KSV-0055]
#   documentation: [https://kubernetes.io/docs/reference/access-authn-authz/rbac/#privilege-escalation-prevention-and-bootstrapping]
package crosswalk.policies.kubernetes.rbac.escalate_bind

import data.crosswalk.lib.kubernetes
import data.crosswalk.lib.model
import data.crosswalk.lib.tri
import data.crosswalk.lib.verdict

verdicts contains verdict.of(role, [_site(rule) | some rule in kubernetes.rules(role)]) if {
	some role in model.of_types(["Role", "ClusterRole"])
}

_site(rule) := verdict.site(
	kubernetes.rule_path(rule, array.concat(_roles, _bindings)),
	tri.flip(tri.any_of([_escalates(rule.value), _binds(rule.value)])),
)

_group := ["rbac.authorization.k8s.io"]

_roles := ["roles", "clusterroles"]

_bindings := ["rolebindings", "clusterrolebindings"]

_escalates(rule) := kubernetes.gives(rule, _group, _roles, ["escalate", "bind"])

_binds(rule) := tri.all_of([
	kubernetes.gives(rule, _group, _bindings, ["create", "update", "patch"]),
	tri.empty(tri.get(rule, ["resourceNames"])),
])
