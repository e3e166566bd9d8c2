# METADATA
# title: OpenSearch asks its clients who they are
# description: |
#   With `plugins.security.disabled` true, or the image's DISABLE_SECURITY_PLUGIN, everybody who reaches the node may read
#   and change every index, in plain text. The plugin is on by default.
# scope: package
# custom:
#   id: opensearch-security-disabled
#   control: authentication-mfa
#   severity: critical
#   profile: recommended
#   subjects: [opensearch]
#   message: "the security plugin is off: the node answers every request without a login"
#   remediation: Leave plugins.security.disabled away, and configure the plugin with certificates of your own.
#   example: |
#     plugins.security.disabled: false
#   documentation: [https://docs.opensearch.org/latest/security/configuration/disable-enable-security/]
package crosswalk.policies.opensearch.server.security_disabled

import data.crosswalk.lib.model
import data.crosswalk.lib.service
import data.crosswalk.lib.tri

_setting := "plugins.security.disabled"

verdicts contains service.judged(node, _setting, tri.flip(tri.is_true(service.setting(node, _setting)))) if {
	some node in model.of_type("opensearch")
}
