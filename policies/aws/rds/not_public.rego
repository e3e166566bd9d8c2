# METADATA
# title: Databases are not given a public address
# description: |
#   A database with a public address can be reached from the internet as soon as a security group lets it. The
#   provider's default is false. A subnet with a route to an internet gateway is one mistake away from that: the subnet
#   group is looked at as far as its route tables are in the same configuration.
# scope: package
# custom:
#   id: aws-rds-not-public
#   control: network-exposure
#   severity: critical
#   grades: {public-subnet: medium}
#   profile: recommended
#   subjects: [aws_db_instance, aws_rds_cluster_instance, aws_rds_cluster]
#   reads: [aws_db_subnet_group, aws_subnet, aws_default_subnet, aws_route_table_association, aws_route_table, aws_default_route_table, aws_route]
#   message: "{address} is given a public address"
#   messages:
#     public-subnet: "{address} may be placed in a subnet with a route to an internet gateway"
#   remediation: Set publicly_accessible to false, and put into the subnet group only subnets without a route to an internet gateway.
#   example: |
#     resource "aws_db_instance" "ehr" {
#       publicly_accessible = false
#     }
#   peers: [CKV_AWS_17, AVD-AWS-0180, "turbot:rds_db_instance_prohibit_public_access", "guard:rds_instance_public_access_check", "prowler:rds_instance_no_public_access", "kics:rds_db_instance_publicly_accessible", "kics:rds_associated_with_public_subnet", FG_R00278]
#   documentation:
#     - https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/db_instance#publicly_accessible-1
#     - https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_VPC.WorkingWithRDSInstanceinaVPC.html
#     - https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Internet_Gateway.html
package crosswalk.policies.aws.rds.not_public

import data.crosswalk.lib.model
import data.crosswalk.lib.tri
import data.crosswalk.lib.verdict

_path := ["publicly_accessible"]

verdicts contains verdict.of(database, array.concat([site], _subnet_sites(database))) if {
	some database in model.of_types(["aws_db_instance", "aws_rds_cluster_instance"])
	site := verdict.site(_path, tri.flip(tri.is_true(tri.at(database, _path))))
}

verdicts contains _cluster(cluster) if {
	some cluster in model.of_type("aws_rds_cluster")
}

# A cluster has no address; its members are judged on theirs.
_cluster(cluster) := verdict.not_applicable(cluster, "judged-on-instances") if {
	count(_subnet_sites(cluster)) == 0
} else := verdict.of(cluster, _subnet_sites(cluster))

# A private subnet is no place of its own: what else the group holds may lie in another root.
_subnet_sites(database) := [verdict.within(verdict.graded(verdict.site(["subnet_ids"], tri.flip(answer)), "public-subnet"), group) |
	some group in model.linked(database, "subnet_group")
	answer := tri.any_of([_public(subnet) | some subnet in model.linked(group, "subnets")])
	answer == "yes"
]

_public(subnet) := tri.any_of([_leads_out(one) |
	some association in model.linked(subnet, "route_table_associations")
	some table in model.linked(association, "route_table")
	some one in _gateways(table)
])

_gateways(table) := array.concat(
	[tri.get(route.value, ["gateway_id"]) | some route in tri.entries(table, ["route"])],
	[tri.at(route, ["gateway_id"]) | some route in model.linked(table, "routes")],
)

_leads_out(gateway) := "yes" if {
	some ref in tri.references(gateway)
	regex.match(`(^|\.)aws_internet_gateway\.`, ref)
} else := tri.matches(gateway, "^igw-")
