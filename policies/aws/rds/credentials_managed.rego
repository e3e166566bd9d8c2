# METADATA
# title: Passwords of databases and brokers are not written in code
# description: |
#   A password in code, also as the default of a variable, is readable by everybody who reads the repository and stays in
#   its history. A service that keeps the password in Secrets Manager (manage_master_user_password), a write-only
#   argument, a generated value or a variable without a default pass; all but the first two still land in the state.
# scope: package
# custom:
#   id: aws-db-credentials-managed
#   control: secrets-management
#   severity: high
#   profile: recommended
#   subjects: [aws_db_instance, aws_rds_cluster, aws_docdb_cluster, aws_redshift_cluster, aws_redshiftserverless_namespace, aws_mq_broker, aws_dms_endpoint, aws_elasticache_user, aws_elasticache_replication_group, aws_memorydb_user, aws_directory_service_directory, aws_opensearch_domain, aws_datasync_location_object_storage]
#   message: "{address} has its password written in code ({site})"
#   remediation: Let the service manage the password in Secrets Manager where it can, or take it from a secret store; rotate the one in code.
#   example: |
#     resource "aws_db_instance" "ehr" {
#       username                    = "ehr"
#       manage_master_user_password = true
#     }
#   secret: true
#   peers: [CKV_AWS_295, "guard:rds_master_user_password_no_plaintext_password", "guard:redshift_cluster_master_user_password_no_plaintext_password", "guard:amazon_mq_broker_users_no_plaintext_password"]
#   documentation:
#     - https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-secrets-manager.html
#     - https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/db_instance#manage_master_user_password-1
package crosswalk.policies.aws.rds.credentials_managed

import data.crosswalk.lib.model
import data.crosswalk.lib.tri
import data.crosswalk.lib.verdict

# "*" stands for every element of a list.
_secrets := {
	"aws_db_instance": [["password"]],
	"aws_rds_cluster": [["master_password"]],
	"aws_docdb_cluster": [["master_password"]],
	"aws_redshift_cluster": [["master_password"]],
	"aws_redshiftserverless_namespace": [["admin_user_password"]],
	"aws_mq_broker": [["user", "*", "password"]],
	"aws_dms_endpoint": [["password"]],
	"aws_elasticache_user": [["passwords", "*"], ["authentication_mode", 0, "passwords", "*"]],
	"aws_elasticache_replication_group": [["auth_token"]],
	"aws_memorydb_user": [["authentication_mode", 0, "passwords", "*"]],
	"aws_directory_service_directory": [["password"]],
	"aws_opensearch_domain": [["advanced_security_options", 0, "master_user_options", 0, "master_user_password"]],
	"aws_datasync_location_object_storage": [["secret_key"]],
}

verdicts contains verdict.of(holder, _sites(holder)) if {
	some holder in model.of_types([type | some type, _ in _secrets])
}

_sites(holder) := [verdict.site(path, _managed(holder, path)) |
	some pattern in _secrets[holder.type]
	some path in _paths(holder, pattern)
]

_paths(holder, pattern) := [array.concat(one.path, array.slice(pattern, i + 1, count(pattern))) |
	some i, step in pattern
	step == "*"
	some one in tri.entries(holder, array.slice(pattern, 0, i))
] if {
	"*" in pattern
} else := [pattern]

# A value from a variable, a resource or a data source is no literal. A list or block that is unknown may hold one.
_managed(holder, path) := "unknown" if {
	tri.hidden(tri.at(holder, array.slice(path, 0, count(path) - 1)))
} else := "yes" if {
	tri.at(holder, path)["$unknown"].cause in {"variable", "computed", "data"}
} else := tri.empty(tri.at(holder, path))
