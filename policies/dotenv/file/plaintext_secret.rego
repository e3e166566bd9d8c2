# METADATA
# title: Environment files in the repository hold no secrets
# description: |
#   A `.env` file that is committed hands its values to everyone who can read the repository, for good.
# scope: package
# custom:
#   id: env-plaintext-secret
#   control: secrets-management
#   severity: critical
#   grades: {example: medium}
#   profile: recommended
#   subjects: [dotenv]
#   message: "{variable} holds a secret in plain text"
#   remediation: Remove the value, change it wherever it was used, and load it from a secret store when the service starts.
#   example: |
#     DB_PASSWORD=${DB_PASSWORD}
#   peers: [CKV_SECRET_6]
#   related: [CKV_SECRET_2, CKV_SECRET_10, "kics:common/passwords_and_secrets"]
#   documentation: [https://12factor.net/config]
#   secret: true
package crosswalk.policies.dotenv.file.plaintext_secret

import data.crosswalk.lib.model
import data.crosswalk.lib.secrets
import data.crosswalk.lib.tri
import data.crosswalk.lib.verdict

verdicts contains verdict.of(file, _sites(file)) if {
	some file in model.of_type("dotenv")
}

_sites(file) := [verdict.graded(verdict.stating(verdict.site([name], tri.flip(_plain(name, value))), {"variable": name}), _grade(file)) |
	some name, value in file.values
]

# Stand-ins such as `changeme` are a default credential, another question.
_plain(name, value) := "no" if {
	is_string(value)
	secrets.placeholder(value)
} else := secrets.plain(name, value)

_grade(file) := "example" if {
	file.meta.example == true
} else := "default"
