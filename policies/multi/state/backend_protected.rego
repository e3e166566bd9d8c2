# METADATA
# title: State is kept in a protected backend
# description: |
#   State holds secrets and details of the infrastructure in clear text. A local backend leaves it on a disk without access
#   control; literal credentials in a backend block end up in the repository, in .terraform and in plans. What a partial
#   configuration leaves to -backend-config is unknown. S3 encrypts new objects anyhow since 2023, so that encrypt matters
#   less than access; Terraform locks state in S3 only on request.
# scope: package
# custom:
#   id: multi-state-backend-protected
#   control: secrets-management
#   severity: high
#   grades: {weaker: medium, lock: low}
#   profile: recommended
#   subjects: [terraform.backend]
#   message: "State is kept {lack}"
#   messages:
#     weaker: "State is kept {lack}"
#     lock: "State is kept {lack}"
#   remediation: Use a remote backend with encryption and locking, and give it credentials from the environment or a federated identity.
#   example: |
#     terraform {
#       backend "s3" {
#         bucket       = "clinic-state"
#         key          = "ehr.tfstate"
#         encrypt      = true
#         use_lockfile = true
#       }
#     }
#   documentation:
#     - https://developer.hashicorp.com/terraform/language/backend
#     - https://developer.hashicorp.com/terraform/language/backend/s3
#     - https://developer.hashicorp.com/terraform/language/backend/azurerm
#   secret: true
package crosswalk.policies.multi.state.backend_protected

import data.crosswalk.lib.model
import data.crosswalk.lib.secrets
import data.crosswalk.lib.tri
import data.crosswalk.lib.verdict

verdicts contains verdict.of(backend, array.concat(_settings(backend), _credentials(backend))) if {
	some backend in model.of_type("terraform.backend")
}

_settings(backend) := [_stating(verdict.site([], "no"), "on a local disk")] if {
	backend.name == "local"
} else := [verdict.graded(_left_open(backend, "bucket", "encrypt", tri.is_true(tri.at(backend, ["encrypt"])), "without encrypt"), "weaker"), verdict.graded(_left_open(backend, "bucket", "use_lockfile", _locked(backend), "without a lock"), "lock")] if {
	backend.name == "s3"
} else := [verdict.graded(_left_open(backend, "storage_account_name", "use_azuread_auth", _federated(backend), "behind an account key, not Entra ID"), "weaker")] if {
	backend.name == "azurerm"
} else := [_left_open(backend, "address", "address", tri.flip(tri.matches(tri.at(backend, ["address"]), `(?i)^\s*http://`)), "behind plain HTTP")] if {
	backend.name == "http"
} else := []

_locked(backend) := tri.any_of([
	tri.is_true(tri.at(backend, ["use_lockfile"])),
	tri.flip(tri.empty(tri.at(backend, ["dynamodb_table"]))),
])

_federated(backend) := tri.any_of([tri.is_true(tri.at(backend, [way])) |
	some way in ["use_azuread_auth", "use_oidc", "use_msi"]
])

# Without what names the store, the rest is given at init as well.
_left_open(backend, store, path, answer, lack) := verdict.because(_stating(verdict.site([path], "unknown"), lack), "outside-scan") if {
	tri.empty(tri.at(backend, [store])) == "yes"
	tri.empty(tri.at(backend, [path])) == "yes"
	answer == "no"
} else := _stating(verdict.site([path], answer), lack)

# Only what is written here counts; the text of an unknown value is elsewhere.
_credentials(backend) := [_stating(verdict.site([name], tri.flip(answer)), "with a credential in code") |
	some name, value in backend.values
	not name in {"key", "dynamodb_table", "bucket"}
	answer := _credential(name, value)
	answer != "no"
]

_credential(name, value) := secrets.plain(name, value) if {
	not name in {"access_key", "encryption_key"}
} else := secrets.plain("secret_key", value)

_stating(site, lack) := verdict.stating(site, {"lack": lack})
