# METADATA
# title: No backend service may read every record of the server
# description: |
#   `system/*.read` and its like give a program the whole population without a user or a patient. Where bulk export is an
#   approved use, crosswalk.yaml says so by the parameter `bulk_export_approved`.
# scope: package
# custom:
#   id: smart-system-wildcard-scope
#   control: least-privilege
#   severity: high
#   profile: recommended
#   subjects: [smart]
#   message: "the SMART configuration offers {scope}: every record, without a user"
#   parameters:
#     bulk_export_approved: {default: false, description: Whether whole-population access by backend services is an approved use.}
#   remediation: Offer system scopes for the resource types that a backend service needs, such as system/Patient.rs.
#   example: |
#     {"scopes_supported": ["system/Patient.rs", "system/Observation.rs"]}
#   documentation: [https://hl7.org/fhir/smart-app-launch/scopes-and-launch-context.html]
package crosswalk.policies.smart.configuration.system_wildcard_scope

import data.crosswalk.lib.model
import data.crosswalk.lib.smart
import data.crosswalk.lib.tri
import data.crosswalk.lib.verdict

verdicts contains _verdict(document) if {
	some document in model.of_type("smart")
}

_verdict(document) := verdict.not_applicable(document, "bulk-export-approved") if {
	model.parameter("smart.configuration.system_wildcard_scope", "bulk_export_approved", false) == true
} else := verdict.not_applicable(document, "no-scopes-listed") if {
	tri.empty(tri.at(document, ["scopes_supported"])) == "yes"
} else := verdict.of(document, [_judged(entry) | some entry in tri.entries(document, ["scopes_supported"])])

_judged(entry) := verdict.site(entry.path, "unknown") if {
	tri.hidden(entry.value)
} else := verdict.stating(verdict.site(entry.path, "no"), {"scope": entry.value}) if {
	scope := smart.scope(entry.value)
	scope.context == "system"
	scope.resource == "*"
	smart.reads(scope.access)
	not scope.narrowed
} else := verdict.site(entry.path, "yes")
