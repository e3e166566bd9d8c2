# METADATA
# title: The only door to the input
package crosswalk.lib.model

# METADATA
# title: All resources of a type, in the order of their keys
of_type(type) := [input.resources[key] | some key in object.get(input.by_type, type, [])]

# METADATA
# title: All resources of several types
of_types(types) := [resource | some type in types; some resource in of_type(type)]

# METADATA
# title: Companions a resolved reference leads to; links that rest on equal names are left out
linked(resource, name) := [input.resources[link.to] |
	some link in object.get(resource, ["links", name], [])
	not link.inferred
]

# METADATA
# title: Companions that only equal names lead to; they may soften a fail to unknown, never make a pass
inferred(resource, name) := [input.resources[link.to] |
	some link in object.get(resource, ["links", name], [])
	link.inferred
]

# METADATA
# title: May a companion exist that the scan could not tie to this resource?
uncertain(_, name) if count(object.get(input.dangling, name, [])) > 0

uncertain(resource, name) if count(inferred(resource, name)) > 0

uncertain(_, _) if count(input.missing) > 0

# METADATA
# title: Any-of over companions' answers; "no" becomes "unknown" where a companion may be out of sight
any_linked(resource, name, answers) := "yes" if {
	"yes" in answers
} else := "unknown" if {
	"unknown" in answers
} else := "unknown" if {
	uncertain(resource, name)
} else := "no"

# METADATA
# title: Does this root say that it owns the account or cluster baseline (crosswalk.yaml, declares)?
declares(baseline) if baseline in input.declares

# METADATA
# title: The value that crosswalk.yaml gives a parameter, else the default (the build checks that METADATA declares the same)
parameter(policy, name, otherwise) := object.get(input, ["parameters", policy, name], otherwise)

# METADATA
# title: Is the resource known to hold ePHI?
phi(resource) if resource.meta.phi == "yes"
