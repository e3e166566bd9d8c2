# METADATA
# title: Roles do not make credentials of other identities
# description: |
#   Tokens of any service account (create on serviceaccounts/token), the approval of certificate requests (update or patch on
#   certificatesigningrequests/approval) and of signers (approve) each make a credential that authenticates as somebody
#   else. Tokens of accounts that are named in `resourceNames` pass.
# scope: package
# custom:
#   id: k8s-rbac-token-mint
#   control: authentication-mfa
#   severity: high
#   profile: recommended
#   subjects: [Role, ClusterRole]
#   message: "{address} may make credentials of other identities"
#   remediation: Name the service accounts in resourceNames, and leave the approval of certificates to the cluster's own controller.
#   example: |
#     rules:
#       - apiGroups: [""]
#         resources: [serviceaccounts/token]
#         resourceNames: [fhir]
#         verbs: [create]
#   peers: [CKV_K8S_156, "prowler:rbac_minimize_service_account_token_creation", "prowler:rbac_minimize_csr_approval_access"]
#   documentation: [https://kubernetes.io/docs/concepts/security/rbac-good-practices/]
package crosswalk.policies.kubernetes.rbac.token_mint

import data.crosswalk.lib.kubernetes
import data.crosswalk.lib.model
import data.crosswalk.lib.tri
import data.crosswalk.lib.verdict

verdicts contains verdict.of(role, [_site(rule) | some rule in kubernetes.rules(role)]) if {
	some role in model.of_types(["Role", "ClusterRole"])
}

_site(rule) := verdict.site(
	kubernetes.rule_path(rule, array.concat(array.concat(_tokens, _approvals), ["signers"])),
	tri.flip(tri.any_of([_mints(rule.value), _approves(rule.value), _signs(rule.value)])),
)

_tokens := kubernetes.subresource("serviceaccounts", "token")

_approvals := kubernetes.subresource("certificatesigningrequests", "approval")

_mints(rule) := tri.all_of([
	kubernetes.gives(rule, [""], _tokens, ["create"]),
	tri.empty(tri.get(rule, ["resourceNames"])),
])

_approves(rule) := kubernetes.gives(rule, ["certificates.k8s.io"], _approvals, ["update", "patch"])

_signs(rule) := kubernetes.gives(rule, ["certificates.k8s.io"], ["signers"], ["approve"])
