# METADATA
# title: A chart's values as policies ask about them
package crosswalk.lib.helm

import data.crosswalk.lib.tri

# METADATA
# title: All scalars of a values file, markers included, as path, value and the key that holds them
scalars(file) := [{"path": path, "value": value, "key": _key(path)} |
	walk(file.values, [path, value])
	count(path) > 0
	not "$unknown" in path
	_scalar(value)
]

_scalar(value) if tri.hidden(value)

_scalar(value) if {
	not is_object(value)
	not is_array(value)
}

# The nearest name: elements of a list go by the list's.
_key(path) := [step | some step in array.reverse(path); is_string(step)][0]

# METADATA
# title: All objects of a values file with their paths
objects(file) := [{"path": path, "value": value} |
	walk(file.values, [path, value])
	count(path) > 0
	not "$unknown" in path
	is_object(value)
	not tri.hidden(value)
]

# METADATA
# title: What a values file says at a path, else what the chart's defaults say
effective(file, defaults, path) := value if {
	value := tri.at(file, path)
	value != null
} else := value if {
	some one in defaults
	value := tri.at(one, path)
	value != null
} else := null
