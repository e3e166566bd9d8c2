# METADATA
# title: Values files hold no secrets
# description: |
#   A password in a values file is in the repository, in every copy of the chart and in the Secret that Helm keeps of each
#   release. A key that says where a secret is kept (`existingSecret`, `secretKeyRef`) is none. Files under `ci/`, which
#   chart-testing installs a chart with, are graded lower.
# scope: package
# custom:
#   id: helm-values-plaintext-secret
#   control: secrets-management
#   severity: critical
#   grades: {example: medium}
#   profile: recommended
#   subjects: [helm:values]
#   message: "{key} holds a secret in plain text"
#   remediation: Take the value out, change it wherever it was used, and name an existing Secret in its place.
#   example: |
#     auth:
#       existingSecret: fhir-db
#   peers: [CKV_SECRET_6]
#   related: ["kics:common/passwords_and_secrets"]
#   documentation: [https://helm.sh/docs/chart_best_practices/values/]
#   secret: true
package crosswalk.policies.helm.values.plaintext_secret

import data.crosswalk.lib.helm
import data.crosswalk.lib.model
import data.crosswalk.lib.secrets
import data.crosswalk.lib.tri
import data.crosswalk.lib.verdict

verdicts contains verdict.of(file, _sites(file)) if {
	some file in model.of_type("helm:values")
}

_sites(file) := [verdict.graded(verdict.stating(verdict.site(entry.path, tri.flip(answer)), {"key": entry.key}), _grade(file)) |
	some entry in helm.scalars(file)
	answer := _plain(entry)
	_worth_a_site(entry, answer)
]

_worth_a_site(_, answer) if answer != "no"

_worth_a_site(entry, _) if secrets.named(entry.key)

_plain(entry) := "no" if {
	_elsewhere(entry.key, entry.value)
} else := "no" if {
	is_string(entry.value)
	secrets.placeholder(entry.value)
} else := secrets.plain(entry.key, entry.value)

# `existingSecret: fhir-db` names a Secret.
_elsewhere(key, _) if {
	list := secrets.words(key)
	some i, word in list
	word in {"existing", "external"}
	list[i + 1] == "secret"
}

# `secretKey: instrumentationKey` and `passwordKey: postgres-password` name a key of one.
_elsewhere(key, value) if {
	endswith(lower(key), "key")
	is_string(value)
	regex.match(`(?i)^[a-z._-]*(key|password|secret|token)$`, value)
}

# `secretName`, `secretRef` and the like are objects or names.
_elsewhere(key, _) if lower(key) in {"secret", "secrets", "imagepullsecrets", "secretkeyref", "secretname", "secretref", "tokensecret"}

# A connection string is a secret when there is one in it: `redis:6379` only says where.
_elsewhere(key, value) if {
	endswith(lower(key), "connectionstring")
	is_string(value)
	not secrets.credential(value)
}

_grade(file) := "example" if {
	file.meta.example == true
} else := "default"
