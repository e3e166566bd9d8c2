# METADATA
# title: Secrets are not committed in plain text
# description: |
#   Base64 is no encryption: a Secret in the repository gives its values to every reader of it. Values that SOPS
#   encrypted, Sealed Secrets and External Secrets pass; certificates without their key are public. What by its name is
#   a user, host or address is graded low. Values are never printed.
# scope: package
# custom:
#   id: k8s-secret-committed
#   control: secrets-management
#   severity: critical
#   grades: {setting: low}
#   profile: recommended
#   subjects: [Secret]
#   message: "{address} carries the value of {entry} in the repository"
#   messages:
#     setting: "{address} carries the setting {entry} in the repository"
#   remediation: Remove the value, change it wherever it was used, and keep it encrypted (SOPS, Sealed Secrets) or in an external store.
#   example: |
#     apiVersion: external-secrets.io/v1
#     kind: ExternalSecret
#     metadata:
#       name: fhir-db
#   related: [CKV_SECRET_6, "kics:using_kubernetes_native_secret_management"]
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

_verdict(secret) := verdict.of(secret, [site |
	some key in ["data", "stringData"]
	some site in _sites(key, tri.at(secret, [key]))
])

_sites(key, values) := [verdict.site([key], "unknown")] if {
	tri.hidden(values)
} else := [_site(key, name, value) |
	is_object(values)
	some name, value in values
]

_site(key, name, value) := verdict.graded(
	verdict.stating(verdict.site([key, name], tri.flip(_written(key, value))), {"entry": name}),
	_grade(key, name, value),
)

_written(_, value) := "unknown" if {
	tri.hidden(value)
} else := "no" if {
	trim_space(tri.text_of(value)) == ""
}

_written(key, value) := tri.answer(_real(_text(key, value))) if {
	not tri.hidden(value)
	trim_space(tri.text_of(value)) != ""
}

# Bytes that are no ASCII text are not decoded: they are no placeholder, and might be no text at all.
_text("data", value) := base64.decode(encoded) if {
	encoded := replace(tri.text_of(value), "\n", "")
	regex.match(_ascii, encoded)
} else := tri.text_of(value)

# Base64 in which the highest bit of every byte is zero, whole groups and the last one.
_ascii := `^([A-Za-f][A-HQ-Xg-nw-z0-3][ABEFIJMNQRUVYZcdghklopstwx014589][A-Za-z0-9+/])*([A-Za-f][AQgw]==|[A-Za-f][A-HQ-Xg-nw-z0-3][AEIMQUYcgkosw048]=)?$`

_text("stringData", value) := tri.text_of(value)

_real(text) := false if {
	trim_space(text) == ""
} else := false if {
	secrets.placeholder(text)
} else := false if {
	startswith(trim_space(text), "-----BEGIN CERTIFICATE-----")
	not contains(text, "PRIVATE KEY")
} else := true

# What a Secret holds beside the secret itself: who logs in, where, to what.
_setting := `(?i)(name|user|address|addr|hosts?|(^|[^a-z])(ports?|db)|database|endpoint|region|email|type|ur[il])(_in)?$`

_grade(key, name, value) := "setting" if {
	regex.match(_setting, name)
	not secrets.named(name)
	not secrets.credential(_text(key, value))
} else := "default"
