package crosswalk.policies.keycloak.realm.login_events_test

import data.crosswalk.policies.keycloak.realm.login_events as policy

_marker := {"$unknown": {"cause": "variable", "refs": []}}

_failing(values) := {site.facts.setting |
	some one in policy.verdicts with input as {
		"by_type": {"keycloak:realm": ["a"]},
		"resources": {"a": {"key": "a", "type": "keycloak:realm", "values": values, "links": {}, "meta": {}}},
	}
	some site in one.sites
	site.outcome == "fail"
}

_outcome(values) := [one.outcome |
	some one in policy.verdicts with input as {
		"by_type": {"keycloak:realm": ["a"]},
		"resources": {"a": {"key": "a", "type": "keycloak:realm", "values": values, "links": {}, "meta": {}}},
	}
][0]

_on := {"realm": "ehr", "eventsEnabled": true, "adminEventsEnabled": true, "adminEventsDetailsEnabled": true}

test_nothing_without_subject if count(policy.verdicts) == 0 with input as {"by_type": {}, "resources": {}}

test_pass_when_all_is_recorded if _outcome(_on) == "pass"

test_pass_with_an_empty_list if _outcome(object.union(_on, {"enabledEventTypes": []})) == "pass"

test_fail_by_default if _failing({"realm": "ehr"}) == {"eventsEnabled", "adminEventsEnabled", "adminEventsDetailsEnabled"}

test_fail_when_logins_are_left_out if _failing(object.union(_on, {"enabledEventTypes": ["LOGIN", "LOGOUT"]})) == {"enabledEventTypes"}

test_unknown_when_unresolved if _outcome(object.union(_on, {"eventsEnabled": _marker})) == "unknown"
