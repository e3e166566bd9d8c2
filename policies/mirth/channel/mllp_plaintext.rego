# METADATA
# title: A Mirth channel sends and takes messages over TLS
# description: |
#   MLLP is HL7 over a bare TCP connection: whoever reaches the wire reads patients' data. Mirth encrypts a TCP connector
#   only with a plug-in (NextGen's SSL Manager, the Open Integration Engine's TLS manager), whose switch lies in the
#   connector. Connectors on this host pass, and channels that crosswalk.yaml names in the parameter `tunnelled`,
#   because a VPN or stunnel encrypts what they send.
# scope: package
# custom:
#   id: mirth-mllp-plaintext
#   control: encryption-in-transit
#   severity: high
#   grades: {http: high}
#   profile: recommended
#   subjects: ["mirth:channel"]
#   message: "a connector of the channel speaks MLLP without TLS"
#   messages: {http: "a connector of the channel sends to an http:// address"}
#   parameters:
#     tunnelled: {default: [], description: Names of channels whose connections a VPN or a TLS tunnel encrypts.}
#   remediation: Switch TLS on in the connector's SSL or TLS settings, send to https:// addresses, or run the connection through a tunnel and name the channel in crosswalk.yaml.
#   example: |
#     <pluginProperties>
#       <com.mirth.connect.plugins.ssl.model.SSLConnectorPluginProperties>
#         <enabled>true</enabled>
#       </com.mirth.connect.plugins.ssl.model.SSLConnectorPluginProperties>
#     </pluginProperties>
#   documentation:
#     - https://docs.nextgen.com/bundle/Mirth_User_Guide_42
#     - https://github.com/nextgenhealthcare/connect/blob/development/server/src/com/mirth/connect/connectors/tcp/TcpReceiverProperties.java
#     - https://www.hl7.org/implement/standards/product_brief.cfm?product_id=55
package crosswalk.policies.mirth.channel.mllp_plaintext

import data.crosswalk.lib.model
import data.crosswalk.lib.tri
import data.crosswalk.lib.verdict

verdicts contains _verdict(channel) if {
	some channel in model.of_type("mirth:channel")
}

_verdict(channel) := verdict.of(channel, []) if {
	tri.one_of(tri.at(channel, ["name"]), model.parameter("mirth.channel.mllp_plaintext", "tunnelled", [])) == "yes"
} else := verdict.not_applicable(channel, "channel-disabled") if {
	tri.is_false(tri.at(channel, ["enabled"])) == "yes"
} else := verdict.of(channel, [site |
	some entry in tri.entries(channel, ["connectors"])
	some site in _sites(entry, _excuses(channel))
])

# What may yet turn out to excuse every connector of the channel.
_excuses(channel) := [
	tri.is_false(tri.at(channel, ["enabled"])),
	tri.one_of(tri.at(channel, ["name"]), model.parameter("mirth.channel.mllp_plaintext", "tunnelled", [])),
]

_sites(entry, excuses) := [verdict.site(entry.path, "unknown")] if {
	tri.hidden(entry.value)
} else := [verdict.site(array.concat(entry.path, ["class"]), "unknown")] if {
	tri.hidden(tri.get(entry.value, ["class"]))
} else := [verdict.site(array.concat(entry.path, ["plugins"]), tri.any_of(array.concat(excuses, [_off(entry.value), _here(entry.value), _tls(entry.value)])))] if {
	tri.get(entry.value, ["class"]) in {"TcpReceiverProperties", "TcpDispatcherProperties"}
} else := [verdict.graded(verdict.site(array.concat(entry.path, ["host"]), tri.any_of(array.concat(excuses, [_off(entry.value), _https(entry.value)]))), "http")] if {
	tri.get(entry.value, ["class"]) == "HttpDispatcherProperties"
} else := []

_off(connector) := tri.is_false(tri.get(connector, ["enabled"]))

_here(connector) := tri.matches(tri.get(connector, ["host"]), `(?i)^(localhost|127\.[0-9.]+|\[?::1\]?)$`)

_tls(connector) := tri.any_of([_switched(plugin) | some plugin in tri.listed(tri.get(connector, ["plugins"]))])

_switched(plugin) := tri.all_of([
	tri.matches(tri.get(plugin, ["class"]), `(?i)ssl|tls`),
	tri.is_true(tri.get(plugin, ["enabled"])),
])

# An address within this host is no network.
_https(connector) := tri.any_of([
	tri.flip(tri.matches(tri.get(connector, ["host"]), `(?i)^\s*http://`)),
	tri.matches(tri.get(connector, ["host"]), `(?i)^\s*http://(localhost|127\.[0-9.]+|\[::1\])(:|/|$)`),
])
