# METADATA
# title: Secrets are not committed in plain text
# description: |
#   Base64 is no encryption: a Secret in the repository gives its values to every reader of it. SOPS documents, Sealed
#   Secrets and External Secrets keep them encrypted or elsewhere. Values are never printed.
# scope: package
# custom:
#   id: k8s-secret-committed
#   control: secrets-management
#   severity: critical
#   profile: recommended
#   subjects: [Secret]
#   message: "{address} carries the value of {entry} in the repository"
#   remediation: Remove the value, change it wherever it was used, and keep it encrypted (SOPS, Sealed Secrets) or in an external store.
#   example: |
#     apiVersion: external-secrets.io/v1
#     kind: ExternalSecret
#     metadata:
#       name: fhir-db
#   documentation: [https://kubernetes.io/docs/concepts/security/secrets-good-practices/]
#   secret: true
package crosswalk.policies.kubernetes.secret.committed

import data.crosswalk.lib.model
import data.crosswalk.lib.secrets
import data.crosswalk.lib.tri
import data.crosswalk.lib.verdict

verdicts contains _verdict(secret) if {
	some secret in model.of_type("Secret")
}

_verdict(secret) := verdict.not_applicable(secret, "encrypted-by-sops") if {
	tri.present(tri.at(secret, ["sops"])) == "yes"
} else := verdict.of(secret, [site |
	some key in ["data", "stringData"]
	some site in _sites(key, tri.at(secret, [key]))
])

_sites(key, values) := [verdict.site([key], "unknown")] if {
	tri.hidden(values)
} else := [verdict.stating(verdict.site([key, name], tri.flip(_written(key, value))), {"entry": name}) |
	is_object(values)
	some name, value in values
]

_written(_, value) := "unknown" if {
	tri.hidden(value)
}

_written(key, value) := tri.answer(_real(_text(key, value))) if {
	not tri.hidden(value)
}

_text("data", value) := base64.decode(replace(value, "\n", "")) if {
	is_string(value)
	base64.is_valid(replace(value, "\n", ""))
} else := tri.text_of(value)

_text("stringData", value) := tri.text_of(value)

_real(text) if {
	trim_space(text) != ""
	not secrets.placeholder(text)
} else := false
