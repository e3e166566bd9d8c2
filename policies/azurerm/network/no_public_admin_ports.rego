# METADATA
# title: Network security groups keep administration ports from the internet
# description: |
#   A rule that allows inbound traffic from anywhere to SSH (22), RDP (3389) or WinRM (5985, 5986) is found by scanners
#   within minutes. Denying rules of a higher priority are not weighed. Administrators come in through Azure Bastion
#   or just-in-time access instead.
# scope: package
# custom:
#   id: azurerm-nsg-no-public-admin-ports
#   control: network-exposure
#   severity: critical
#   profile: recommended
#   subjects: [azurerm_network_security_group, azurerm_network_security_rule]
#   message: "{address} opens an administration port to the internet"
#   remediation: Narrow the source to the addresses of administrators, or use Azure Bastion and drop the rule.
#   example: |
#     resource "azurerm_network_security_rule" "ssh" {
#       direction              = "Inbound"
#       access                 = "Allow"
#       source_address_prefix  = "10.20.0.0/24"
#       destination_port_range = "22"
#     }
#   peers: [CKV_AZURE_9, CKV_AZURE_10, AVD-AZU-0048, AVD-AZU-0050, "prowler:network_rdp_internet_access_restricted", "prowler:network_ssh_internet_access_restricted", "kics:rdp_is_exposed_to_the_internet", "kics:ssh_is_exposed_to_the_internet", FG_R00190, FG_R00191]
#   documentation:
#     - https://learn.microsoft.com/en-us/azure/virtual-network/network-security-groups-overview#security-rules
#     - https://registry.terraform.io/providers/hashicorp/azurerm/latest/docs/resources/network_security_rule
package crosswalk.policies.azurerm.network.no_public_admin_ports

import data.crosswalk.lib.model
import data.crosswalk.lib.tri
import data.crosswalk.lib.verdict

_ports := [22, 3389, 5985, 5986]

_everywhere := {"*", "0.0.0.0/0", "0.0.0.0", "::/0", "internet", "any", "/0"}

verdicts contains verdict.of(group, [site |
	some rule in tri.entries(group, ["security_rule"])
	some site in _sites(rule)
]) if {
	some group in model.of_type("azurerm_network_security_group")
}

verdicts contains verdict.of(rule, _sites({"path": [], "value": rule.values})) if {
	some rule in model.of_type("azurerm_network_security_rule")
}

# One finding a rule, on the source that is too wide.
_sites(rule) := [verdict.site(_path(rule, "source_address_prefix"), tri.flip(answer)) |
	answer := tri.all_of([
		_is(rule, "direction", "inbound"),
		_is(rule, "access", "allow"),
		_from_tcp(rule),
		tri.any_of([tri.one_of_folded(one, _everywhere) | some one in _values(rule, "source_address_prefix")]),
		tri.any_of([_covers(one) | some one in _values(rule, "destination_port_range")]),
	])
]

_is(rule, field, wanted) := tri.one_of_folded(tri.get(rule.value, [field]), {wanted})

_from_tcp(rule) := tri.flip(tri.one_of_folded(tri.get(rule.value, ["protocol"]), {"icmp", "esp", "ah"}))

_plural := {"source_address_prefix": "source_address_prefixes", "destination_port_range": "destination_port_ranges"}

_values(rule, field) := array.concat(
	[tri.get(rule.value, [field])],
	tri.listed(tri.get(rule.value, [_plural[field]])),
)

_path(rule, field) := array.concat(rule.path, [name]) if {
	name := [name |
		some name in [field, _plural[field]]
		tri.present(tri.get(rule.value, [name])) != "no"
	][0]
} else := rule.path

_covers(range) := "unknown" if {
	tri.hidden(range)
} else := "yes" if {
	tri.text_of(range) == "*"
} else := tri.any_of([_holds(part, port) |
	some part in split(tri.text_of(range), ",")
	some port in _ports
])

_holds(part, port) := tri.all_of([tri.at_most(ends[0], port), tri.at_least(ends[count(ends) - 1], port)]) if {
	ends := [trim_space(one) | some one in split(part, "-")]
}
