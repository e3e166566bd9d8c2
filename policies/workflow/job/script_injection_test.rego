package crosswalk.policies.workflow.job.script_injection_test

import data.crosswalk.policies.workflow.job.script_injection as policy

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

_steps(steps) := {"on": {"push": null}, "jobs": {"a": {"steps": steps}}}

_sha := "11bd71901bbe5b1630ceea73d27597364c9af683"

_expression(key, text) := {"in": key, "text": text}

test_pass_as_a_variable if _outcomes(_steps([{"run": "x", "expressions": [_expression("env.X", "github.event.issue.title")]}])) == {["pass", set()]}

test_pass_for_other_contexts if {
	every text in ["github.sha", "github.event.repository.name", "github.event.issue.number", "github.event.release.tag_name", "github.event.pull_request.user.login", "contains(github.event.issue.title, 'x')", "github.event.comment.body == '/run'", "secrets.TITLE"] {
		_outcomes(_steps([{"run": "x", "expressions": [_expression("run", text)]}])) == {["pass", set()]}
	}
}

test_fail_in_a_script if {
	every text in ["github.event.issue.title", "github.head_ref", "github.event.pull_request.head.ref", "github.event.commits[0].message", "toJSON(github.event)", "github.event.client_payload.x", "format('x', github.event.comment.body)"] {
		_outcomes(_steps([{"run": "x", "expressions": [_expression("run", text)]}])) == {["fail", {"default"}]}
	}
	_outcomes(_steps([{"uses": "actions/github-script@v7", "expressions": [_expression("with.script", "github.head_ref")]}])) == {["fail", {"default"}]}
}

test_unknown if {
	_outcomes(_steps([{"uses": _marker, "expressions": [_expression("with.script", "github.head_ref")]}])) == {["unknown", set()]}
	_outcomes(_steps([_marker])) == {["unknown", set()]}
}
