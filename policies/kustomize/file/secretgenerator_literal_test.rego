package crosswalk.policies.kustomize.file.secretgenerator_literal_test

import data.crosswalk.policies.kustomize.file.secretgenerator_literal as policy

_marker := {"$unknown": {"cause": "variable", "refs": []}}

_input(generators) := {
	"by_type": {"kustomize": ["a"]},
	"resources": {"a": {"key": "a", "type": "kustomize", "values": {"secretGenerator": generators}, "links": {}, "meta": {}}},
	"dangling": {},
	"missing": [],
	"declares": [],
}

_outcomes(literal) := {one.outcome | some one in policy.verdicts with input as _input([{"name": "db", "literals": [literal]}])}

test_nothing_without_subject if count(policy.verdicts) == 0 with input as {"by_type": {}, "resources": {}}

test_pass_when_nothing_is_written if {
	_outcomes("PASSWORD=") == {"pass"}
	_outcomes("PASSWORD=$(PASSWORD)") == {"pass"}
	_outcomes("PASSWORD=changeme") == {"pass"}
	_outcomes({"$unknown": {"cause": "variable", "refs": [], "parts": ["PASSWORD=", _marker]}}) == {"pass"}
}

test_pass_without_generators if {
	{one.outcome | some one in policy.verdicts with input as _input(null)} == {"pass"}
	{one.outcome | some one in policy.verdicts with input as _input([{"files": ["tls.key"]}])} == {"pass"}
}

test_fail_at_the_literal if {
	{[site.path, site.facts.key] |
		some one in policy.verdicts with input as _input([{"literals": ["USER=", "PASSWORD=correct-horse=x"]}])
		some site in one.sites
		site.outcome == "fail"
	} == {[["secretGenerator", 0, "literals", 1], "PASSWORD"]}
}

test_unknown_when_partly_written if {
	_outcomes({"$unknown": {"cause": "variable", "refs": [], "parts": ["PASSWORD=prefix-", _marker]}}) == {"unknown"}
	_outcomes(_marker) == {"unknown"}
}

test_unknown_when_the_list_is_hidden if {
	{one.outcome | some one in policy.verdicts with input as _input(_marker)} == {"unknown"}
	{one.outcome | some one in policy.verdicts with input as _input([{"literals": _marker}])} == {"unknown"}
}
