# METADATA
# title: Elasticsearch asks its clients who they are
# description: |
#   With `xpack.security.enabled` false everybody who reaches the node may read and change every index. The setting is on
#   by default from version 8.0, and off before.
# scope: package
# custom:
#   id: elasticsearch-security-disabled
#   control: authentication-mfa
#   severity: critical
#   profile: recommended
#   subjects: [elasticsearch]
#   message: "the node answers every request without a login"
#   remediation: Set xpack.security.enabled to true.
#   example: |
#     xpack.security.enabled: true
#   documentation:
#     - https://www.elastic.co/guide/en/elasticsearch/reference/current/security-settings.html
#     - https://www.elastic.co/guide/en/elasticsearch/reference/8.0/migrating-8.0.html
package crosswalk.policies.elasticsearch.server.security_disabled

import data.crosswalk.lib.model
import data.crosswalk.lib.service
import data.crosswalk.lib.tri

_setting := "xpack.security.enabled"

verdicts contains service.judged(node, _setting, tri.flip(tri.is_false(service.setting(node, _setting)))) if {
	some node in model.of_type("elasticsearch")
}
