# METADATA
# title: Workflows hand what strangers write to scripts as variables
# description: |
#   An expression in a script is pasted into it before it runs. Titles, bodies, branch names and the like are written by whoever
#   opens an issue or a pull request, so that they can hold commands. As a variable under `env` they stay text.
# scope: package
# custom:
#   id: gha-script-injection
#   control: change-management
#   severity: high
#   profile: strict
#   subjects: ["github:workflow", "github:action"]
#   message: "a script runs what the expression {expression} holds"
#   remediation: Set an environment variable to the expression, and use that variable in the script, in quotes.
#   example: |
#     - run: echo "$TITLE"
#       env:
#         TITLE: ${{ github.event.pull_request.title }}
#   peers: [CKV_GHA_2]
#   related: ["kics:cicd/github/run_block_injection", "kics:cicd/github/script_block_injection"]
#   documentation: [https://docs.github.com/en/actions/concepts/security/script-injections]
package crosswalk.policies.workflow.job.script_injection

import data.crosswalk.lib.tri
import data.crosswalk.lib.verdict
import data.crosswalk.lib.workflows

verdicts contains verdict.of(file, [site | some step in workflows.steps(file); some site in _sites(step)]) if {
	some file in workflows.files
}

_sites(step) := [verdict.site(step.path, "unknown")] if {
	tri.hidden(step.value)
} else := [verdict.stating(verdict.site(expression.path, tri.flip(answer)), {"expression": expression.text}) |
	some expression in workflows.expressions(step)
	answer := tri.all_of([_is_script(step, expression["in"]), tri.answer(_written_by_strangers(expression.text))])
]

_is_script(step, key) := "yes" if {
	key == "run"
} else := tri.matches(tri.get(step.value, ["uses"]), `^actions/github-script@`) if {
	key == "with.script"
} else := "no"

default _written_by_strangers(_) := false

# A comparison, and a search in a text, give true or false.
_written_by_strangers(text) if {
	some either in split(text, "||")
	some term in split(either, "&&")
	not regex.match(`[!=]=|^[\s(!]*(contains|startsWith|endsWith)\(`, term)
	regex.match(_strangers, term)
}

# What GitHub's documentation names: contexts that end so, unless they describe the repository itself.
_strangers := `(?i)\bgithub\.(head_ref\b|event\.(issue|pull_request|comment|review|review_comment|discussion|discussion_comment|head_commit|commits|pages|workflow_run)((\.[\w*-]+)|(\[[^\]]*\]))*\.(title|body|name|email|message|ref|label|head_branch|page_name|default_branch|description)\b|event\.client_payload\b)|\btojson\(\s*github(\.event)?\s*\)`
