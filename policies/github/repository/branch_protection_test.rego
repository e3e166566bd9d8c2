package crosswalk.policies.github.repository.branch_protection_test

import data.crosswalk.policies.github.repository.branch_protection

_marker := {"$unknown": {"cause": "variable", "refs": []}}

_resource(type, values) := {"key": "a", "type": type, "values": values, "links": {}, "meta": {}}

_input(resources) := {
	"resources": {one.key: one | some one in resources},
	"by_type": {type: [one.key | some one in resources; one.type == type] | some type in {one.type | some one in resources}},
	"dangling": {}, "missing": [], "declares": [],
}

_outcomes(resources) := {one.outcome | some one in branch_protection.verdicts with input as _input(resources)}

_of(type, values) := _outcomes([_resource(type, values)])

test_nothing_without_subject if {
	count(branch_protection.verdicts) == 0 with input as _input([])
}

_good := {
	"pattern": "main", "branch": "main", "enforce_admins": true, "required_status_checks": [{"contexts": ["test"]}],
	"required_pull_request_reviews": [{"dismiss_stale_reviews": true}],
}

_rules := {
	"enforcement": "active", "target": "branch",
	"conditions": [{"ref_name": [{"include": ["~DEFAULT_BRANCH"]}]}],
	"rules": [{
		"non_fast_forward": true, "deletion": true, "required_status_checks": [{"required_check": [{"context": "test"}]}],
		"pull_request": [{"dismiss_stale_reviews_on_push": true, "required_approving_review_count": 1}],
	}],
}

_protection(changes) := _resource("github_branch_protection", object.union(_good, changes))

_ruleset(changes) := _resource("github_repository_ruleset", object.union(_rules, changes))

_repository(guards) := {one.outcome |
	linked := [object.union(guard, {"key": concat("", ["g", json.marshal(i)]), "links": {"repository": [{"to": "a", "inferred": false}]}}) | some i, guard in guards]
	repository := object.union(_resource("github_repository", {}), {"links": {"protections": [{"to": one.key, "inferred": false} | some one in linked]}})
	some one in branch_protection.verdicts with input as _input(array.concat([repository], linked))
	one.resource == "a"
}

test_pass_when_all_is_demanded if {
	_outcomes([_protection({})]) == {"pass"}
	_of("github_branch_protection_v3", _good) == {"pass"}
	_outcomes([_ruleset({})]) == {"pass"}
	_outcomes([_ruleset({"bypass_actors": [{"actor_type": "Team"}]})]) == {"pass"}
	_repository([_protection({})]) == {"pass"}
}

test_pass_when_two_add_up if {
	_repository([_ruleset({"rules": [{"non_fast_forward": true, "deletion": true}]}), _protection({"enforce_admins": false})]) == {"pass"}
	_repository([_resource("github_organization_ruleset", _rules)]) == {"pass"}
}

test_fail_when_less_is_demanded if {
	every changes in [
		{"enforce_admins": false}, {"required_status_checks": []}, {"allows_force_pushes": true}, {"allows_deletions": true},
		{"required_pull_request_reviews": []},
		{"required_pull_request_reviews": [{"dismiss_stale_reviews": true, "required_approving_review_count": 0}]},
		{"required_pull_request_reviews": [{}]},
	] {
		_outcomes([_protection(changes)]) == {"fail"}
		_repository([_protection(changes)]) == {"fail"}
	}
	_outcomes([_ruleset({"rules": []})]) == {"fail"}
	_outcomes([_ruleset({"bypass_actors": [{"actor_type": "OrganizationAdmin"}]})]) == {"fail"}
}

test_fail_when_the_repository_has_none if {
	_repository([]) == {"fail"}
	_repository([_protection({"pattern": "release/*"})]) == {"fail"}
	_repository([_ruleset({"enforcement": "evaluate"})]) == {"fail"}
}

test_unknown_when_from_a_variable if {
	_outcomes([_protection({"enforce_admins": _marker})]) == {"unknown"}
	_outcomes([_protection({"pattern": _marker, "enforce_admins": false})]) == {"unknown"}
	_repository([_protection({"enforce_admins": _marker})]) == {"unknown"}
	_outcomes([_ruleset({"bypass_actors": _marker})]) == {"unknown"}
}

test_not_applicable_when_it_is_of_another_branch_or_archived if {
	_outcomes([_protection({"pattern": "gh-pages"})]) == {"not-applicable"}
	_of("github_repository", {"archived": true}) == {"not-applicable"}
}
