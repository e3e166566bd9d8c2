# METADATA
# title: Workflows pin the actions of others to a commit
# description: |
#   A tag or branch of an action can be moved to other code, which then runs with the workflow's token and secrets. Actions of
#   GitHub itself (owners actions and github) weigh less. Actions in the own repository (`./`) move with the workflow.
# scope: package
# custom:
#   id: gha-unpinned-action
#   control: change-management
#   severity: medium
#   grades: {trusted: low}
#   profile: strict
#   subjects: ["github:workflow", "github:action"]
#   message: "{uses} is not pinned to a commit"
#   remediation: Write the full commit behind the @, with the version as a comment, and let a bot keep it current.
#   example: |
#     - uses: docker/login-action@9780b0c442fbb1117ed29e0efdff1e18412f7567 # v3.3.0
#   related: ["kics:cicd/github/unpinned_actions_full_length_commit_sha"]
#   documentation: [https://docs.github.com/en/actions/reference/security/secure-use#using-third-party-actions]
package crosswalk.policies.workflow.job.unpinned_action

import data.crosswalk.lib.tri
import data.crosswalk.lib.verdict
import data.crosswalk.lib.workflows

verdicts contains verdict.of(file, [site |
	some holder in array.concat(workflows.jobs(file), workflows.steps(file))
	some site in _site(holder)
]) if {
	some file in workflows.files
}

_site(holder) := [verdict.site(holder.path, "unknown")] if {
	tri.hidden(holder.value)
} else := [verdict.stating(_graded(site, uses), {"uses": _name(uses)}) |
	uses := tri.get(holder.value, ["uses"])
	uses != null
	site := verdict.site(array.concat(holder.path, ["uses"]), _pinned(uses))
]

_pinned(uses) := tri.matches(uses, `^\.{1,2}/|@[0-9a-f]{40}$|^docker://[^@]+@sha256:[0-9a-f]{64}$`)

_name(uses) := tri.text_of(uses) if not tri.hidden(uses)

_name(uses) := "an action" if tri.hidden(uses)

_graded(site, uses) := verdict.graded(site, "trusted") if {
	tri.matches(uses, `^(actions|github)/`) == "yes"
} else := site
