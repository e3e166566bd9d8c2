# METADATA
# title: Cloud SQL and AlloyDB have no public address
# description: |
#   An instance of Cloud SQL gets a public IPv4 address unless ipv4_enabled is false; the provider's default is true.
#   Authorized networks are who may connect to it, and 0.0.0.0/0 is everybody. AlloyDB has a public address only with
#   enable_public_ip.
# scope: package
# custom:
#   id: google-sql-not-public
#   control: network-exposure
#   severity: critical
#   grades: {address: medium}
#   profile: recommended
#   subjects: [google_sql_database_instance, google_alloydb_instance]
#   message: "{address} takes connections from the whole internet"
#   messages:
#     address: "{address} has a public address"
#   remediation: Set ipv4_enabled to false, connect over private_network or Private Service Connect, and authorize no wide network.
#   example: |
#     resource "google_sql_database_instance" "ehr" {
#       settings {
#         tier = "db-custom-2-7680"
#         ip_configuration {
#           ipv4_enabled    = false
#           private_network = google_compute_network.data.id
#         }
#       }
#     }
#   peers: [CKV_GCP_11, AVD-GCP-0017, "prowler:cloudsql_instance_public_access", "kics:sql_db_instance_is_publicly_accessible", FG_R00434, FG_R00435]
#   documentation:
#     - https://cloud.google.com/sql/docs/postgres/configure-ip
#     - https://registry.terraform.io/providers/hashicorp/google/latest/docs/resources/sql_database_instance#ipv4_enabled-1
#     - https://registry.terraform.io/providers/hashicorp/google/latest/docs/resources/alloydb_instance#enable_public_ip-1
package crosswalk.policies.google.sql.not_public

import data.crosswalk.lib.model
import data.crosswalk.lib.tri
import data.crosswalk.lib.verdict

_ipv4 := ["settings", 0, "ip_configuration", 0, "ipv4_enabled"]

_alloy := ["network_config", 0, "enable_public_ip"]

verdicts contains _instance(instance) if {
	some instance in model.of_type("google_sql_database_instance")
}

verdicts contains verdict.of(instance, array.concat([_address(_alloy, private)], _wide(networks, private))) if {
	some instance in model.of_type("google_alloydb_instance")
	private := tri.flip(tri.is_true(tri.at(instance, _alloy)))
	networks := [{"path": array.concat(one.path, ["cidr_range"]), "value": tri.get(one.value, ["cidr_range"])} |
		some one in tri.entries(instance, ["network_config", 0, "authorized_external_networks"])
	]
}

# A clone takes the settings of its source.
_instance(instance) := verdict.unknown(instance, ["clone"], "outside-scan") if {
	tri.present(tri.at(instance, ["clone"])) != "no"
	tri.empty(tri.at(instance, ["settings"])) != "no"
} else := verdict.of(instance, array.concat([_address(_ipv4, private)], _wide(networks, private))) if {
	private := tri.is_false(tri.at(instance, _ipv4))
	networks := [{"path": array.concat(one.path, ["value"]), "value": tri.get(one.value, ["value"])} |
		some one in tri.entries(instance, ["settings", 0, "ip_configuration", 0, "authorized_networks"])
	]
}

_address(path, private) := verdict.graded(verdict.site(path, private), "address")

# Whom the networks let in matters only where there is an address to connect to.
_wide(networks, private) := [verdict.site(one.path, answer) |
	some one in networks
	answer := tri.any_of([private, tri.flip(tri.matches(one.value, `^\s*(0\.0\.0\.0|::|0:0:0:0:0:0:0:0)/0\s*$`))])
]
