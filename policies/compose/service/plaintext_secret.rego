# METADATA
# title: Compose services take their secrets from outside the file
# description: |
#   A literal in `environment`, also as the default of `${VAR:-literal}`, is in every copy of the repository and in
#   `docker inspect`. `${VAR}`, `*_FILE` names and Compose `secrets` are not.
# scope: package
# custom:
#   id: compose-plaintext-secret
#   control: secrets-management
#   severity: high
#   grades: {weak: critical}
#   profile: recommended
#   subjects: ["compose:service"]
#   message: "{address} sets {variable} to a secret in plain text"
#   messages:
#     weak: "{address} sets {variable} to a password that everybody tries first"
#   remediation: Pass the value in from the environment or a Compose secret, and change it wherever it was used.
#   example: |
#     services:
#       fhir:
#         environment:
#           DB_PASSWORD: ${DB_PASSWORD:?set it in the environment}
#   peers: [CKV_SECRET_6]
#   related: [CKV_SECRET_10, "kics:common/passwords_and_secrets"]
#   documentation: [https://docs.docker.com/compose/how-tos/use-secrets/]
#   secret: true
package crosswalk.policies.compose.service.plaintext_secret

import data.crosswalk.lib.model
import data.crosswalk.lib.secrets
import data.crosswalk.lib.tri
import data.crosswalk.lib.verdict

verdicts contains verdict.of(service, _sites(service)) if {
	some service in model.of_type("compose:service")
}

_sites(service) := [verdict.site(["environment"], "unknown")] if {
	tri.hidden(tri.at(service, ["environment"]))
} else := [site |
	is_object(service.values.environment)
	some name, value in service.values.environment
	site := _graded(verdict.stating(verdict.site(["environment", name], tri.flip(secrets.plain(name, value))), {"variable": name}), value)
]

_graded(site, value) := verdict.graded(site, "weak") if {
	site.outcome == "fail"
	is_string(value)
	secrets.weak(value)
} else := site
