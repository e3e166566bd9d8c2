# METADATA
# title: Default branches take only reviewed changes
# description: |
#   A protection or an active ruleset on the default branch makes every change pass a review and the checks, and keeps
#   history from being rewritten. Rulesets and protections of a repository add up, so they are judged on the repository
#   where it is in the same configuration. A protection's review block asks for one approval by default, a ruleset's
#   for none; administrators are exempt from a protection unless enforce_admins is true.
# scope: package
# custom:
#   id: github-branch-protection
#   control: change-management
#   severity: high
#   grades: {weaker: medium}
#   profile: strict
#   subjects: [github_repository, github_branch_protection, github_branch_protection_v3, github_repository_ruleset, github_organization_ruleset]
#   whole: [github_organization_ruleset, github_repository]
#   message: "{address} does not {demand}"
#   parameters:
#     approvals: {default: 1, description: Approvals that a change needs at least; 2 for a strict four-eyes rule.}
#   remediation: Protect the default branch with reviews, status checks and no exemptions.
#   example: |
#     resource "github_branch_protection" "main" {
#       repository_id  = github_repository.portal.node_id
#       pattern        = "main"
#       enforce_admins = true
#       required_status_checks {
#         contexts = ["test"]
#       }
#       required_pull_request_reviews {
#         dismiss_stale_reviews           = true
#         required_approving_review_count = 1
#       }
#     }
#   peers: [CKV_GIT_6, AVD-GIT-0004, CKV2_GIT_1]
#   related: [CKV_GIT_5]
#   documentation:
#     - https://docs.github.com/en/repositories/configuring-branches-and-merges-in-your-repository/managing-protected-branches/about-protected-branches
#     - https://registry.terraform.io/providers/integrations/github/latest/docs/resources/branch_protection
#     - https://registry.terraform.io/providers/integrations/github/latest/docs/resources/repository_ruleset
package crosswalk.policies.github.repository.branch_protection

import data.crosswalk.lib.model
import data.crosswalk.lib.tri
import data.crosswalk.lib.verdict

_rulesets := {"github_repository_ruleset", "github_organization_ruleset"}

_guards := model.of_types([
	"github_branch_protection", "github_branch_protection_v3",
	"github_repository_ruleset", "github_organization_ruleset",
])

_demands := ["review", "discard", "checks", "rewrite", "deletion", "admins"]

_texts := {
	"review": "require a review of changes to the default branch",
	"discard": "dismiss approvals when new commits are pushed",
	"checks": "require status checks on the default branch",
	"rewrite": "refuse force pushes to the default branch",
	"deletion": "refuse the deletion of the default branch",
	"admins": "hold administrators and other bypassers to its rules",
}

verdicts contains _repository(repository) if {
	some repository in model.of_type("github_repository")
}

verdicts contains _guard(guard) if {
	some guard in _guards
}

_repository(repository) := verdict.not_applicable(repository, "archived") if {
	tri.is_true(tri.at(repository, ["archived"])) == "yes"
} else := verdict.of(repository, [_stating("review", verdict.site([], model.any_linked(repository, "protections", [])))]) if {
	count(_over(repository)) == 0
} else := verdict.of(repository, [_stating(demand, verdict.within(verdict.site(best.path, answer), best.guard)) |
	some demand in _demands
	answer := model.any_linked(repository, "protections", [_meets(guard, demand) | some guard in _over(repository)])
	best := _best(_over(repository), demand)
])

_guard(guard) := verdict.not_applicable(guard, "not-the-default-branch") if {
	_covers(guard) == "no"
} else := verdict.not_applicable(guard, "judged-on-repository") if {
	_repositories(guard) > 0
} else := verdict.of(guard, [_stating(demand, verdict.site(_path(guard, demand), tri.given(_covers(guard), _meets(guard, demand)))) |
	some demand in _demands
])

_repositories(guard) := count(model.of_type("github_repository")) if {
	guard.type == "github_organization_ruleset"
} else := count(model.linked(guard, "repository"))

_over(repository) := [guard |
	some guard in array.concat(model.linked(repository, "protections"), model.of_type("github_organization_ruleset"))
	_covers(guard) != "no"
]

# Where a demand is answered: the guard that meets it, else one that is not known to miss it, else the first.
_best(guards, demand) := [{"guard": guard, "path": _path(guard, demand)} |
	some wanted in ["yes", "unknown", "no"]
	some guard in guards
	_meets(guard, demand) == wanted
][0]

_stating(demand, site) := verdict.stating(_grade(demand, site), {"demand": _texts[demand]})

_grade(demand, site) := site if {
	demand in {"review", "rewrite", "deletion"}
} else := verdict.graded(site, "weaker")

# Does it hold for the default branch?
_covers(guard) := tri.all_of([
	tri.one_of_folded(tri.at(guard, ["enforcement"]), {"active"}),
	tri.one_of_folded(tri.fallback(tri.at(guard, ["target"]), "branch"), {"branch"}),
	tri.any_of([tri.matches(one.value, `^(~DEFAULT_BRANCH|~ALL|refs/heads/(main|master|\*\*?(/\*)?))$`) |
		some one in tri.entries(guard, ["conditions", 0, "ref_name", 0, "include"])
	]),
]) if {
	guard.type in _rulesets
} else := tri.matches(tri.at(guard, [_branch[guard.type]]), `^(main|master|default|\*\*?|\*\*/\*)$`)

_branch := {"github_branch_protection": "pattern", "github_branch_protection_v3": "branch"}

_path(guard, demand) := _ruleset_paths[demand] if {
	guard.type in _rulesets
} else := _protection_paths[demand]

_protection_paths := {
	"review": ["required_pull_request_reviews", 0, "required_approving_review_count"],
	"discard": ["required_pull_request_reviews", 0, "dismiss_stale_reviews"],
	"checks": ["required_status_checks"],
	"rewrite": ["allows_force_pushes"],
	"deletion": ["allows_deletions"],
	"admins": ["enforce_admins"],
}

_ruleset_paths := {
	"review": ["rules", 0, "pull_request", 0, "required_approving_review_count"],
	"discard": ["rules", 0, "pull_request", 0, "dismiss_stale_reviews_on_push"],
	"checks": ["rules", 0, "required_status_checks"],
	"rewrite": ["rules", 0, "non_fast_forward"],
	"deletion": ["rules", 0, "deletion"],
	"admins": ["bypass_actors"],
}

_meets(guard, demand) := _answers(guard, tri.at(guard, _path(guard, demand)))[demand]

_answers(guard, value) := {
	"review": _reviewed(guard, value),
	"discard": tri.is_true(value),
	"checks": tri.flip(tri.empty(value)),
	"rewrite": _kept(guard, value),
	"deletion": _kept(guard, value),
	"admins": _held(guard, value),
}

_approvals := model.parameter("github.repository.branch_protection", "approvals", 1)

_reviewed(guard, value) := tri.at_least(value, _approvals) if {
	guard.type in _rulesets
} else := tri.all_of([
	tri.flip(tri.empty(tri.at(guard, ["required_pull_request_reviews"]))),
	tri.at_least(tri.fallback(value, 1), _approvals),
])

_kept(guard, value) := tri.is_true(value) if {
	guard.type in _rulesets
} else := tri.flip(tri.is_true(value))

_held(guard, value) := tri.all_of([tri.same(tri.get(one, ["actor_type"]), "Team") | some one in tri.listed(value)]) if {
	guard.type in _rulesets
} else := tri.is_true(value)
