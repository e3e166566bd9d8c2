# METADATA
# title: RabbitMQ takes connections over TLS alone
# description: |
#   Without `listeners.tcp = none` the broker listens in plain text on port 5672 of all interfaces. The management, MQTT,
#   STOMP and stream plugins have listeners of their own, which are looked at where enabled_plugins or the image's tag
#   switches the plugin on.
# scope: package
# custom:
#   id: rabbitmq-plaintext-listener
#   control: encryption-in-transit
#   severity: high
#   profile: recommended
#   subjects: [rabbitmq]
#   message: "{listener} takes connections in plain text"
#   remediation: Set listeners.tcp to none and give listeners.ssl a port and certificates; do the same for each plugin.
#   example: |
#     listeners.tcp = none
#     listeners.ssl.default = 5671
#     management.ssl.port = 15671
#   documentation:
#     - https://www.rabbitmq.com/docs/ssl
#     - https://www.rabbitmq.com/docs/networking
#     - https://www.rabbitmq.com/docs/management#single-listener-https
package crosswalk.policies.rabbitmq.server.plaintext_listener

import data.crosswalk.lib.model
import data.crosswalk.lib.service
import data.crosswalk.lib.tri
import data.crosswalk.lib.verdict

verdicts contains _verdict(server) if {
	some server in model.of_type("rabbitmq")
}

_verdict(server) := verdict.on(server, [], "unknown") if {
	tri.hidden(server)
} else := verdict.not_applicable(server, "not-set-here") if {
	count(_sites(server)) == 0
} else := verdict.of(server, _sites(server))

_plugins := {"rabbitmq_mqtt": "mqtt.listeners", "rabbitmq_stomp": "stomp.listeners", "rabbitmq_stream": "stream.listeners"}

_sites(server) := array.concat(_listener(server, "listeners"), array.concat(
	[site |
		some plugin, prefix in _plugins
		_enabled(server, plugin)
		some site in _listener(server, prefix)
	],
	_management(server),
))

_enabled(server, plugin) if {
	some name in split(tri.text_of(service.setting(server, "enabled_plugins")), ",")
	trim_space(name) == plugin
}

# Nothing is said of it, and something else may.
_listener(server, prefix) := [] if {
	server.meta.complete == false
	count(_keys(server, concat("", [prefix, ".tcp"]))) == 0
} else := [verdict.stating(verdict.site([_place(server, prefix)], answer), {"listener": prefix})] if {
	tcp := concat("", [prefix, ".tcp"])
	answer := tri.all_of([tri.same(service.setting(server, tcp), "none"), _offered(server, concat("", [prefix, ".ssl"]))])
}

_management(server) := [] if {
	not _enabled(server, "rabbitmq_management")
} else := [] if {
	server.meta.complete == false
	count(_keys(server, "management.tcp")) == 0
} else := [verdict.stating(verdict.site([_place(server, "management")], _offered(server, "management.ssl")), {"listener": "management"})]

_offered(server, prefix) := tri.any_of(["yes" | some _ in _keys(server, prefix)])

# The setting itself and those below it.
_keys(server, prefix) := sort([key |
	some key, _ in server.values
	_below(key, prefix)
])

_below(key, prefix) if key == prefix

_below(key, prefix) if startswith(key, concat("", [prefix, "."]))

_place(server, prefix) := array.concat(_keys(server, concat("", [prefix, ".tcp"])), [concat("", [prefix, ".tcp"])])[0]
