# METADATA
# title: Nobody but the break-glass group is bound to cluster-admin
# description: |
#   `cluster-admin` may do everything, reading every Secret included. The group `system:masters` is the built-in way in
#   for emergencies. In a RoleBinding the grant ends at the namespace.
# scope: package
# custom:
#   id: k8s-rbac-cluster-admin-binding
#   control: access-control-rbac
#   severity: critical
#   grades: {namespace: high}
#   profile: recommended
#   subjects: [ClusterRoleBinding, RoleBinding]
#   message: "{address} gives {role} to {subject}"
#   remediation: Bind a role that holds what the subject needs.
#   example: |
#     roleRef:
#       apiGroup: rbac.authorization.k8s.io
#       kind: ClusterRole
#       name: fhir-operator
#   peers: [AVD-KSV-0111, "kube-linter:cluster-admin-role-binding", "kics:cluster_admin_role_binding_with_super_user_permissions"]
#   related: ["prowler:rbac_cluster_admin_usage"]
#   documentation: [https://kubernetes.io/docs/reference/access-authn-authz/rbac/#user-facing-roles]
package crosswalk.policies.kubernetes.rbac.cluster_admin_binding

import data.crosswalk.lib.kubernetes
import data.crosswalk.lib.model
import data.crosswalk.lib.tri
import data.crosswalk.lib.verdict

_path := ["roleRef", "name"]

verdicts contains verdict.of(binding, [_site(binding)]) if {
	some binding in model.of_types(["ClusterRoleBinding", "RoleBinding"])
}

_site(binding) := verdict.graded(verdict.stating(verdict.site(_path, tri.flip(_wide(binding))), _facts(binding)), _grade(binding))

_wide(binding) := tri.all_of([
	tri.same(tri.at(binding, ["roleRef", "kind"]), "ClusterRole"),
	tri.one_of(tri.at(binding, _path), _roles[binding.type]),
	tri.any_of([_outsider(subject.value) | some subject in kubernetes.subjects(binding)]),
])

_roles := {"ClusterRoleBinding": ["cluster-admin", "admin"], "RoleBinding": ["cluster-admin"]}

_outsider(subject) := tri.flip(tri.all_of([
	tri.same(tri.get(subject, ["kind"]), "Group"),
	tri.same(tri.get(subject, ["name"]), "system:masters"),
]))

_facts(binding) := {
	"role": tri.text_of(tri.at(binding, _path)),
	"subject": concat(", ", [tri.text_of(tri.get(subject.value, ["name"])) |
		some subject in kubernetes.subjects(binding)
		_outsider(subject.value) != "no"
	]),
}

_grade(binding) := {"ClusterRoleBinding": "default", "RoleBinding": "namespace"}[binding.type]
