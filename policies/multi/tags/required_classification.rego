# METADATA
# title: Data stores, compute and network edges say what they hold, whose they are and where they belong
# description: |
#   An inventory of systems with ePHI needs to know of each resource what it holds, who answers for it and which environment
#   it is part of. AWS adds the provider's default_tags and Google its default_labels, save that an autoscaling group
#   hands on only tag blocks with propagate_at_launch; in Azure nothing is inherited from the resource group. Keys are
#   compared without case, `-` and `_`.
# scope: package
# custom:
#   id: multi-required-classification-tags
#   control: asset-inventory-classification
#   severity: medium
#   grades: {value: low}
#   profile: strict
#   subjects: [aws_s3_bucket, aws_db_instance, aws_rds_cluster, aws_docdb_cluster, aws_neptune_cluster, aws_dynamodb_table, aws_redshift_cluster, aws_redshiftserverless_namespace, aws_elasticache_cluster, aws_elasticache_replication_group, aws_memorydb_cluster, aws_opensearch_domain, aws_efs_file_system, aws_fsx_lustre_file_system, aws_fsx_windows_file_system, aws_fsx_ontap_file_system, aws_fsx_openzfs_file_system, aws_ebs_volume, aws_kinesis_stream, aws_sqs_queue, aws_sns_topic, aws_secretsmanager_secret, aws_backup_vault, aws_msk_cluster, aws_ecr_repository, aws_instance, aws_lambda_function, aws_ecs_service, aws_eks_cluster, aws_sagemaker_notebook_instance, aws_lb, aws_alb, aws_elb, aws_cloudfront_distribution, aws_api_gateway_rest_api, aws_vpc, aws_transfer_server, aws_ec2_client_vpn_endpoint, aws_autoscaling_group, azurerm_storage_account, azurerm_mssql_server, azurerm_mssql_database, azurerm_mssql_managed_instance, azurerm_postgresql_flexible_server, azurerm_mysql_flexible_server, azurerm_cosmosdb_account, azurerm_redis_cache, azurerm_key_vault, azurerm_managed_disk, azurerm_eventhub_namespace, azurerm_servicebus_namespace, azurerm_data_factory, azurerm_healthcare_service, azurerm_search_service, azurerm_recovery_services_vault, azurerm_log_analytics_workspace, azurerm_linux_virtual_machine, azurerm_windows_virtual_machine, azurerm_linux_virtual_machine_scale_set, azurerm_windows_virtual_machine_scale_set, azurerm_kubernetes_cluster, azurerm_linux_web_app, azurerm_windows_web_app, azurerm_linux_function_app, azurerm_windows_function_app, azurerm_container_app, azurerm_container_group, azurerm_application_gateway, azurerm_firewall, azurerm_virtual_network, azurerm_api_management, google_storage_bucket, google_bigquery_dataset, google_bigtable_instance, google_redis_instance, google_pubsub_topic, google_secret_manager_secret, google_compute_disk, google_filestore_instance, google_alloydb_cluster, google_healthcare_fhir_store, google_healthcare_dicom_store, google_healthcare_hl7_v2_store, google_compute_instance, google_cloud_run_v2_service, google_cloudfunctions2_function, google_compute_forwarding_rule, google_compute_global_forwarding_rule, google_sql_database_instance, google_container_cluster]
#   message: "{address} carries no {missing}"
#   messages:
#     value: "{address} has a {key} that is none of the usual ones"
#   parameters:
#     keys: {default: [data-classification, owner, environment], description: Keys that every such resource carries.}
#     classifications: {default: [phi, ephi, pii, sensitive, restricted, confidential, private, internal, public, none, nonsensitive, secret, highlyconfidential, highlyrestricted], description: Values of data-classification that are known.}
#     environments: {default: [prod, production, prd, live, staging, stage, stg, preprod, preproduction, uat, qa, test, testing, tst, integration, int, ci, dev, development, sandbox, demo, training, dr, shared, common, global, mgmt, management, nonprod, nonproduction], description: Values of environment that are known.}
#   remediation: Set the tags or labels data-classification, owner and environment, best in default_tags or default_labels of the provider.
#   example: |
#     provider "aws" {
#       default_tags {
#         tags = {
#           data-classification = "phi"
#           owner               = "ehr-team"
#           environment         = "production"
#         }
#       }
#     }
#   peers: ["kics:resource_not_using_tags"]
#   related: [AVD-GCP-0051, CKV_GCP_21, CKV_AWS_153, "kics:autoscaling_groups_supply_tags"]
#   documentation:
#     - https://registry.terraform.io/providers/hashicorp/aws/latest/docs#default_tags-configuration-block
#     - https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/autoscaling_group#tag
#     - https://registry.terraform.io/providers/hashicorp/google/latest/docs/guides/provider_reference#default_labels-1
#     - https://learn.microsoft.com/en-us/azure/azure-resource-manager/management/tag-resources#inherit-tags
package crosswalk.policies.multi.tags.required_classification

import data.crosswalk.lib.labels
import data.crosswalk.lib.model
import data.crosswalk.lib.verdict

_required := {labels.fold(key): key |
	some key in model.parameter("multi.tags.required_classification", "keys", ["data-classification", "owner", "environment"])
}

