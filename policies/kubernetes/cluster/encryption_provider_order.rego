# METADATA
# title: The API server writes Secrets encrypted
# description: |
#   The first provider of an entry is the one used for writing: with `identity` first, Secrets go to etcd in plain text
#   whatever stands behind it. `aesgcm` needs automated rotation of its keys, and `aescbc` is not recommended any more.
# scope: package
# custom:
#   id: k8s-encryption-provider-order
#   control: encryption-at-rest
#   severity: high
#   grades: {rotation: medium, weak: low}
#   profile: recommended
#   subjects: [EncryptionConfiguration]
#   message: "the API server writes Secrets to etcd in plain text"
#   messages:
#     rotation: "Secrets are encrypted with aesgcm, which is safe only with automated key rotation"
#     weak: "Secrets are encrypted with aescbc, which is no longer recommended"
#   remediation: Put a kms (v2) or secretbox provider first for secrets, and identity last.
#   example: |
#     resources:
#       - resources: [secrets]
#         providers:
#           - kms: {apiVersion: v2, name: cloud-kms, endpoint: unix:///run/kms.sock}
#           - identity: {}
#   peers: ["kics:encryption_provider_not_properly_configured"]
#   documentation: [https://kubernetes.io/docs/tasks/administer-cluster/encrypt-data/#providers]
package crosswalk.policies.kubernetes.cluster.encryption_provider_order

import data.crosswalk.lib.model
import data.crosswalk.lib.tri
import data.crosswalk.lib.verdict

verdicts contains verdict.of(configuration, _sites(configuration)) if {
	some configuration in model.of_type("EncryptionConfiguration")
}

_entries(configuration) := tri.entries(configuration, ["resources"])

# The first entry that covers secrets counts; one before it that may cover them leaves it open.
_sites(configuration) := [_first(candidates[0])] if {
	candidates := _candidates(configuration)
	count(candidates) > 0
} else := [verdict.site(["resources"], "no")]

_candidates(configuration) := [object.union(entry, {"covers": answer}) |
	some entry in _entries(configuration)
	answer := _covers(entry.value)
	answer != "no"
]

_covers(entry) := tri.any_of([tri.contains_item(tri.get(entry, ["resources"]), name) | some name in ["secrets", "*.", "*.*"]])

_first(entry) := verdict.site(array.concat(entry.path, ["resources"]), "unknown") if {
	entry.covers == "unknown"
} else := verdict.site(array.concat(entry.path, ["providers", 0]), "unknown") if {
	tri.hidden(tri.get(entry.value, ["providers", 0]))
} else := verdict.graded(verdict.site(array.concat(entry.path, ["providers", 0]), "no"), _weak(entry)[0]) if {
	count(_weak(entry)) > 0
} else := verdict.site(array.concat(entry.path, ["providers", 0]), _strong(entry.value))

_weak(entry) := [_grades[name] |
	some name in ["identity", "aesgcm", "aescbc"]
	is_object(tri.get(entry.value, ["providers", 0]))
	name in object.keys(tri.get(entry.value, ["providers", 0]))
]

_grades := {"identity": "default", "aesgcm": "rotation", "aescbc": "weak"}

_strong(entry) := tri.any_of([tri.present(tri.get(entry, ["providers", 0, name])) | some name in ["kms", "secretbox"]])
