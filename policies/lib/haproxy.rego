# METADATA
# title: Directives of HAProxy's proxies
package crosswalk.lib.haproxy

import data.crosswalk.lib.tri

# METADATA
# title: The known words of a line
words(line) := [word |
	some word in tri.each(tri.get(line, ["args"]))
	is_string(word)
]

# METADATA
# title: Are all words of a line known? Yes or unknown
known(line) := "unknown" if {
	tri.hidden(line)
} else := "unknown" if {
	some word in tri.each(tri.get(line, ["args"]))
	tri.hidden(word)
} else := "yes"

# METADATA
# title: Does a line hold the word? Unknown where a word of it is
holds(line, word) := "yes" if {
	word in words(line)
} else := "unknown" if {
	known(line) == "unknown"
} else := "no"

# METADATA
# title: The word behind the last one of this name in a line; null when there is none
following(line, name) := found[count(found) - 1] if {
	all := words(line)
	found := [all[i + 1] | some i, word in all; word == name; i + 1 < count(all)]
	count(found) > 0
} else := null

# METADATA
# title: Is the mode http? The last mode line counts, tcp without one
http(proxy) := "no" if {
	count(tri.entries(proxy, ["mode"])) == 0
} else := tri.any_of([holds(entry.value, "http") | some entry in tri.entries(proxy, ["mode"])])