_usual := {
	"dataclassification": _folded(model.parameter("multi.tags.required_classification", "classifications", [
		"phi", "ephi", "pii", "sensitive", "restricted", "confidential", "private", "internal", "public", "none",
		"nonsensitive", "secret", "highlyconfidential", "highlyrestricted",
	])),
	"environment": _folded(model.parameter("multi.tags.required_classification", "environments", [
		"prod", "production", "prd", "live", "staging", "stage", "stg", "preprod", "preproduction", "uat", "qa", "test",
		"testing", "tst", "integration", "int", "ci", "dev", "development", "sandbox", "demo", "training", "dr", "shared",
		"common", "global", "mgmt", "management", "nonprod", "nonproduction",
	])),
}

_folded(texts) := {labels.fold(text) | some text in texts}

_holders := [
	{"path": ["tag"], "types": {"aws_autoscaling_group"}},
	{"path": ["settings", 0, "user_labels"], "types": {"google_sql_database_instance"}},
	{"path": ["resource_labels"], "types": {"google_container_cluster"}},
	{"path": ["labels"], "types": {
		"google_storage_bucket", "google_bigquery_dataset", "google_bigtable_instance", "google_redis_instance",
		"google_pubsub_topic", "google_secret_manager_secret", "google_compute_disk", "google_filestore_instance",
		"google_alloydb_cluster", "google_healthcare_fhir_store", "google_healthcare_dicom_store",
		"google_healthcare_hl7_v2_store", "google_compute_instance", "google_cloud_run_v2_service",
		"google_cloudfunctions2_function", "google_compute_forwarding_rule",
		"google_compute_global_forwarding_rule",
	}},
	{"path": ["tags"], "types": {
		"aws_s3_bucket", "aws_db_instance", "aws_rds_cluster", "aws_docdb_cluster", "aws_neptune_cluster",
		"aws_dynamodb_table", "aws_redshift_cluster", "aws_redshiftserverless_namespace",
		"aws_elasticache_cluster", "aws_elasticache_replication_group", "aws_memorydb_cluster",
		"aws_opensearch_domain", "aws_efs_file_system", "aws_fsx_lustre_file_system",
		"aws_fsx_windows_file_system", "aws_fsx_ontap_file_system", "aws_fsx_openzfs_file_system",
		"aws_ebs_volume", "aws_kinesis_stream", "aws_sqs_queue", "aws_sns_topic", "aws_secretsmanager_secret",
		"aws_backup_vault", "aws_msk_cluster", "aws_ecr_repository", "aws_instance", "aws_lambda_function",
		"aws_ecs_service", "aws_eks_cluster", "aws_sagemaker_notebook_instance", "aws_lb", "aws_alb", "aws_elb",
		"aws_cloudfront_distribution", "aws_api_gateway_rest_api", "aws_vpc", "aws_transfer_server",
		"aws_ec2_client_vpn_endpoint", "azurerm_storage_account", "azurerm_mssql_server", "azurerm_mssql_database",
		"azurerm_mssql_managed_instance", "azurerm_postgresql_flexible_server", "azurerm_mysql_flexible_server",
		"azurerm_cosmosdb_account", "azurerm_redis_cache", "azurerm_key_vault", "azurerm_managed_disk",
		"azurerm_eventhub_namespace", "azurerm_servicebus_namespace", "azurerm_data_factory",
		"azurerm_healthcare_service", "azurerm_search_service", "azurerm_recovery_services_vault",
		"azurerm_log_analytics_workspace", "azurerm_linux_virtual_machine", "azurerm_windows_virtual_machine",
		"azurerm_linux_virtual_machine_scale_set", "azurerm_windows_virtual_machine_scale_set",
		"azurerm_kubernetes_cluster", "azurerm_linux_web_app", "azurerm_windows_web_app",
		"azurerm_linux_function_app", "azurerm_windows_function_app", "azurerm_container_app",
		"azurerm_container_group", "azurerm_application_gateway", "azurerm_firewall", "azurerm_virtual_network",
		"azurerm_api_management",
	}},
]

verdicts contains verdict.of(resource, array.concat([_keys(holder, labels.of(resource, holder.path))], _values(resource, holder))) if {
	some holder in _holders
	some resource in model.of_types(sort(holder.types))
}

_keys(holder, found) := verdict.stating(verdict.because(verdict.site(holder.path, "unknown"), found.cause), {"missing": ""}) if {
	count(_missing(found)) > 0
	found.open
} else := verdict.stating(verdict.site(holder.path, "no"), {"missing": concat(", ", _missing(found))}) if {
	count(_missing(found)) > 0
} else := verdict.stating(verdict.site(holder.path, "yes"), {"missing": ""})

_missing(found) := [name | some folded, name in _required; not found.values[folded]]

# Only what is written out is compared: a list of a company's own words is not known here.
_values(resource, holder) := [verdict.stating(verdict.graded(verdict.site(label.path, "no"), "value"), {"missing": "", "key": object.get(_required, label.key, label.key)}) |
	some label in labels.own(resource, holder.path)
	is_string(label.value)
	usual := _usual[label.key]
	not labels.fold(label.value) in usual
]
