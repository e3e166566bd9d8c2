# METADATA
# title: Keycloak serves plain HTTP only behind a proxy
# description: |
#   With `http-enabled` the server takes logins in plain text. That is meant for a proxy in front that ends TLS, of which
#   `proxy-headers` (up to version 24 `proxy`: edge, reencrypt) tells the server. It is off by default in production mode.
# scope: package
# custom:
#   id: keycloak-http-without-proxy
#   control: workload-hardening
#   severity: high
#   profile: strict
#   subjects: [keycloak]
#   message: "the server takes logins over plain HTTP, and no proxy is set up"
#   remediation: Leave http-enabled away and give the server a certificate, or set proxy-headers to what the proxy sends.
#   example: |
#     http-enabled=true
#     proxy-headers=xforwarded
#   documentation:
#     - https://www.keycloak.org/server/reverseproxy
#     - https://www.keycloak.org/server/enabletls
package crosswalk.policies.keycloak.server.http_without_proxy

import data.crosswalk.lib.model
import data.crosswalk.lib.service
import data.crosswalk.lib.tri

_setting := "http-enabled"

verdicts contains service.judged(server, _setting, _answer(server)) if {
	some server in model.of_type("keycloak")
}

_answer(server) := tri.any_of([
	tri.flip(tri.is_true(service.setting(server, _setting))),
	tri.flip(tri.empty(service.setting(server, "proxy-headers"))),
	tri.one_of(service.setting(server, "proxy"), ["edge", "reencrypt"]),
])
