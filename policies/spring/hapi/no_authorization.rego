# METADATA
# title: A HAPI FHIR server asks who is calling
# description: |
#   The HAPI FHIR JPA starter serves every resource to any caller. An interceptor whose class name speaks of
#   authorization or consent, or Spring Security's resource server, is what changes that in its configuration. A proxy in
#   front of it may, too; its configuration is not read here.
# scope: package
# custom:
#   id: hapi-no-authorization
#   control: authentication-mfa
#   severity: critical
#   profile: recommended
#   subjects: [spring]
#   message: "the HAPI FHIR server serves every resource to any caller"
#   remediation: Register an authorization interceptor in hapi.fhir.custom-interceptor-classes, or configure spring.security.oauth2.resourceserver.
#   example: |
#     hapi:
#       fhir:
#         custom-interceptor-classes: org.example.fhir.SmartAuthorizationInterceptor
#   documentation:
#     - https://hapifhir.io/hapi-fhir/docs/security/authorization_interceptor.html
#     - https://github.com/hapifhir/hapi-fhir-jpaserver-starter#adding-custom-interceptors
package crosswalk.policies.spring.hapi.no_authorization

import data.crosswalk.lib.model
import data.crosswalk.lib.spring
import data.crosswalk.lib.tri
import data.crosswalk.lib.verdict

_interceptors := "hapi.fhir.custominterceptorclasses"

verdicts contains _verdict(file) if {
	some file in model.of_type("spring")
}

_verdict(file) := verdict.not_applicable(file, "no-hapi-fhir-server") if {
	not _hapi(file)
} else := verdict.unknown(file, _place(file), "outside-scan") if {
	# What the image or a file outside the scan holds may name an interceptor.
	spring.partial(file)
	_answer(file) == "no"
} else := verdict.on(file, _place(file), _answer(file))

_answer(file) := tri.any_of(array.concat(_guards(file), _resource_server(file)))

_hapi(file) if {
	some setting in spring.settings(file)
	startswith(setting.name, "hapi.fhir.")
}

_guards(file) := [tri.matches(setting.value, `(?i)(auth|consent)`) |
	some setting in spring.listed(file, _interceptors)
]

_resource_server(file) := [tri.present(setting.value) |
	some setting in spring.settings(file)
	startswith(setting.name, "spring.security.oauth2.resourceserver.")
]

# The interceptors' own line when there is one, else the version every HAPI configuration names, else the file.
_place(file) := path if {
	path := [entry.path | some entry in spring.listed(file, _interceptors)][0]
} else := ["hapi.fhir.fhirversion"] if {
	tri.present(tri.at(file, ["hapi.fhir.fhirversion"])) != "no"
} else := []
