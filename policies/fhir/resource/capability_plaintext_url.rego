# METADATA
# title: FHIR servers and endpoints name https addresses
# description: |
#   Clients take the server's address from CapabilityStatement.implementation.url, Endpoint.address and the OAuth
#   extensions of its security: an http:// address sends patients' data and tokens readable.
# scope: package
# custom:
#   id: fhir-capability-plaintext-url
#   control: encryption-in-transit
#   severity: high
#   grades: {loopback: low}
#   profile: recommended
#   subjects: ["fhir:CapabilityStatement", "fhir:Endpoint"]
#   message: "{address} names an address without TLS"
#   remediation: Name the https:// address.
#   example: |
#     {"resourceType": "Endpoint", "status": "active", "address": "https://fhir.example/r4"}
#   documentation:
#     - https://hl7.org/fhir/R4/capabilitystatement-definitions.html#CapabilityStatement.implementation.url
#     - https://hl7.org/fhir/R4/endpoint-definitions.html#Endpoint.address
package crosswalk.policies.fhir.resource.capability_plaintext_url

import data.crosswalk.lib.model
import data.crosswalk.lib.tri
import data.crosswalk.lib.verdict

verdicts contains _verdict(resource) if {
	some resource in model.of_types(["fhir:CapabilityStatement", "fhir:Endpoint"])
}

_verdict(resource) := verdict.not_applicable(resource, "not-active") if {
	resource.type == "fhir:Endpoint"
	tri.same(tri.at(resource, ["status"]), "active") == "no"
} else := verdict.not_applicable(resource, "no-address") if {
	count(_addresses(resource)) == 0
} else := verdict.of(resource, [_judged(one) | some one in _addresses(resource)])

_addresses(resource) := [{"path": path, "value": value} |
	some path in array.concat([["implementation", "url"], ["address"]], _oauth(resource))
	value := tri.at(resource, path)
	tri.present(value) != "no"
]

# The oauth-uris extension of SMART App Launch 1 holds an address in each of its parts.
_oauth(resource) := [array.concat(part.path, ["valueUri"]) |
	some rest in tri.entries(resource, ["rest"])
	some extension in tri.entries(resource, array.concat(rest.path, ["security", "extension"]))
	some part in tri.entries(resource, array.concat(extension.path, ["extension"]))
]

_judged(one) := verdict.site(one.path, "unknown") if {
	tri.hidden(one.value)
} else := verdict.graded(verdict.site(one.path, "no"), "loopback") if {
	tri.matches(one.value, `(?i)^http://(localhost|127\.|\[::1\])`) == "yes"
} else := verdict.site(one.path, tri.flip(tri.matches(one.value, `(?i)^http://`)))
