# METADATA
# title: Data access audit logs are on for every service
# description: |
#   Who read or wrote data is recorded only where an audit config asks for it; Google has these logs off by default
#   except in BigQuery. A config names a service (allServices for all), log types and members it exempts; what is
#   written for allServices and for a service adds up. Configs of an organisation or folder hold for projects below.
# scope: package
# custom:
#   id: google-audit-logs-data-access
#   control: audit-logging
#   severity: high
#   profile: recommended
#   subjects: [google_project, google_project_iam_audit_config, google_folder_iam_audit_config, google_organization_iam_audit_config]
#   whole: [google_project_iam_audit_config, google_folder_iam_audit_config, google_organization_iam_audit_config]
#   message: "{address} does not record all access to data"
#   remediation: Configure ADMIN_READ, DATA_READ and DATA_WRITE for allServices, and exempt no member.
#   example: |
#     resource "google_project_iam_audit_config" "all" {
#       project = google_project.clinic.project_id
#       service = "allServices"
#       audit_log_config {
#         log_type = "ADMIN_READ"
#       }
#       audit_log_config {
#         log_type = "DATA_READ"
#       }
#       audit_log_config {
#         log_type = "DATA_WRITE"
#       }
#     }
#   peers: [CKV2_GCP_5, AVD-GCP-0079, "prowler:iam_audit_logs_enabled", "kics:iam_audit_not_properly_configured", FG_R00389, FG_R00391]
#   documentation:
#     - https://cloud.google.com/logging/docs/audit/configure-data-access
#     - https://registry.terraform.io/providers/hashicorp/google/latest/docs/resources/google_project_iam#google_project_iam_audit_config
package crosswalk.policies.google.project.data_access_logs

import data.crosswalk.lib.model
import data.crosswalk.lib.tri
import data.crosswalk.lib.verdict

_types := ["ADMIN_READ", "DATA_READ", "DATA_WRITE"]

_needed := ["healthcare.googleapis.com", "storage.googleapis.com", "bigquery.googleapis.com", "cloudsql.googleapis.com", "secretmanager.googleapis.com"]

_configs := model.of_types([
	"google_project_iam_audit_config", "google_folder_iam_audit_config",
	"google_organization_iam_audit_config",
])

verdicts contains verdict.of(config, array.concat([_types_site(config)], _exempted(config))) if {
	some config in _configs
}

verdicts contains _project(project) if {
	some project in model.of_type("google_project")
}

_project(project) := verdict.on(project, [], "yes") if {
	tri.any_of([_all_services(config) | some config in _over(project)]) == "yes"
} else := verdict.outside(project, [], "account-baseline") if {
	count(_over(project)) == 0
} else := verdict.not_applicable(project, "judged-on-audit-config") if {
	tri.any_of([_all_services(config) | some config in _over(project)]) == "unknown"
} else := verdict.on(project, [], model.any_linked(project, "audit_configs", [answer])) if {
	answer := tri.all_of([_names(project, service) | some service in _needed])
}

_over(project) := array.concat(
	model.linked(project, "audit_configs"),
	[config | some config in _configs; config.type != "google_project_iam_audit_config"],
)

_service(config) := tri.at(config, ["service"])

_all_services(config) := tri.same(_service(config), "allServices")

_names(project, service) := tri.any_of([tri.same(_service(config), service) | some config in _over(project)])

_types_site(config) := verdict.site(_types_path(config), answer) if {
	answer := tri.all_of([_records(config, type) | some type in _types])
}

_records(config, type) := tri.any_of([tri.same(tri.get(one.value, ["log_type"]), type) |
	some other in _configs
	_adds_up(other, config)
	some one in tri.entries(other, ["audit_log_config"])
])

_adds_up(other, config) if other.key == config.key

# The same project, folder or organisation, whether it is written or comes from a reference.
_adds_up(other, config) if {
	_all_services(other) != "no"
	other.type == config.type
	some scope in ["project", "folder", "org_id"]
	object.get(other.values, [scope], null) == object.get(config.values, [scope], "")
}

# Where a log type is not known, that is what the answer waits for.
_types_path(config) := array.concat(
	[path |
		some one in tri.entries(config, ["audit_log_config"])
		tri.hidden(tri.get(one.value, ["log_type"]))
		path := array.concat(one.path, [step | some step in ["log_type"]; not tri.hidden(one.value)])
	],
	[[]],
)[0]

_exempted(config) := [verdict.site(array.concat(one.path, ["exempted_members"]), tri.empty(members)) |
	some one in tri.entries(config, ["audit_log_config"])
	members := tri.get(one.value, ["exempted_members"])
	tri.empty(members) != "yes"
]
