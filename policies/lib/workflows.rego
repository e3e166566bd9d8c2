# METADATA
# title: Jobs and steps of GitHub workflows and actions
package crosswalk.lib.workflows

import data.crosswalk.lib.model
import data.crosswalk.lib.tri

# METADATA
# title: Workflows and actions
files := model.of_types(["github:workflow", "github:action"])

# METADATA
# title: The jobs of a workflow with their paths; a marker alone where they are not known
jobs(file) := [{"path": ["jobs"], "value": value}] if {
	value := tri.at(file, ["jobs"])
	tri.hidden(value)
} else := [{"path": ["jobs", name], "value": value} |
	list := tri.at(file, ["jobs"])
	is_object(list)
	some name, value in list
]

# METADATA
# title: The steps of one job, with their paths
steps_of(job) := [{"path": array.concat(array.concat(job.path, ["steps"]), [i]), "value": value} |
	some i, value in tri.listed(tri.get(job.value, ["steps"]))
]

# METADATA
# title: The steps of all jobs of a workflow, or of an action
steps(file) := array.concat(
	[step | some job in jobs(file); some step in steps_of(job)],
	steps_of({"path": ["runs"], "value": tri.at(file, ["runs"])}),
)

# METADATA
# title: The expressions of a step, with their paths, the key they stand under and their text
expressions(step) := [{"path": array.concat(array.concat(step.path, ["expressions"]), [i]), "in": key, "text": text} |
	some i, one in tri.listed(tri.get(step.value, ["expressions"]))
	key := tri.get(one, ["in"])
	text := tri.get(one, ["text"])
	is_string(key)
	is_string(text)
]

# METADATA
# title: Does an event start the workflow?
started_by(file, event) := tri.answer(event in object.keys(events)) if {
	events := tri.at(file, ["on"])
	is_object(events)
	not tri.hidden(events)
} else := "unknown" if {
	tri.hidden(tri.at(file, ["on"]))
} else := "no"
