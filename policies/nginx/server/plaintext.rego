# METADATA
# title: Servers in plain text only send callers on to HTTPS
# description: |
#   A server without ssl on any listen line carries everything in plain text, unless each of its locations redirects to
#   https. TLS may end at a proxy in front: when the server trusts X-Forwarded-Proto, the answer lies outside these files.
# scope: package
# custom:
#   id: nginx-plaintext-server
#   control: encryption-in-transit
#   severity: high
#   profile: recommended
#   subjects: ["nginx:server"]
#   message: "the server answers in plain text"
#   remediation: Add a listen line with ssl and a certificate, and let the plain server return 301 to https.
#   example: |
#     server {
#       listen 80;
#       return 301 https://$host$request_uri;
#     }
#   documentation: [https://nginx.org/en/docs/http/configuring_https_servers.html]
package crosswalk.policies.nginx.server.plaintext

import data.crosswalk.lib.model
import data.crosswalk.lib.nginx
import data.crosswalk.lib.tri
import data.crosswalk.lib.verdict

verdicts contains _verdict(server) if {
	some server in model.of_type("nginx:server")
}

_verdict(server) := verdict.on(server, [], "unknown") if {
	tri.hidden(server)
} else := verdict.not_applicable(server, "local-only") if {
	nginx.local_only(server) == "yes"
} else := verdict.not_applicable(server, "status-page") if {
	_status_page(server)
} else := verdict.unknown(server, _place(server), "outside-scan") if {
	_answer(server) == "no"
	_behind_proxy(server)
} else := verdict.on(server, _place(server), _answer(server))

_place(server) := ["listen", 0] if {
	count(tri.each(tri.at(server, ["listen"]))) > 0
	not tri.hidden(tri.at(server, ["listen"]))
} else := []

_answer(server) := tri.any_of([nginx.tls(server), nginx.local_only(server), _redirects(server)])

_locations(server) := [location |
	some location in nginx.directives(server.values, "location")
	not regex.match(`^/?\.well-known/acme-challenge|^/\.well-known/acme-challenge`, concat("", array.slice(array.reverse(nginx.arguments(location)), 0, 1)))
]

_redirects(server) := "yes" if {
	_sends_on(server.values) == "yes"
} else := tri.all_of([_sends_on(tri.get(location, ["block"])) | some location in _locations(server)]) if {
	count(_locations(server)) > 0
} else := _sends_on(server.values)

_sends_on(block) := tri.any_of(array.concat(
	[_https(directive, {"301", "302", "307", "308"}) | some directive in nginx.directives(block, "return")],
	[_https(directive, {"permanent", "redirect"}) | some directive in nginx.directives(block, "rewrite")],
))

_https(directive, signs) := "yes" if {
	some sign in nginx.arguments(directive)
	sign in signs
	some target in nginx.arguments(directive)
	startswith(lower(target), "https://")
} else := "no" if {
	nginx.known(directive) == "yes"
} else := "unknown"

_status_page(server) if {
	some location in nginx.directives(server.values, "location")
	count(nginx.directives(tri.get(location, ["block"]), "stub_status")) > 0
	count(_locations(server)) == 1
}

# https://nginx.org/en/docs/http/ngx_http_core_module.html#var_http_: the header as $http_x_forwarded_proto
_behind_proxy(server) if {
	walk(server.values, [_, text])
	is_string(text)
	contains(lower(text), "$http_x_forwarded_proto")
}
