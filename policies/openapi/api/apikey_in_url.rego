# METADATA
# title: APIs take credentials in headers, not in addresses
# description: |
#   Addresses are written to the logs of browsers, proxies and servers, and handed on as referrers. A key, token or password in the query or
#   the path is kept there by all of them.
# scope: package
# custom:
#   id: openapi-apikey-in-url
#   control: secrets-management
#   severity: high
#   grades: {parameter: high}
#   profile: recommended
#   subjects: [openapi]
#   message: "the security scheme {name} sends its key in the address"
#   messages:
#     parameter: "the parameter {name} carries a credential in the address"
#   remediation: Take the credential in a header, such as Authorization.
#   example: |
#     components:
#       securitySchemes:
#         key:
#           type: apiKey
#           in: header
#           name: X-API-Key
#   peers: [CKV_OPENAPI_20]
#   related: ["kics:openAPI/general/api_key_exposed_in_global_security"]
#   documentation: [https://spec.openapis.org/oas/v3.1.0#security-scheme-object, https://cheatsheetseries.owasp.org/cheatsheets/REST_Security_Cheat_Sheet.html#sensitive-information-in-http-requests]
package crosswalk.policies.openapi.api.apikey_in_url

import data.crosswalk.lib.model
import data.crosswalk.lib.openapi
import data.crosswalk.lib.tri
import data.crosswalk.lib.verdict

verdicts contains verdict.of(api, array.concat(_schemes(api), _parameters(api))) if {
	some api in model.of_type("openapi")
}

_schemes(api) := [verdict.stating(_scheme(scheme), {"name": scheme.name}) | some scheme in openapi.schemes(api)]

_scheme(scheme) := verdict.site(scheme.path, "unknown") if {
	tri.hidden(scheme.value)
} else := verdict.site(array.concat(scheme.path, ["in"]), tri.flip(tri.all_of([
	tri.same(tri.get(scheme.value, ["type"]), "apiKey"),
	tri.same(tri.get(scheme.value, ["in"]), "query"),
])))

_credentials := {"token", "accesstoken", "apikey", "password", "session", "sessionid", "secret", "clientsecret"}

_parameters(api) := [verdict.stating(verdict.graded(site, "parameter"), {"name": tri.text_of(name)}) |
	some parameter in openapi.each(api, "parameters")
	name := tri.get(parameter.value, ["name"])
	site := verdict.site(parameter.path, tri.flip(tri.all_of([
		tri.one_of(tri.get(parameter.value, ["in"]), {"query", "path"}),
		_credential(name),
	])))
]

_credential(name) := "unknown" if {
	tri.hidden(name)
} else := tri.answer(replace(replace(lower(tri.text_of(name)), "_", ""), "-", "") in _credentials)
