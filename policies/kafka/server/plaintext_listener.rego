# METADATA
# title: Kafka's listeners use TLS
# description: |
#   Each listener has the protocol that listener.security.protocol.map gives its name, or that is its name. A broker
#   without `listeners` listens on PLAINTEXT://:9092. Listeners between brokers and of controllers carry the same
#   records as those of clients. Addresses of the machine itself do not count.
# scope: package
# custom:
#   id: kafka-plaintext-listener
#   control: encryption-in-transit
#   severity: high
#   profile: recommended
#   subjects: [kafka]
#   message: "{setting} has listeners in plain text: {listeners}"
#   remediation: Give every listener SSL or SASL_SSL, by its name or in listener.security.protocol.map.
#   example: |
#     listeners=SASL_SSL://:9093,CONTROLLER://:9094
#     listener.security.protocol.map=SASL_SSL:SASL_SSL,CONTROLLER:SSL
#   documentation:
#     - https://kafka.apache.org/documentation/#brokerconfigs_listeners
#     - https://kafka.apache.org/documentation/#security_ssl
package crosswalk.policies.kafka.server.plaintext_listener

import data.crosswalk.lib.listening
import data.crosswalk.lib.model
import data.crosswalk.lib.parts
import data.crosswalk.lib.service
import data.crosswalk.lib.tri
import data.crosswalk.lib.verdict

verdicts contains _verdict(server) if {
	some server in model.of_type("kafka")
}

_verdict(server) := verdict.on(server, [], "unknown") if {
	tri.hidden(server)
} else := verdict.not_applicable(server, "not-set-here") if {
	count(_sites(server)) == 0
} else := verdict.of(server, _sites(server))

_map := "listener.security.protocol.map"

_sites(server) := [site |
	some key in ["listeners", "advertised.listeners"]
	tri.present(service.setting(server, key)) != "no"
	site := _site(server, key)
]

_site(server, key) := verdict.stating(verdict.site([key], "no"), {"setting": key, "listeners": concat(", ", names)}) if {
	names := [one.name | some one in _listeners(server, key); _outcome(server, one) == "no"]
	count(names) > 0
} else := verdict.site([key], tri.all_of(array.concat(
	[_outcome(server, one) | some one in _listeners(server, key)],
	_unread(service.setting(server, key)),
)))

# Listeners may stand in a part that is not known.
_unread(value) := ["unknown"] if {
	tri.hidden(value)
	not parts.text(value)
} else := ["unknown" |
	some entry in split(parts.text(value), ",")
	contains(entry, parts.gap)
	not contains(entry, "://")
]

_listeners(server, key) := [{"name": found[1], "host": found[2]} |
	some entry in split(parts.text(service.setting(server, key)), ",")
	some found in regex.find_all_string_submatch_n(`^\s*([^:/\s]+)://(\[[^\]]*\]|[^:]*)`, entry, 1)
]

_outcome(server, listener) := "yes" if {
	listening.loopback(listener.host)
} else := "unknown" if {
	contains(concat("", [listener.name, listener.host]), parts.gap)
} else := "unknown" if {
	tri.hidden(service.setting(server, _map))
	not parts.text(service.setting(server, _map))
} else := answer if {
	answer := _encrypted[_protocol(server, listener.name)]
} else := "unknown"

_encrypted := {"PLAINTEXT": "no", "SASL_PLAINTEXT": "no", "SSL": "yes", "SASL_SSL": "yes"}

_protocol(server, name) := upper(trim_space(found[1])) if {
	some pair in split(parts.text(service.setting(server, _map)), ",")
	found := split(pair, ":")
	count(found) == 2
	trim_space(found[0]) == name
} else := name if {
	name in {"PLAINTEXT", "SASL_PLAINTEXT", "SSL", "SASL_SSL"}
} else := "PLAINTEXT" if {
	# A controller's listener that no map mentions (KIP-631).
	tri.present(service.setting(server, _map)) == "no"
}
