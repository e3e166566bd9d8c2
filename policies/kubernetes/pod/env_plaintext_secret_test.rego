package crosswalk.policies.kubernetes.pod.env_plaintext_secret_test

import data.crosswalk.policies.kubernetes.pod.env_plaintext_secret as policy

_marker := {"$unknown": {"cause": "variable", "refs": []}}

_resource(type, values) := {"key": "a", "type": type, "name": "a", "values": values, "links": {}, "meta": {"podSpec": ["spec", "template", "spec"], "namespace": "ehr"}}

# Outcome, and the grades of what fails, of one resource; `more` is put over the input.
_outcomes_of(resource, more) := {[one.outcome, grades] |
	some one in policy.verdicts with input as object.union(
		{"by_type": {resource.type: ["a"]}, "resources": {"a": resource}, "dangling": {}, "missing": [], "declares": []},
		more,
	)
	grades := {object.get(site, "grade", "default") | some site in one.sites; site.outcome == "fail"}
}

_outcomes(values) := _outcomes_of(_resource("Deployment", values), {})

test_nothing_without_subject if count(policy.verdicts) == 0 with input as {"by_type": {}, "resources": {}}

test_unknown_when_the_resource_is_hidden if {
	every type in ["Deployment", "CronJob"] {
		_outcomes_of(object.union(_resource(type, {}), _marker), {}) == {["unknown", set()]}
	}
}

_pods(spec) := {"spec": {"template": {"spec": spec}}}

_containers(list) := _outcomes(_pods({"containers": list}))

test_unknown_when_containers_are_hidden if _containers(_marker) == {["unknown", set()]}

_env(entry) := _containers([{"name": "a", "env": [entry]}])

test_pass_without_a_literal_secret if {
	every entry in [
		{"name": "DB_PASSWORD", "valueFrom": {"secretKeyRef": {"name": "db", "key": "p"}}},
		{"name": "DB_PASSWORD", "value": "$(OTHER)"},
		{"name": "DB_PASSWORD", "value": ""},
		{"name": "DB_PASSWORD", "value": "change-me"},
		{"name": "API_KEY", "value": "API_KEY_VAL"},
		{"name": "TOKEN_FILE", "value": "/run/token"},
		{"name": "DB_HOST", "value": "db"},
		{"name": "DB_PASSWORD", "value": _marker},
	] {
		_env(entry) == {["pass", set()]}
	}
	_containers([{"name": "a"}]) == {["pass", set()]}
}

test_fail_with_a_literal_secret if {
	_env({"name": "DB_PASSWORD", "value": "hunter2"}) == {["fail", {"default"}]}
	_env({"name": "DATABASE_URL", "value": "postgres://a:hunter2@db/x"}) == {["fail", {"default"}]}
}

test_unknown_when_unresolved if {
	_env({"name": _marker, "value": "hunter2"}) == {["unknown", set()]}
	_env(_marker) == {["unknown", set()]}
}
