# METADATA
# title: Paths and operations of a description of an API
package crosswalk.lib.openapi

import data.crosswalk.lib.tri

# METADATA
# title: The paths, with where they stand; a marker alone where they are not known
paths(api) := tri.entries(api, ["paths"])

# METADATA
# title: All operations, with where they stand and their path's name
operations(api) := [{"path": array.concat(place, [i]), "value": value, "route": route} |
	some item in paths(api)
	place := array.concat(item.path, ["operations"])
	route := tri.get(item.value, ["name"])
	some i, value in tri.listed(tri.get(item.value, ["operations"]))
]

# METADATA
# title: What may hold servers and parameters, which is the description, its paths and its operations
holders(api) := array.concat([{"path": [], "value": api.values}], array.concat(paths(api), operations(api)))

# METADATA
# title: The elements of a list of every holder, with where they stand
each(api, key) := [{"path": array.concat(place, [i]), "value": value} |
	some holder in holders(api)
	not tri.hidden(holder.value)
	place := array.concat(holder.path, [key])
	some i, value in tri.listed(tri.get(holder.value, [key]))
]

# METADATA
# title: The security schemes, with their names and where they stand
schemes(api) := [{"path": ["schemes"], "value": value, "name": "a scheme"}] if {
	value := tri.at(api, ["schemes"])
	tri.hidden(value)
} else := [{"path": ["schemes", name], "value": value, "name": name} |
	list := tri.at(api, ["schemes"])
	is_object(list)
	some name, value in list
]
