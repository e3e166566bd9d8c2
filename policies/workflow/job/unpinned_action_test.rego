package crosswalk.policies.workflow.job.unpinned_action_test

import data.crosswalk.policies.workflow.job.unpinned_action as policy

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

test_pass_when_pinned if {
	every uses in [concat("@", ["a/b", _sha]), "./x", "docker://x@sha256:0000000000000000000000000000000000000000000000000000000000000000"] {
		_outcomes(_steps([{"uses": uses}])) == {["pass", set()]}
	}
}

test_pass_without_an_action if _outcomes(_steps([{"run": "x"}])) == {["pass", set()]}

test_fail_with_a_tag if _outcomes(_steps([{"uses": "a/b@v1"}])) == {["fail", {"default"}]}

test_fail_with_an_image if _outcomes(_steps([{"uses": "docker://alpine:3"}])) == {["fail", {"default"}]}

test_fail_lower_for_github if _outcomes(_steps([{"uses": "actions/checkout@v4"}])) == {["fail", {"trusted"}]}

test_fail_for_a_called_workflow if _outcomes({"jobs": {"a": {"uses": "a/b/.github/workflows/c.yml@main"}}}) == {["fail", {"default"}]}

test_fail_in_an_action if _outcomes({"runs": {"steps": [{"uses": "a/b@v1"}]}}) == {["fail", {"default"}]}

test_unknown if {
	every values in [_steps([{"uses": _marker}]), {"jobs": _marker}, {"jobs": {"a": _marker}}, _steps(_marker)] {
		_outcomes(values) == {["unknown", set()]}
	}
}
