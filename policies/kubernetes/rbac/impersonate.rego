# METADATA
# title: Roles do not act in another person's name
# description: |
#   Who impersonates a user, group or service account has all of its permissions, and the audit log of the API server names
#   the other as the one who acted: one person is no longer one identity. Names in `resourceNames` confine it and pass.
# scope: package
# custom:
#   id: k8s-rbac-impersonate
#   control: unique-user-identification
#   severity: high
#   profile: recommended
#   subjects: [Role, ClusterRole]
#   message: "{address} may impersonate any identity"
#   remediation: Remove the verb impersonate, or name the identities in resourceNames.
#   example: |
#     rules:
#       - apiGroups: [""]
#         resources: [serviceaccounts]
#         resourceNames: [fhir-readonly]
#         verbs: [impersonate]
#   peers: [AVD-KSV-0043, "kics:rbac_roles_with_impersonate_permission"]
#   related: [CKV2_K8S_3]
#   documentation: [https://kubernetes.io/docs/reference/access-authn-authz/authentication/#user-impersonation]
package crosswalk.policies.kubernetes.rbac.impersonate

import data.crosswalk.lib.kubernetes
import data.crosswalk.lib.model
import data.crosswalk.lib.tri
import data.crosswalk.lib.verdict

verdicts contains verdict.of(role, [_site(rule) | some rule in kubernetes.rules(role)]) if {
	some role in model.of_types(["Role", "ClusterRole"])
}

_site(rule) := verdict.site(kubernetes.rule_path(rule, _identities(rule.value)), tri.flip(tri.all_of([
	kubernetes.gives(rule.value, ["", "authentication.k8s.io"], _identities(rule.value), ["impersonate"]),
	tri.empty(tri.get(rule.value, ["resourceNames"])),
])))

# Extra fields are each a subresource: userextras/scopes.
_identities(rule) := array.concat(["users", "groups", "serviceaccounts", "uids"], [one |
	some one in tri.listed(tri.get(rule, ["resources"]))
	is_string(one)
	startswith(one, "userextras/")
])
