# METADATA
# title: What a provider's version constraint settles
# description: |
#   The grammar: https://developer.hashicorp.com/terraform/language/expressions/version-constraints. Constraints are
#   joined by commas and all hold. A lock file may settle more, but says nothing about the next `init -upgrade`.
package crosswalk.lib.version

import data.crosswalk.lib.tri

# METADATA
# title: Is every version that the constraint admits of that major or newer? Unknown when it admits both, or is absent
at_least_major(constraint, major) := "yes" if {
	some clause in _clauses(constraint)
	_from(clause, major)
} else := "no" if {
	some clause in _clauses(constraint)
	_below(clause, major)
} else := "unknown"

# METADATA
# title: The same of the provider that a resource uses
provider_at_least(resource, major) := at_least_major(object.get(resource, ["meta", "providerVersion"], null), major)

_clauses(constraint) := [{"operator": found[1], "segments": segments} |
	is_string(constraint)
	some text in split(constraint, ",")
	some found in regex.find_all_string_submatch_n(`^\s*(=|!=|>=|>|<=|<|~>)?\s*v?([0-9]+(?:\.[0-9]+){0,2})[-+.0-9A-Za-z]*\s*$`, text, 1)
	segments := [tri.number_of(one) | some one in split(found[2], ".")]
]

_from(clause, major) if {
	clause.operator in {"", "=", ">=", ">", "~>"}
	clause.segments[0] >= major
}

_below(clause, major) if {
	clause.operator in {"", "=", "<="}
	clause.segments[0] < major
}

# The rightmost number that is written may grow: `~> 4` admits 5, `~> 4.0` does not.
_below(clause, major) if {
	clause.operator == "~>"
	count(clause.segments) > 1
	clause.segments[0] < major
}

_below(clause, major) if {
	clause.operator == "<"
	clause.segments[0] < major
}

_below(clause, major) if {
	clause.operator == "<"
	clause.segments[0] == major
	every rest in array.slice(clause.segments, 1, 3) {
		rest == 0
	}
}
