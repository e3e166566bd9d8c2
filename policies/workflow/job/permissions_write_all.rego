# METADATA
# title: Workflows give their token the permissions that a job needs
# description: |
#   `write-all` lets every step of every job change code, packages and releases. Rights to write that a whole workflow has, are there in
#   the jobs for pull requests too, which run code that nobody has reviewed.
# scope: package
# custom:
#   id: gha-permissions-write-all
#   control: least-privilege
#   severity: high
#   grades: {pull-request: medium}
#   profile: recommended
#   subjects: ["github:workflow"]
#   message: "the token of {where} may write everything"
#   messages:
#     pull-request: "every job has {scope} write, also when a pull request starts the workflow"
#   remediation: Set `contents read` for the workflow, and give the one job that writes the right it needs.
#   example: |
#     permissions:
#       contents: read
#     jobs:
#       release:
#         permissions:
#           contents: write
#   peers: [CKV2_GHA_1]
#   documentation: [https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#permissions]
package crosswalk.policies.workflow.job.permissions_write_all

import data.crosswalk.lib.model
import data.crosswalk.lib.tri
import data.crosswalk.lib.verdict
import data.crosswalk.lib.workflows

verdicts contains verdict.of(file, array.concat(_everything(file), _pull_requests(file))) if {
	some file in model.of_type("github:workflow")
}

_everything(file) := [verdict.stating(verdict.site(path, tri.flip(tri.same(permissions, "write-all"))), {"where": where}) |
	some holder in array.concat([{"path": [], "value": file.values}], workflows.jobs(file))
	path := array.concat(holder.path, ["permissions"])
	permissions := tri.get(holder.value, ["permissions"])
	permissions != null
	where := array.concat(["the workflow"], array.slice(holder.path, 1, 2))[min([count(holder.path), 1])]
]

_scopes := ["contents", "packages", "actions", "id-token"]

_pull_requests(file) := [verdict.stating(verdict.graded(verdict.site(["permissions", scope], answer), "pull-request"), {"scope": scope}) |
	some scope in _scopes
	right := tri.at(file, ["permissions", scope])
	right != null
	not tri.hidden(tri.at(file, ["permissions"]))
	answer := tri.flip(tri.all_of([tri.same(right, "write"), workflows.started_by(file, "pull_request")]))
]
