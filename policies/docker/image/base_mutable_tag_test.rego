package crosswalk.policies.docker.image.base_mutable_tag_test

import data.crosswalk.policies.docker.image.base_mutable_tag as policy

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

test_pass_with_a_version if _outcomes(_stage({})) == {["pass", set()]}

test_pass_from_scratch if _outcomes(_stage({"image": "scratch"})) == {["pass", set()]}

test_pass_from_a_stage if _outcomes({"stages": [{"name": "1", "stage": "base"}]}) == {["pass", set()]}

test_fail_with_latest if _outcomes(_stage({"image": "node"})) == {["fail", {"default"}]}

test_unknown_tag if _outcomes(_stage({"image": {"$unknown": {"cause": "variable", "refs": [], "parts": ["node:", _marker]}}})) == {["unknown", set()]}

test_unknown_stages if _outcomes({"stages": _marker}) == {["unknown", set()]}
