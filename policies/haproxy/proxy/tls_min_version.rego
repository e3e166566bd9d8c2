# METADATA
# title: HAProxy speaks TLS 1.2 and later only
# description: |
#   SSL 3, TLS 1.0 and 1.1 are withdrawn (RFC 8996). A bind or server line's own `ssl-min-ver` or `force-…` counts, else
#   that of the global `ssl-default-bind-options` and `ssl-default-server-options`. Without any it is TLS 1.2 since HAProxy
#   2.2; older ones are out of support.
# scope: package
# custom:
#   id: haproxy-tls-min-version
#   control: encryption-in-transit
#   severity: high
#   profile: recommended
#   subjects: ["haproxy:frontend", "haproxy:backend", "haproxy:listen"]
#   message: "{address} accepts {protocol}"
#   remediation: Set ssl-min-ver to TLSv1.2 on the line or in the global defaults, and take force options out.
#   example: |
#     global
#       ssl-default-bind-options ssl-min-ver TLSv1.2 no-tls-tickets
#       ssl-default-server-options ssl-min-ver TLSv1.2
#   documentation:
#     - https://docs.haproxy.org/3.0/configuration.html#5.1-ssl-min-ver
#     - https://docs.haproxy.org/3.0/configuration.html#3.1-ssl-default-bind-options
#     - https://www.rfc-editor.org/rfc/rfc8996
package crosswalk.policies.haproxy.proxy.tls_min_version

import data.crosswalk.lib.haproxy
import data.crosswalk.lib.model
import data.crosswalk.lib.tri
import data.crosswalk.lib.verdict

_old := {"SSLv3": "SSL 3", "TLSv1.0": "TLS 1.0", "TLSv1.1": "TLS 1.1"}

_forced := {"force-sslv3": "SSLv3", "force-tlsv10": "TLSv1.0", "force-tlsv11": "TLSv1.1"}

verdicts contains _verdict(proxy) if {
	some type in ["haproxy:frontend", "haproxy:backend", "haproxy:listen"]
	some proxy in model.of_type(type)
}

_verdict(proxy) := verdict.on(proxy, [], "unknown") if {
	tri.hidden(proxy)
} else := verdict.not_applicable(proxy, "no-tls") if {
	count(_sites(proxy)) == 0
} else := verdict.of(proxy, _sites(proxy))

_sites(proxy) := array.concat(_of(proxy, "bind", "ssl-default-bind-options"), _of(proxy, "server", "ssl-default-server-options"))

_of(proxy, keyword, option) := [_site(proxy, line, option) |
	some line in tri.entries(proxy, [keyword])
	haproxy.holds(line.value, "ssl") != "no"
]

_site(proxy, line, option) := verdict.site(line.path, "unknown") if {
	haproxy.known(line.value) == "unknown"
} else := _judged(line.path, _lowest(line.value)) if {
	_lowest(line.value) != null
} else := verdict.site(line.path, "unknown") if {
	some entry in tri.entries(proxy, ["global", option])
	haproxy.known(entry.value) == "unknown"
} else := _judged(line.path, found[count(found) - 1]) if {
	found := [version |
		some entry in tri.entries(proxy, ["global", option])
		version := _lowest(entry.value)
		version != null
	]
	count(found) > 0
} else := verdict.site(line.path, "yes")

_lowest(line) := version if {
	some word, version in _forced
	word in haproxy.words(line)
} else := haproxy.following(line, "ssl-min-ver")

_judged(path, version) := verdict.stating(verdict.site(path, "no"), {"protocol": _old[version]}) if {
	version in object.keys(_old)
} else := verdict.site(path, "yes")
