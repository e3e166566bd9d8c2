# METADATA
# title: Workflows with the rights of the base repository do not run a pull request's code
# description: |
#   pull_request_target and workflow_run start with the secrets and the token of the base repository, also for a pull request from
#   a fork. Checking out its head there hands both to whoever opened it. A job with neither secrets nor rights to write passes.
# scope: package
# custom:
#   id: gha-pull-request-target-checkout
#   control: change-management
#   severity: critical
#   profile: recommended
#   subjects: ["github:workflow"]
#   message: "job {job} checks out code of a pull request with the rights of the base repository"
#   remediation: Build the pull request in a workflow on pull_request, and hand only its results to one with rights.
#   example: |
#     on: pull_request
#     permissions:
#       contents: read
#   documentation: [https://docs.github.com/en/actions/reference/security/secure-use#mitigating-the-risks-of-untrusted-code-checkout]
package crosswalk.policies.workflow.job.pull_request_target_checkout

import data.crosswalk.lib.model
import data.crosswalk.lib.tri
import data.crosswalk.lib.verdict
import data.crosswalk.lib.workflows

verdicts contains verdict.of(file, [site | some job in workflows.jobs(file); some site in _sites(file, job)]) if {
	some file in model.of_type("github:workflow")
}

_sites(_, job) := [verdict.site(job.path, "unknown")] if tri.hidden(job.value)

_sites(file, job) := [verdict.stating(verdict.site(place, tri.flip(answer)), {"job": job.path[1]}) |
	some step in workflows.steps_of(job)
	some place in _checkouts(step)
	answer := tri.all_of([_privileged_start(file), _armed(file, job)])
] if {
	not tri.hidden(job.value)
}

_privileged_start(file) := tri.any_of([workflows.started_by(file, event) | some event in ["pull_request_target", "workflow_run"]])

_head := `(?i)github\.(head_ref|event\.(pull_request\.(head\.|number|merge_commit_sha)|number|workflow_run\.(head_|pull_requests)))`

_checkouts(step) := [expression.path |
	some expression in workflows.expressions(step)
	expression["in"] in {"with.ref", "with.repository"}
	regex.match(_head, expression.text)
	startswith(tri.text_of(tri.get(step.value, ["uses"])), "actions/checkout@")
]

# Secrets, or a token that may write something; without permissions the organization decides, so it may.
_armed(file, job) := "yes" if {
	some step in workflows.steps_of(job)
	some expression in workflows.expressions(step)
	regex.match(`(?i)\bsecrets\.`, expression.text)
} else := _writes(_permissions(file, job))

_permissions(file, job) := tri.fallback(tri.get(job.value, ["permissions"]), tri.at(file, ["permissions"]))

_writes(permissions) := "unknown" if {
	tri.hidden(permissions)
} else := tri.answer(permissions != "read-all") if {
	not is_object(permissions)
} else := tri.any_of([tri.same(right, "write") | some right in permissions])
