# METADATA
# title: OpenSearch does not run with its demo certificates
# description: |
#   The demo configuration installs certificates whose private keys everybody can download, with an administrator of
#   the name `kirk`. The image installs it unless DISABLE_INSTALL_DEMO_CONFIG is true.
# scope: package
# custom:
#   id: opensearch-demo-certificates
#   control: key-management
#   severity: high
#   profile: strict
#   subjects: [opensearch]
#   message: "the node runs with demo certificates, whose private keys are public"
#   remediation: Set DISABLE_INSTALL_DEMO_CONFIG to true, and configure certificates and administrators of your own.
#   example: |
#     plugins.security.allow_unsafe_democertificates: false
#     plugins.security.authcz.admin_dn: ["CN=search-admin,O=Clinic"]
#   documentation: [https://docs.opensearch.org/latest/security/configuration/demo-configuration/]
package crosswalk.policies.opensearch.server.demo_certificates

import data.crosswalk.lib.model
import data.crosswalk.lib.service
import data.crosswalk.lib.tri
import data.crosswalk.lib.verdict

verdicts contains _verdict(node) if {
	some node in model.of_type("opensearch")
}

_verdict(node) := verdict.on(node, [], "unknown") if {
	tri.hidden(node)
} else := verdict.not_applicable(node, "security-disabled") if {
	tri.is_true(service.setting(node, "plugins.security.disabled")) == "yes"
} else := verdict.not_applicable(node, "not-set-here") if {
	count(_sites(node)) == 0
} else := verdict.of(node, _sites(node))

_admins := "plugins.security.authcz.admin_dn"

_demo := {"esnode.pem", "esnode-key.pem", "kirk.pem", "kirk-key.pem"}

_sites(node) := array.concat(
	[verdict.site([key], tri.flip(_guarded(node, tri.is_true(service.setting(node, key))))) |
		some key in ["plugins.security.allow_unsafe_democertificates", "install-demo-configuration"]
		tri.present(service.setting(node, key)) != "no"
	],
	array.concat(
		[verdict.site([_admins], tri.flip(_guarded(node, _kirk(service.setting(node, _admins))))) | tri.present(service.setting(node, _admins)) != "no"],
		[verdict.site([key], tri.flip(_guarded(node, _demo_file(value)))) |
			some key, value in node.values
			regex.match(`^plugins\.security\.ssl\.(http|transport)\.pem(cert|key)_filepath$`, key)
		],
	),
)

_kirk(value) := tri.any_of([tri.holds_text(item, "CN=kirk") | some item in tri.listed(value)])

_demo_file(value) := "unknown" if {
	tri.hidden(value)
} else := tri.answer(array.reverse(split(tri.text_of(value), "/"))[0] in _demo)

# Certificates of a plugin that may be off harm nobody.
_guarded(node, answer) := "unknown" if {
	answer == "yes"
	tri.hidden(service.setting(node, "plugins.security.disabled"))
} else := answer
