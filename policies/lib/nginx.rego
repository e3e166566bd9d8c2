# METADATA
# title: Directives of nginx servers
package crosswalk.lib.nginx

import data.crosswalk.lib.tri

# METADATA
# title: The known arguments of a directive
arguments(directive) := [argument |
	some argument in tri.each(tri.get(directive, ["args"]))
	is_string(argument)
]

# METADATA
# title: Are all arguments of a directive known? Yes or unknown
known(directive) := "unknown" if {
	some argument in tri.each(tri.get(directive, ["args"]))
	tri.hidden(argument)
} else := "unknown" if {
	tri.hidden(directive)
} else := "yes"

# METADATA
# title: The directives of a name in a server or a block
directives(block, name) := tri.each(tri.get(block, [name]))

# METADATA
# title: Does a server listen with TLS? No listen line means port 80 in plain text
tls(server) := tri.any_of(array.concat(
	[_tls(listen) | some listen in directives(server.values, "listen")],
	[tri.one_of_folded(concat("", arguments(switch)), {"on"}) | some switch in directives(server.values, "ssl")],
))

_tls(listen) := "yes" if {
	some argument in arguments(listen)
	argument in {"ssl", "quic"}
} else := "no" if {
	known(listen) == "yes"
} else := "unknown"

# METADATA
# title: Do all listen lines stay on this host (loopback addresses, Unix sockets)?
local_only(server) := tri.all_of([_local(listen) | some listen in directives(server.values, "listen")]) if {
	count(directives(server.values, "listen")) > 0
} else := "no"

_local(listen) := "unknown" if {
	known(listen) == "unknown"
} else := tri.answer(regex.match(`^(127\.|localhost(:|$)|\[::1\]|unix:)`, arguments(listen)[0])) if {
	count(arguments(listen)) > 0
} else := "no"
