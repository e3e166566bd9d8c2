# METADATA
# title: No rights are given to callers without a name
# description: |
#   `system:anonymous` and `system:unauthenticated` are callers who showed nothing, `system:authenticated` is everyone who
#   showed anything: what they do cannot be tied to a person. The built-in discovery roles are bound to them on purpose.
# scope: package
# custom:
#   id: k8s-rbac-anonymous-binding
#   control: unique-user-identification
#   severity: critical
#   profile: recommended
#   subjects: [ClusterRoleBinding, RoleBinding]
#   message: "{address} gives {role} to {subject}"
#   remediation: Bind the role to named users, groups or service accounts.
#   example: |
#     subjects:
#       - kind: Group
#         name: clinical-platform
#         apiGroup: rbac.authorization.k8s.io
#   peers: [AVD-KSV-0122, AVD-KSV-01011]
#   documentation: [https://kubernetes.io/docs/reference/access-authn-authz/rbac/#discovery-roles]
package crosswalk.policies.kubernetes.rbac.anonymous_binding

import data.crosswalk.lib.kubernetes
import data.crosswalk.lib.model
import data.crosswalk.lib.tri
import data.crosswalk.lib.verdict

_nameless := [
	{"kind": "User", "name": "system:anonymous"},
	{"kind": "Group", "name": "system:unauthenticated"},
	{"kind": "Group", "name": "system:authenticated"},
]

_discovery := ["system:public-info-viewer", "system:discovery", "system:basic-user"]

verdicts contains verdict.of(binding, [_site(binding, subject) | some subject in kubernetes.subjects(binding)]) if {
	some binding in model.of_types(["ClusterRoleBinding", "RoleBinding"])
}

_site(binding, subject) := verdict.stating(
	verdict.site(_path(subject), tri.any_of([_named(subject.value), tri.one_of(tri.at(binding, ["roleRef", "name"]), _discovery)])),
	{"role": tri.text_of(tri.at(binding, ["roleRef", "name"])), "subject": tri.text_of(tri.get(subject.value, ["name"]))},
)

_named(subject) := tri.flip(tri.any_of([answer |
	some one in _nameless
	answer := tri.all_of([tri.same(tri.get(subject, ["kind"]), one.kind), tri.same(tri.get(subject, ["name"]), one.name)])
]))

_path(subject) := subject.path if {
	tri.hidden(subject.value)
} else := array.concat(subject.path, ["name"])
