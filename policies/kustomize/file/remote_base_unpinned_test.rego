package crosswalk.policies.kustomize.file.remote_base_unpinned_test

import data.crosswalk.policies.kustomize.file.remote_base_unpinned as policy

_input(values) := {
	"by_type": {"kustomize": ["a"]},
	"resources": {"a": {"key": "a", "type": "kustomize", "values": values, "links": {}, "meta": {}}},
	"dangling": {},
	"missing": [],
	"declares": [],
}

_outcomes(entry) := {[one.outcome, object.get(one.sites[0], "grade", "default")] | some one in policy.verdicts with input as _input({"resources": [entry]})}

test_nothing_without_subject if count(policy.verdicts) == 0 with input as {"by_type": {}, "resources": {}}

test_pass_when_local if {
	every entry in ["../base", "deployment.yaml", "a/b@c/d.yaml"] {
		_outcomes(entry) == {["pass", "default"]}
	}
}

test_pass_when_a_commit if {
	every entry in [
		"https://github.com/example/base//deploy?ref=6c2b3f0e5a0d4f7c8b9a1d2e3f405162738495a6",
		"https://raw.githubusercontent.com/example/base/6c2b3f0e5a0d4f7c8b9a1d2e3f405162738495a6/all.yaml",
	] {
		_outcomes(entry) == {["pass", "default"]}
	}
}

test_fail_when_a_branch_or_nothing if {
	every entry in [
		"https://github.com/example/base//deploy?ref=main",
		"github.com/example/base",
		"git@github.com:example/base.git",
		"ssh://git@example.org/base.git?ref=release",
		"git::https://example.org/base.git",
	] {
		_outcomes(entry) == {["fail", "default"]}
	}
}

test_fail_lower_when_a_tag if {
	every entry in ["https://github.com/example/base//deploy?ref=v1.4.0", "https://github.com/example/base/releases/download/1.4.0/all.yaml"] {
		_outcomes(entry) == {["fail", "tag"]}
	}
}

test_login_is_not_told if {
	{one.sites[0].facts.entry | some one in policy.verdicts with input as _input({"bases": ["https://user:token@example.org/base.git"]})} == {"https://example.org/base.git"}
}

test_unknown_when_hidden if _outcomes({"$unknown": {"cause": "variable", "refs": []}}) == {["unknown", "default"]}
