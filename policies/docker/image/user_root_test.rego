package crosswalk.policies.docker.image.user_root_test

import data.crosswalk.policies.docker.image.user_root as policy

_marker := {"$unknown": {"cause": "variable", "refs": []}}

_outcomes(values) := {[one.outcome, grades] |
	some one in policy.verdicts with input as {
		"by_type": {"dockerfile": ["a"]},
		"resources": {"a": {"key": "a", "type": "dockerfile", "values": values, "links": {}, "meta": {}}},
		"dangling": {},
		"missing": [],
		"declares": [],
	}
	grades := {object.get(site, "grade", "default") | some site in one.sites; site.outcome == "fail"}
}

test_nothing_without_subject if count(policy.verdicts) == 0 with input as {"by_type": {}, "resources": {}}

test_unknown_when_the_resource_is_hidden if {
	{one.outcome | some one in policy.verdicts} == {"unknown"} with input as {
		"by_type": {"dockerfile": ["a"]},
		"resources": {"a": {"key": "a", "type": "dockerfile", "$unknown": {"cause": "variable", "refs": []}, "values": {}, "links": {}, "meta": {}}},
	}
}

_stage(more) := {"stages": [object.union({"name": "0", "image": "node:22", "base": "node:22", "final": true}, more)]}

test_pass_with_a_user if _outcomes(_stage({"user": "65532:0"})) == {["pass", set()]}

test_pass_on_a_nonroot_base if _outcomes(_stage({"base": "gcr.io/distroless/static:nonroot"})) == {["pass", set()]}

test_pass_when_a_later_stage_has_one if _outcomes({"stages": [{"name": "0", "user": "root"}, {"name": "1", "user": "app"}]}) == {["pass", set()]}

test_fail_without_a_user if _outcomes(_stage({})) == {["fail", {"default"}]}

test_fail_as_root if {
	every user in ["root", "0", "0:0", "root:app", "", ":0"] {
		_outcomes(_stage({"user": user})) == {["fail", {"named"}]}
	}
}

test_unknown_user if _outcomes(_stage({"user": _marker})) == {["unknown", set()]}

test_unknown_base if _outcomes(_stage({"base": _marker})) == {["unknown", set()]}

test_unknown_stages if _outcomes({"stages": _marker}) == {["unknown", set()]}

test_not_applicable_without_a_stage if _outcomes({"stages": []}) == {["not-applicable", set()]}
