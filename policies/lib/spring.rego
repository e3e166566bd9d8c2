# METADATA
# title: Settings of Spring applications
package crosswalk.lib.spring

import data.crosswalk.lib.tri

# METADATA
# title: The entries of a setting that may be one text or a list, with their paths
listed(file, key) := [{"path": [name], "value": value} |
	some name, value in _settings(file)
	_belongs(name, key)
]

# METADATA
# title: Are these only what variables and arguments set, over files that the scan does not hold?
partial(file) if object.get(file.meta, "complete", true) == false

_settings(file) := file.values if {
	not tri.hidden(file)
} else := {}

_belongs(name, key) if name == key

_belongs(name, key) if {
	startswith(name, concat("", [key, "["]))
	endswith(name, "]")
}

# METADATA
# title: All settings with their names
settings(file) := [{"path": [name], "name": name, "value": value} | some name, value in _settings(file)]

# METADATA
# title: The words of a comma-separated text, in lower case
words(value) := {lower(trim_space(word)) | some word in split(tri.text_of(value), ",")}
