# METADATA
# title: OpenSearch encrypts what clients send
# description: |
#   `plugins.security.ssl.http.enabled` is false by default. The image's demo configuration sets it, unless
#   DISABLE_INSTALL_DEMO_CONFIG keeps it away; its certificates are another policy's question.
# scope: package
# custom:
#   id: opensearch-http-tls
#   control: encryption-in-transit
#   severity: high
#   profile: recommended
#   subjects: [opensearch]
#   message: "clients talk to the node in plain text"
#   remediation: Set plugins.security.ssl.http.enabled to true with a certificate.
#   example: |
#     plugins.security.ssl.http.enabled: true
#     plugins.security.ssl.http.pemcert_filepath: node.pem
#     plugins.security.ssl.http.pemkey_filepath: node.key
#   documentation: [https://docs.opensearch.org/latest/security/configuration/tls/]
package crosswalk.policies.opensearch.server.http_tls

import data.crosswalk.lib.model
import data.crosswalk.lib.service
import data.crosswalk.lib.tri

_setting := "plugins.security.ssl.http.enabled"

verdicts contains service.judged(node, _setting, _encrypted(node)) if {
	some node in model.of_type("opensearch")
}

_encrypted(node) := tri.all_of([
	tri.flip(tri.is_true(service.setting(node, "plugins.security.disabled"))),
	tri.any_of([tri.is_true(service.setting(node, _setting)), _demo(node)]),
])

# The demo configuration leaves what somebody wrote as it is.
_demo(node) := tri.is_true(service.setting(node, "install-demo-configuration")) if {
	service.defaulted(node, _setting)
} else := "no"
