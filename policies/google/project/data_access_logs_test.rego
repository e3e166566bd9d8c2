package crosswalk.policies.google.project.data_access_logs_test

import data.crosswalk.policies.google.project.data_access_logs

_marker := {"$unknown": {"cause": "variable", "refs": []}}

_resource(type, values) := {"key": "a", "type": type, "values": values, "links": {}, "meta": {}}

_input(resources) := {
	"resources": {one.key: one | some one in resources},
	"by_type": {type: [one.key | some one in resources; one.type == type] | some type in {one.type | some one in resources}},
	"dangling": {}, "missing": [], "declares": [],
}

_outcomes(resources) := {one.outcome | some one in data_access_logs.verdicts with input as _input(resources)}

_of(type, values) := _outcomes([_resource(type, values)])

test_nothing_without_subject if {
	count(data_access_logs.verdicts) == 0 with input as _input([])
}

_config(service, types) := _resource("google_project_iam_audit_config", {
	"project": "p",
	"service": service,
	"audit_log_config": [{"log_type": type} | some type in types],
})

_three := ["ADMIN_READ", "DATA_READ", "DATA_WRITE"]

_five := ["healthcare", "storage", "bigquery", "cloudsql", "secretmanager"]

_project(configs) := {one.outcome |
	linked := [object.union(config, {"key": concat("", ["c", json.marshal(i)])}) | some i, config in configs]
	project := object.union(_resource("google_project", {}), {"links": {"audit_configs": [{"to": one.key, "inferred": false} | some one in linked]}})
	some one in data_access_logs.verdicts with input as _input(array.concat([project], linked))
	one.resource == "a"
}

test_pass_when_all_is_recorded if {
	_outcomes([_config("allServices", _three)]) == {"pass"}
	_project([_config("allServices", _three)]) == {"pass"}
	_project([_config(concat("", [one, ".googleapis.com"]), _three) | some one in _five]) == {"pass"}
}

test_pass_when_two_configs_add_up if {
	some outcome in _outcomes([
		object.union(_config("storage.googleapis.com", ["DATA_WRITE"]), {"key": "b"}),
		_config("allServices", ["ADMIN_READ", "DATA_READ"]),
	])
	outcome == "pass"
}

test_fail_when_a_type_is_missing_or_somebody_exempted if {
	_outcomes([_config("allServices", ["DATA_READ"])]) == {"fail"}
	logs := [{"log_type": type, "exempted_members": ["user:a"]} | some type in _three]
	_of("google_organization_iam_audit_config", {"service": "allServices", "audit_log_config": logs}) == {"fail"}
	_of("google_folder_iam_audit_config", {}) == {"fail"}
	_project([_config("storage.googleapis.com", _three)]) == {"fail"}
}

test_unknown_when_from_a_variable if {
	_outcomes([_config("allServices", ["ADMIN_READ", "DATA_READ", _marker])]) == {"unknown"}
	_of("google_folder_iam_audit_config", {"audit_log_config": _marker}) == {"unknown"}
}

test_unknown_when_the_project_has_no_config if {
	_project([]) == {"unknown"}
}

test_not_applicable_when_the_service_is_not_known if {
	_project([_config(_marker, _three)]) == {"not-applicable"}
}
