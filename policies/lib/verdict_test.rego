package crosswalk.lib.verdict_test

import data.crosswalk.lib.verdict

_resource := {"key": "a"}

test_roll_up_takes_the_worst if {
	sites := [verdict.site(["a"], "yes"), verdict.site(["b"], "unknown")]
	verdict.of(_resource, sites).outcome == "unknown"
	verdict.of(_resource, array.concat(sites, [verdict.site(["c"], "no")])).outcome == "fail"
	verdict.of(_resource, []).outcome == "pass"
	verdict.on(_resource, [], "yes").outcome == "pass"
}

test_sites_carry_what_was_added if {
	site := verdict.because(verdict.within(verdict.graded(verdict.stating(verdict.site(["a"], "no"), {"n": 1}), "low"), {"key": "c"}), "version")
	site == {"path": ["a"], "outcome": "fail", "facts": {"n": 1}, "grade": "low", "in": "c", "cause": "version"}
}

test_reasons if {
	verdict.not_applicable(_resource, "why") == {"resource": "a", "outcome": "not-applicable", "reason": "why", "sites": []}
	verdict.unknown(_resource, ["a"], "version").sites[0].cause == "version"
	verdict.outside(_resource, [], "account-baseline").sites[0].reason == "account-baseline"
}

test_a_hidden_resource_is_unknown if {
	hidden := {"key": "h", "$unknown": {"cause": "variable"}}
	verdict.of(hidden, [verdict.site([], "no")]).outcome == "unknown"
	verdict.not_applicable(hidden, "why").outcome == "unknown"
}
