# METADATA
# title: Settings of SSH servers, also those of Match blocks
package crosswalk.lib.sshd

import data.crosswalk.lib.tri

# METADATA
# title: Every place that sets a keyword, with its path, value and scope
sites(server, keyword) := array.concat(
	[{"path": [keyword], "value": value, "scope": []} |
		value := tri.at(server, [keyword])
		tri.present(value) != "no"
	],
	[site |
		some block in tri.entries(server, ["match"])
		some site in _of_block(block, keyword)
	],
)

_of_block(block, keyword) := [{"path": block.path, "value": block.value, "scope": block.path}] if {
	tri.hidden(block.value)
} else := [{"path": array.concat(scope, [keyword]), "value": value, "scope": scope} |
	scope := array.concat(block.path, ["settings"])
	value := tri.get(block.value, ["settings", keyword])
	tri.present(value) != "no"
]

# METADATA
# title: The value that counts for a keyword in a scope, its own or else the global one
setting(server, scope, keyword) := value if {
	value := tri.at(server, array.concat(scope, [keyword]))
	tri.present(value) != "no"
} else := tri.at(server, [keyword])

# METADATA
# title: Does AuthenticationMethods ask for two methods or more in every alternative?
two_methods(value) := "unknown" if {
	tri.hidden(value)
} else := tri.answer(_each_of_two(value)) if {
	is_string(value)
} else := "no"

_each_of_two(value) if {
	alternatives := [one | some one in split(value, " "); one != ""]
	count(alternatives) > 0
	every one in alternatives {
		contains(one, ",")
	}
}
