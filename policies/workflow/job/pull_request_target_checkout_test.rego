package crosswalk.policies.workflow.job.pull_request_target_checkout_test

import data.crosswalk.policies.workflow.job.pull_request_target_checkout as policy

_marker := {"$unknown": {"cause": "variable", "refs": []}}

_outcomes(values) := {[one.outcome, grades] |
	some one in policy.verdicts with input as {
		"by_type": {"github:workflow": ["a"]},
		"resources": {"a": {"key": "a", "type": "github:workflow", "values": values, "links": {}, "meta": {}}},
		"dangling": {},
		"missing": [],
		"declares": [],
	}
	grades := {object.get(site, "grade", "default") | some site in one.sites; site.outcome == "fail"}
}

test_nothing_without_subject if count(policy.verdicts) == 0 with input as {"by_type": {}, "resources": {}}

test_unknown_when_the_resource_is_hidden if {
	{one.outcome | some one in policy.verdicts} == {"unknown"} with input as {
		"by_type": {"github:workflow": ["a"]},
		"resources": {"a": {"key": "a", "type": "github:workflow", "$unknown": {"cause": "variable", "refs": []}, "values": {}, "links": {}, "meta": {}}},
	}
}

_expression(key, text) := {"in": key, "text": text}

_job(event, permissions, more) := {
	"on": {event: null},
	"permissions": permissions,
	"jobs": {"a": {"steps": array.concat([{"uses": "actions/checkout@v4", "expressions": [_expression("with.ref", "github.event.pull_request.head.sha")]}], more)}},
}

test_pass_on_pull_request if _outcomes(_job("pull_request", "write-all", [])) == {["pass", set()]}

test_pass_without_rights if {
	_outcomes(_job("pull_request_target", {"contents": "read"}, [])) == {["pass", set()]}
	_outcomes(_job("pull_request_target", "read-all", [])) == {["pass", set()]}
}

test_pass_without_the_head if _outcomes({"on": {"pull_request_target": null}, "jobs": {"a": {"steps": [{"uses": "actions/checkout@v4"}]}}}) == {["pass", set()]}

test_fail_with_rights if {
	_outcomes(_job("pull_request_target", {"contents": "write"}, [])) == {["fail", {"default"}]}
	_outcomes(_job("workflow_run", null, [])) == {["fail", {"default"}]}
}

test_fail_with_secrets if {
	_outcomes(_job("pull_request_target", {}, [{"run": "x", "expressions": [_expression("env.T", "secrets.TOKEN")]}])) == {["fail", {"default"}]}
}

test_unknown if {
	_outcomes(_job("pull_request_target", {"contents": _marker}, [])) == {["unknown", set()]}
	_outcomes(_job("pull_request_target", _marker, [])) == {["unknown", set()]}
	_outcomes({"jobs": _marker}) == {["unknown", set()]}
	_outcomes({"jobs": {"a": _marker}}) == {["unknown", set()]}
}
