# METADATA
# title: The Microsoft FHIR server asks its callers who they are
# description: |
#   With `FhirServer:Security:Enabled` false every request is answered without a token. The shipped appsettings.json sets
#   it to true; the vendor's sample Compose files switch it off by a variable.
# scope: package
# custom:
#   id: msfhir-security-disabled
#   control: authentication-mfa
#   severity: critical
#   profile: recommended
#   subjects: [dotnet]
#   message: "the FHIR server answers every request without a login"
#   remediation: Set FhirServer:Security:Enabled to true and give the authority and audience that issue tokens.
#   example: |
#     services:
#       fhir-api:
#         environment:
#           FhirServer__Security__Enabled: "true"
#   documentation: [https://github.com/microsoft/fhir-server/blob/main/docs/Authentication.md]
package crosswalk.policies.dotnet.fhir.security_disabled

import data.crosswalk.lib.model
import data.crosswalk.lib.service
import data.crosswalk.lib.tri

_setting := "fhirserver:security:enabled"

verdicts contains service.judged(app, _setting, tri.flip(tri.is_false(service.setting(app, _setting)))) if {
	some app in model.of_type("dotnet")
}
