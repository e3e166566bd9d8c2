# METADATA
# title: Roles do not open a shell in running containers
# description: |
#   pods/exec, pods/attach, pods/portforward and pods/ephemeralcontainers reach the process that holds decrypted ePHI, past
#   the application's own log-in and audit trail.
# scope: package
# custom:
#   id: k8s-rbac-exec-attach
#   control: least-privilege
#   severity: high
#   profile: recommended
#   subjects: [Role, ClusterRole]
#   message: "{address} may open a shell in, or a tunnel to, running containers"
#   remediation: Remove the subresources, and give them for an hour through a break-glass process when they are needed.
#   example: |
#     rules:
#       - apiGroups: [""]
#         resources: [pods, pods/log]
#         verbs: [get, list]
#   peers: [AVD-KSV-0053, AVD-KSV-0054, "kics:rbac_roles_with_exec_permission", "kics:rbac_roles_with_attach_permission", "kics:rbac_roles_with_portforwarding_permissions"]
#   related: [CKV2_K8S_2]
#   documentation: [https://kubernetes.io/docs/concepts/security/rbac-good-practices/]
package crosswalk.policies.kubernetes.rbac.exec_attach

import data.crosswalk.lib.kubernetes
import data.crosswalk.lib.model
import data.crosswalk.lib.tri
import data.crosswalk.lib.verdict

verdicts contains verdict.of(role, [_site(rule) | some rule in kubernetes.rules(role)]) if {
	some role in model.of_types(["Role", "ClusterRole"])
}

_site(rule) := verdict.site(
	kubernetes.rule_path(rule, _doors),
	tri.flip(kubernetes.gives(rule.value, [""], _doors, ["get", "create"])),
)

_doors := [one |
	some name in ["exec", "attach", "portforward", "ephemeralcontainers"]
	some one in kubernetes.subresource("pods", name)
]
