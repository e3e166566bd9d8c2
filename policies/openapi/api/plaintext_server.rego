# METADATA
# title: APIs are served over TLS
# description: |
#   Whoever follows the description sends tokens and health information in the clear to a server whose URL begins with http. The same
#   holds for the addresses of OAuth and OpenID. Addresses on the own machine pass.
# scope: package
# custom:
#   id: openapi-plaintext-server
#   control: encryption-in-transit
#   severity: high
#   profile: recommended
#   subjects: [openapi]
#   message: "{what} is reached without TLS"
#   remediation: Serve the API over https, and name no other address.
#   example: |
#     servers:
#       - url: https://fhir.example.org/r4
#   peers: [CKV_OPENAPI_7, CKV_OPENAPI_18]
#   related: ["kics:openAPI/3.0/global_server_uses_http", "kics:openAPI/3.0/path_server_uses_http", "kics:openAPI/2.0/global_schemes_uses_http"]
#   documentation: [https://spec.openapis.org/oas/v3.1.0#server-object]
package crosswalk.policies.openapi.api.plaintext_server

import data.crosswalk.lib.model
import data.crosswalk.lib.openapi
import data.crosswalk.lib.tri
import data.crosswalk.lib.verdict

verdicts contains verdict.of(api, array.concat(_servers(api), array.concat(_transports(api), _logins(api)))) if {
	some api in model.of_type("openapi")
}

_servers(api) := [verdict.stating(site, {"what": "the API"}) |
	some server in openapi.each(api, "servers")
	site := _address(array.concat(server.path, ["url"]), tri.get(server.value, ["url"]))
]

# Swagger 2.0 names the protocols apart from the host.
_transports(api) := [verdict.stating(verdict.site(entry.path, tri.any_of([_secure(entry.value), _local(api)])), {"what": "the API"}) |
	some entry in openapi.each(api, "transports")
]

_secure(transport) := tri.flip(tri.one_of(transport, {"http", "ws"}))

_local(api) := tri.matches(tri.at(api, ["host"]), _loopback)

_logins(api) := [verdict.stating(site, {"what": concat(" ", ["the login of", scheme.name])}) |
	some scheme in openapi.schemes(api)
	some way in [
		["authorizationUrl"], ["tokenUrl"], ["openIdConnectUrl"],
		["flows", "authorizationCode", "authorizationUrl"], ["flows", "authorizationCode", "tokenUrl"],
		["flows", "clientCredentials", "tokenUrl"], ["flows", "implicit", "authorizationUrl"], ["flows", "password", "tokenUrl"],
	]
	value := tri.get(scheme.value, way)
	value != null
	not tri.hidden(scheme.value)
	site := _address(array.concat(scheme.path, way), value)
]

_loopback := `^(localhost|127\.[0-9.]+|\[::1\])(:|/|$)`

_address(path, url) := verdict.site(path, "no") if {
	some part in array.slice(object.get(url, ["$unknown", "parts"], []), 0, 1)
	is_string(part)
	regex.match(`^(http|ws)://[^/]`, lower(part))
	not regex.match(_loopback, substring(part, indexof(part, "://") + 3, -1))
} else := verdict.site(path, tri.any_of([tri.flip(tri.matches(url, `(?i)^(http|ws)://`)), tri.matches(url, `(?i)^(http|ws)://(localhost|127\.[0-9.]+|\[::1\])(:|/|$)`)]))
