package crosswalk.policies.workflow.job.permissions_write_all_test

import data.crosswalk.policies.workflow.job.permissions_write_all as policy

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

test_pass_when_read if _outcomes({"on": {"pull_request": null}, "permissions": {"contents": "read"}, "jobs": {"a": {"permissions": {"contents": "write"}}}}) == {["pass", set()]}

test_pass_without_pull_requests if _outcomes({"on": {"push": null}, "permissions": {"contents": "write"}}) == {["pass", set()]}

test_pass_when_not_declared if _outcomes({"on": {"push": null}, "jobs": {"a": {}}}) == {["pass", set()]}

test_fail_with_everything if {
	_outcomes({"permissions": "write-all"}) == {["fail", {"default"}]}
	_outcomes({"jobs": {"a": {"permissions": "write-all"}}}) == {["fail", {"default"}]}
}

test_fail_lower_on_pull_requests if _outcomes({"on": {"pull_request": null}, "permissions": {"contents": "write"}}) == {["fail", {"pull-request"}]}

test_unknown if {
	_outcomes({"permissions": _marker}) == {["unknown", set()]}
	_outcomes({"on": _marker, "permissions": {"contents": "write"}}) == {["unknown", set()]}
	_outcomes({"on": {"pull_request": null}, "permissions": {"contents": _marker}}) == {["unknown", set()]}
}
