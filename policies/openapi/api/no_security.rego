# METADATA
# title: APIs ask every caller who they are
# description: |
#   Without `security` an operation is open to whoever reaches it, and so is one that says `security []` or lists an empty requirement
#   beside others. Health checks, FHIR's /metadata and /.well-known are public by their purpose.
# scope: package
# custom:
#   id: openapi-no-security
#   control: authentication-mfa
#   severity: high
#   grades: {opened: high}
#   profile: recommended
#   subjects: [openapi]
#   message: "no security scheme is asked for by {address}"
#   messages:
#     opened: "{operation} is open to every caller"
#   remediation: Declare a security scheme and ask for it at the top, so that every operation has it unless it says otherwise.
#   example: |
#     security:
#       - smart: [user/Patient.rs]
#   peers: [CKV_OPENAPI_4, CKV_OPENAPI_5]
#   related: [CKV_OPENAPI_1, "kics:openAPI/general/global_security_field_undefined", "kics:openAPI/general/security_operations_empty_array"]
#   documentation: [https://spec.openapis.org/oas/v3.1.0#security-requirement-object]
package crosswalk.policies.openapi.api.no_security

import data.crosswalk.lib.model
import data.crosswalk.lib.openapi
import data.crosswalk.lib.tri
import data.crosswalk.lib.verdict

verdicts contains _judged(api, [operation | some operation in openapi.operations(api); _public(operation) != "yes"]) if {
	some api in model.of_type("openapi")
}

_judged(api, operations) := verdict.not_applicable(api, "no-operation") if {
	count(operations) == 0
	every item in openapi.paths(api) {
		not tri.hidden(item.value)
	}
} else := verdict.of(api, array.concat([_top(api, operations)], [site | some operation in operations; some site in _opened(operation)]))

_top(api, operations) := verdict.site(["security"], tri.any_of([_asks(tri.at(api, ["security"])), _each_asks(api, operations)])) if {
	tri.empty(tri.at(api, ["schemes"])) != "yes"
} else := verdict.site(["security"], "no")

# Asked for somewhere: whether one of several requirements is empty is told apart.
_asks(security) := tri.flip(tri.empty(security))

_each_asks(api, operations) := tri.any_of([
	tri.all_of([tri.flip(tri.answer(count(operations) == 0)), tri.all_of([_asks_or_hidden(operation) | some operation in operations])]),
	_hidden_paths(api),
])

_asks_or_hidden(operation) := "unknown" if {
	tri.hidden(operation.value)
} else := tri.any_of([tri.present(tri.get(operation.value, ["security"])), _public(operation)])

_hidden_paths(api) := "unknown" if {
	some item in openapi.paths(api)
	tri.hidden(item.value)
} else := "no"

_opened(operation) := [verdict.stating(verdict.graded(site, "opened"), {"operation": concat(" ", [upper(tri.text_of(tri.get(operation.value, ["name"]))), tri.text_of(operation.route)])}) |
	not tri.hidden(operation.value)
	security := tri.get(operation.value, ["security"])
	security != null
	site := verdict.site(array.concat(operation.path, ["security"]), tri.any_of([tri.flip(_open(security)), _public(operation)]))
]

_open(security) := tri.any_of(array.concat([tri.empty(security)], [tri.empty(one) | some one in tri.listed(security)]))

_public(operation) := tri.matches(operation.route, `(?i)/(health\w*|metadata|\.well-known|ready\w*|live\w*|ping|status|version)(/|$)`)
