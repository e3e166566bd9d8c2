# METADATA
# title: Addresses on which a server listens
package crosswalk.lib.listening

import data.crosswalk.lib.tri

# METADATA
# title: Do all addresses of a text (separated by blanks or commas, an optional `-` before each) belong to the machine itself?
only_loopback(value) := "unknown" if {
	tri.hidden(value)
} else := "no" if {
	count(_addresses(value)) == 0
} else := tri.answer(count([one | some one in _addresses(value); not loopback(one)]) == 0)

_addresses(value) := [trim_left(one, "-") |
	some part in split(replace(_text(value), ",", " "), " ")
	one := trim_space(part)
	one != ""
]

_text(value) := concat(" ", [tri.text_of(item) | some item in value]) if {
	is_array(value)
} else := tri.text_of(value)

# METADATA
# title: True of an address or name of the machine itself
loopback(host) if regex.match(`^(localhost|127(\.[0-9]+){3}|\[?(::1|0:0:0:0:0:0:0:1)\]?|_local_|_local:ipv[46]_|/.*)$`, lower(host))
