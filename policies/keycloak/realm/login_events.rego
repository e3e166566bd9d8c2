# METADATA
# title: The realm records logins and administrators' changes
# description: |
#   Keycloak stores neither user events nor admin events unless the realm says so (`eventsEnabled`, `adminEventsEnabled`
#   and `adminEventsDetailsEnabled` are false by default), and a list of event types that leaves out logins hides them.
# scope: package
# custom:
#   id: keycloak-login-events
#   control: audit-logging
#   severity: high
#   profile: recommended
#   subjects: ["keycloak:realm"]
#   message: "the realm does not record all logins and changes ({setting})"
#   remediation: Set eventsEnabled, adminEventsEnabled and adminEventsDetailsEnabled to true, and keep LOGIN, LOGIN_ERROR, LOGOUT and UPDATE_PASSWORD among enabledEventTypes.
#   example: |
#     {"eventsEnabled": true, "adminEventsEnabled": true, "adminEventsDetailsEnabled": true}
#   documentation: [https://www.keycloak.org/docs/latest/server_admin/index.html#configuring-auditing-to-track-events]
package crosswalk.policies.keycloak.realm.login_events

import data.crosswalk.lib.model
import data.crosswalk.lib.tri
import data.crosswalk.lib.verdict

_switches := ["eventsEnabled", "adminEventsEnabled", "adminEventsDetailsEnabled"]

_needed := ["LOGIN", "LOGIN_ERROR", "LOGOUT", "UPDATE_PASSWORD"]

verdicts contains verdict.of(realm, array.concat(_switched(realm), _types(realm))) if {
	some realm in model.of_type("keycloak:realm")
}

_switched(realm) := [verdict.stating(verdict.site([name], tri.is_true(tri.at(realm, [name]))), {"setting": name}) |
	some name in _switches
]

# An empty list, as an absent one, stands for every type.
_types(realm) := [] if {
	tri.empty(tri.at(realm, ["enabledEventTypes"])) == "yes"
} else := [verdict.stating(verdict.site(["enabledEventTypes"], _lists_all(realm)), {"setting": "enabledEventTypes"})]

_lists_all(realm) := tri.all_of([tri.contains_item(tri.at(realm, ["enabledEventTypes"]), one) | some one in _needed])
