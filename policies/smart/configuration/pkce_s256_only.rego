# METADATA
# title: The SMART server asks for PKCE with S256 and refuses plain
# description: |
#   SMART App Launch 2 makes `code_challenge_methods_supported` mandatory, with S256 in it and `plain` not. Without PKCE a
#   stolen authorization code is a patient's record. A document without an authorization endpoint serves backend
#   services alone, which have no code to protect.
# scope: package
# custom:
#   id: smart-pkce-s256-only
#   control: authentication-mfa
#   severity: high
#   profile: recommended
#   subjects: [smart]
#   message: "the SMART configuration does not hold apps to PKCE with S256 alone"
#   messages: {plain: "the SMART configuration accepts PKCE with plain"}
#   grades: {plain: high}
#   remediation: Support S256 in the authorization server, list it in code_challenge_methods_supported, and drop plain.
#   example: |
#     {"code_challenge_methods_supported": ["S256"]}
#   documentation: [https://hl7.org/fhir/smart-app-launch/conformance.html#metadata]
package crosswalk.policies.smart.configuration.pkce_s256_only

import data.crosswalk.lib.model
import data.crosswalk.lib.tri
import data.crosswalk.lib.verdict

_methods := ["code_challenge_methods_supported"]

verdicts contains _verdict(document) if {
	some document in model.of_type("smart")
}

_verdict(document) := verdict.not_applicable(document, "no-authorization-endpoint") if {
	tri.present(tri.at(document, ["authorization_endpoint"])) == "no"
} else := verdict.of(document, array.concat([_s256(document)], _plain(document)))

_s256(document) := verdict.site(_methods, tri.contains_item(tri.at(document, _methods), "S256"))

_plain(document) := [verdict.graded(verdict.site(entry.path, tri.flip(answer)), "plain") |
	some entry in tri.entries(document, _methods)
	answer := tri.same(entry.value, "plain")
	answer != "no"
]
