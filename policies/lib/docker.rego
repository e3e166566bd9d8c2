# METADATA
# title: Stages and commands of a Dockerfile
package crosswalk.lib.docker

import data.crosswalk.lib.tri

# METADATA
# title: The stages in order, with their paths; a marker alone where they are not known
stages(file) := tri.entries(file, ["stages"])

# METADATA
# title: The elements of a list of every stage, with their paths and the stage
each(file, key) := [{"path": entry.path, "value": entry.value, "stage": stage.value} |
	some stage in stages(file)
	not tri.hidden(stage.value)
	some entry in listed(stage, key)
]

# METADATA
# title: The elements of a list below an entry, with their paths
listed(entry, key) := [{"path": array.concat(path, [i]), "value": value} |
	path := array.concat(entry.path, [key])
	some i, value in tri.listed(tri.get(entry.value, [key]))
]

# METADATA
# title: Every simple command of every RUN, with its path, its known words, what it is piped to and the whole RUN
commands(file) := [{
	"path": command.path,
	"program": tri.text_of(tri.get(command.value, ["program"])),
	"words": [word | some word in tri.listed(tri.get(command.value, ["words"])); is_string(word)],
	"next": _next(list, i),
	"run": list,
	"stage": run.stage,
} |
	some run in each(file, "runs")
	list := listed(run, "commands")
	some i, command in list
]

_next(list, i) := tri.text_of(tri.get(list[i + 1].value, ["program"])) if {
	tri.is_true(tri.get(list[i].value, ["piped"])) == "yes"
	list[i + 1]
} else := ""

# METADATA
# title: Is the stage, or one that is built on it, what the build gives?
final(stage) if tri.is_true(tri.get(stage, ["final"])) == "yes"

# METADATA
# title: A stage's name for messages
name(stage) := tri.text_of(tri.get(stage, ["name"]))
