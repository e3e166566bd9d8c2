# METADATA
# title: HAProxy sends plain HTTP on to HTTPS
# description: |
#   A frontend in mode http whose bind lines lack `ssl` takes requests, with their cookies and records, as they are. It is
#   met when every bind line has `ssl`, or when all requests, or all that came without TLS, are redirected to https. The
#   mode is inherited from defaults and tcp without one; binds on loopback addresses and Unix sockets are left out.
# scope: package
# custom:
#   id: haproxy-plaintext-frontend
#   control: encryption-in-transit
#   severity: high
#   profile: recommended
#   subjects: ["haproxy:frontend", "haproxy:listen"]
#   message: "{address} serves HTTP without TLS"
#   remediation: Add ssl and crt to the bind line, or redirect with http-request redirect scheme https.
#   example: |
#     frontend web
#       mode http
#       bind :80
#       bind :443 ssl crt /etc/haproxy/clinic.pem
#       http-request redirect scheme https unless { ssl_fc }
#   documentation:
#     - https://docs.haproxy.org/3.0/configuration.html#5.1-ssl
#     - https://docs.haproxy.org/3.0/configuration.html#4.4-redirect
package crosswalk.policies.haproxy.proxy.plaintext

import data.crosswalk.lib.haproxy
import data.crosswalk.lib.model
import data.crosswalk.lib.tri
import data.crosswalk.lib.verdict

verdicts contains _verdict(proxy) if {
	some type in ["haproxy:frontend", "haproxy:listen"]
	some proxy in model.of_type(type)
}

_verdict(proxy) := verdict.on(proxy, [], "unknown") if {
	tri.hidden(proxy)
} else := verdict.not_applicable(proxy, "not-http") if {
	haproxy.http(proxy) == "no"
} else := verdict.not_applicable(proxy, "no-network") if {
	count(_binds(proxy)) == 0
} else := verdict.of(proxy, [verdict.site(bind.path, _answer(proxy, bind.value)) | some bind in _binds(proxy)])

_binds(proxy) := [bind |
	some bind in tri.entries(proxy, ["bind"])
	not _local(bind.value)
]

_local(bind) if regex.match(`^(127\.|localhost:|\[?::1\]?:|unix@|abns@|/)`, haproxy.words(bind)[0])

_answer(proxy, bind) := tri.any_of([
	tri.flip(haproxy.http(proxy)),
	haproxy.holds(bind, "ssl"),
	_redirected(proxy),
])

_redirected(proxy) := tri.any_of(array.concat(
	[_to_https(entry.value, 0) | some entry in tri.entries(proxy, ["redirect"])],
	[_to_https(entry.value, 1) | some entry in tri.entries(proxy, ["http-request"])],
))

# `skip` words stand in front of the redirect's own: `http-request redirect scheme https …`.
_to_https(line, skip) := "no" if {
	skip == 1
	haproxy.holds(line, "redirect") == "no"
} else := "unknown" if {
	haproxy.known(line) == "unknown"
} else := tri.answer(_all_to_https(array.slice(haproxy.words(line), skip, 1000)))

_all_to_https(words) if {
	_https_target(words)
	_condition(words) in {"", "if !{ ssl_fc }", "if ! { ssl_fc }", "unless { ssl_fc }"}
}

_https_target(words) if array.slice(words, 0, 2) == ["scheme", "https"]

_https_target(words) if {
	words[0] in {"prefix", "location"}
	startswith(words[1], "https://")
}

# What stands behind `if` or `unless`; nothing for a redirect of every request.
_condition(words) := concat(" ", array.slice(words, first, count(words))) if {
	first := min([i | some i, word in words; word in {"if", "unless"}])
} else := ""
