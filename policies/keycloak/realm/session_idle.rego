# METADATA
# title: Keycloak ends idle sessions within half an hour and all sessions within half a day
# description: |
#   Keycloak's defaults meet this: 1800 seconds idle, 36000 seconds in all. A remembered user keeps the session unless a
#   limit of its own is set, and offline tokens live without end unless offlineSessionMaxLifespanEnabled is true.
# scope: package
# custom:
#   id: keycloak-session-idle
#   control: session-timeout
#   severity: medium
#   profile: strict
#   subjects: ["keycloak:realm"]
#   message: "the realm lets a session go on too long ({setting})"
#   parameters:
#     idle_seconds: {default: 1800, description: Seconds without use after which a session ends at the latest.}
#     max_seconds: {default: 43200, description: Seconds after which any session ends.}
#   remediation: Lower ssoSessionIdleTimeout and ssoSessionMaxLifespan, set ssoSessionIdleTimeoutRememberMe where rememberMe is on, and limit offline sessions.
#   example: |
#     {"ssoSessionIdleTimeout": 900, "ssoSessionMaxLifespan": 36000, "rememberMe": false}
#   documentation: [https://www.keycloak.org/docs/latest/server_admin/index.html#_timeouts]
package crosswalk.policies.keycloak.realm.session_idle

import data.crosswalk.lib.model
import data.crosswalk.lib.tri
import data.crosswalk.lib.verdict

_idle := model.parameter("keycloak.realm.session_idle", "idle_seconds", 1800)

_max := model.parameter("keycloak.realm.session_idle", "max_seconds", 43200)

verdicts contains verdict.of(realm, _sites(realm)) if {
	some realm in model.of_type("keycloak:realm")
}

_sites(realm) := [
	_site("ssoSessionIdleTimeout", tri.at_most(tri.fallback(tri.at(realm, ["ssoSessionIdleTimeout"]), 1800), _idle)),
	_site("ssoSessionMaxLifespan", tri.at_most(tri.fallback(tri.at(realm, ["ssoSessionMaxLifespan"]), 36000), _max)),
	_site("rememberMe", tri.given(tri.is_true(tri.at(realm, ["rememberMe"])), _remembered(realm))),
	_site("offlineSessionMaxLifespanEnabled", tri.given(_offline(realm), tri.is_true(tri.at(realm, ["offlineSessionMaxLifespanEnabled"])))),
]

_site(name, answer) := verdict.stating(verdict.site([name], answer), {"setting": name})

# Zero means that remembered users have no limit of their own.
_remembered(realm) := tri.all_of([
	tri.present(tri.at(realm, ["ssoSessionIdleTimeoutRememberMe"])),
	tri.flip(tri.same(tri.at(realm, ["ssoSessionIdleTimeoutRememberMe"]), 0)),
])

# Does a client of the realm get offline tokens when it asks?
_offline(realm) := tri.any_of([tri.contains_item(tri.get(client.value, [list]), "offline_access") |
	some client in tri.entries(realm, ["clients"])
	some list in ["optionalClientScopes", "defaultClientScopes"]
	tri.present(tri.get(client.value, [list])) != "no"
])
