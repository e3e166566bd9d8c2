package crosswalk.policies.keycloak.realm.session_idle_test

import data.crosswalk.policies.keycloak.realm.session_idle as policy

_marker := {"$unknown": {"cause": "variable", "refs": []}}

_input(values) := {
	"by_type": {"keycloak:realm": ["a"]},
	"resources": {"a": {"key": "a", "type": "keycloak:realm", "values": values, "links": {}, "meta": {}}},
}

_failing(values) := {site.facts.setting |
	some one in policy.verdicts with input as _input(values)
	some site in one.sites
	site.outcome == "fail"
}

_outcome(values) := [one.outcome | some one in policy.verdicts with input as _input(values)][0]

test_nothing_without_subject if count(policy.verdicts) == 0 with input as {"by_type": {}, "resources": {}}

test_pass_by_default if _outcome({"realm": "ehr"}) == "pass"

test_fail_when_idle_too_long if _failing({"ssoSessionIdleTimeout": 3600}) == {"ssoSessionIdleTimeout"}

test_fail_when_too_long_in_all if _failing({"ssoSessionMaxLifespan": 86400}) == {"ssoSessionMaxLifespan"}

test_fail_when_remembered_without_end if {
	_failing({"rememberMe": true}) == {"rememberMe"}
	_failing({"rememberMe": true, "ssoSessionIdleTimeoutRememberMe": 0}) == {"rememberMe"}
	_outcome({"rememberMe": true, "ssoSessionIdleTimeoutRememberMe": 86400}) == "pass"
}

test_fail_when_offline_without_end if {
	client := {"clientId": "app", "optionalClientScopes": ["offline_access"]}
	_failing({"clients": [client]}) == {"offlineSessionMaxLifespanEnabled"}
	_outcome({"clients": [client], "offlineSessionMaxLifespanEnabled": true}) == "pass"
}

test_parameter_moves_the_bound if {
	given := object.union(_input({"ssoSessionIdleTimeout": 3600}), {"parameters": {"keycloak.realm.session_idle": {"idle_seconds": 3600}}})
	{one.outcome | some one in policy.verdicts with input as given} == {"pass"}
	longer := object.union(_input({"ssoSessionMaxLifespan": 86400}), {"parameters": {"keycloak.realm.session_idle": {"max_seconds": 86400}}})
	{one.outcome | some one in policy.verdicts with input as longer} == {"pass"}
}

test_unknown_when_unresolved if _outcome({"ssoSessionIdleTimeout": _marker}) == "unknown"
