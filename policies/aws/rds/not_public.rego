# METADATA
# title: Databases are not given a public address
# description: |
#   A database with a public address can be reached from the internet as soon as a security group lets it. The
#   provider's default is false.
# scope: package
# custom:
#   id: aws-rds-not-public
#   control: network-exposure
#   severity: critical
#   profile: recommended
#   subjects: [aws_db_instance, aws_rds_cluster_instance]
#   message: "{address} is given a public address"
#   remediation: Set publicly_accessible to false and reach the database through the VPC.
#   example: |
#     resource "aws_db_instance" "ehr" {
#       publicly_accessible = false
#     }
#   peers: [CKV_AWS_17, AVD-AWS-0180, "turbot:rds_db_instance_prohibit_public_access", "guard:rds_instance_public_access_check", "prowler:rds_instance_no_public_access", "kics:rds_db_instance_publicly_accessible", FG_R00278]
#   related: ["kics:rds_associated_with_public_subnet"]
#   documentation:
#     - https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/db_instance#publicly_accessible-1
package crosswalk.policies.aws.rds.not_public

import data.crosswalk.lib.model
import data.crosswalk.lib.tri
import data.crosswalk.lib.verdict

_path := ["publicly_accessible"]

verdicts contains verdict.on(database, _path, tri.flip(tri.is_true(tri.at(database, _path)))) if {
	some database in model.of_types(["aws_db_instance", "aws_rds_cluster_instance"])
}
