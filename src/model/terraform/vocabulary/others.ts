/**
 * Relations between resources of Azure, Google and GitHub: one a line, words separated by spaces.
 * name | types it leads from | attributes that name the target | types it leads to | name of the way back | attributes
 * of the target that a literal is compared with
 */
export const others: string = `
# Azure
storage_account | azurerm_storage_container | storage_account_id storage_account_name | azurerm_storage_account | containers | name
storage_account | azurerm_storage_share azurerm_storage_queue azurerm_storage_table azurerm_storage_data_lake_gen2_filesystem | storage_account_id storage_account_name | azurerm_storage_account | shares | name
storage_account | azurerm_storage_account_network_rules | storage_account_id | azurerm_storage_account | network_rules
storage_account | azurerm_storage_account_customer_managed_key | storage_account_id | azurerm_storage_account | customer_managed_keys
storage_account | azurerm_storage_management_policy | storage_account_id | azurerm_storage_account | management_policies
security_group | azurerm_network_security_rule | network_security_group_name | azurerm_network_security_group | rules | name
security_group | azurerm_subnet_network_security_group_association azurerm_network_interface_security_group_association | network_security_group_id | azurerm_network_security_group | associations
subnet | azurerm_subnet_network_security_group_association | subnet_id | azurerm_subnet | security_group_associations
network_interface | azurerm_network_interface_security_group_association | network_interface_id | azurerm_network_interface | security_group_associations
virtual_network | azurerm_subnet | virtual_network_name | azurerm_virtual_network | subnets | name
target | azurerm_network_watcher_flow_log | network_security_group_id target_resource_id | azurerm_network_security_group azurerm_virtual_network azurerm_subnet | flow_logs
target | azurerm_monitor_diagnostic_setting | target_resource_id | azurerm_ | diagnostics
target | azurerm_private_endpoint | private_service_connection.*.private_connection_resource_id | azurerm_ | private_endpoints
scope | azurerm_role_assignment | scope | azurerm_ | role_assignments
server | azurerm_mssql_server_extended_auditing_policy | server_id | azurerm_mssql_server | auditing
server | azurerm_mssql_server_security_alert_policy | server_name | azurerm_mssql_server | alert_policies | name
server | azurerm_mssql_server_transparent_data_encryption | server_id | azurerm_mssql_server | transparent_data_encryption
server | azurerm_mssql_firewall_rule | server_id | azurerm_mssql_server | firewall_rules
server | azurerm_mssql_virtual_network_rule | server_id | azurerm_mssql_server | network_rules
server | azurerm_mssql_database | server_id | azurerm_mssql_server | databases
database | azurerm_mssql_database_extended_auditing_policy | database_id | azurerm_mssql_database | auditing
server | azurerm_postgresql_flexible_server_firewall_rule | server_id | azurerm_postgresql_flexible_server | firewall_rules
server | azurerm_postgresql_flexible_server_configuration | server_id | azurerm_postgresql_flexible_server | configurations
server | azurerm_postgresql_firewall_rule | server_name | azurerm_postgresql_server | firewall_rules | name
server | azurerm_postgresql_configuration | server_name | azurerm_postgresql_server | configurations | name
server | azurerm_mysql_flexible_server_firewall_rule | server_name | azurerm_mysql_flexible_server | firewall_rules | name
server | azurerm_mysql_flexible_server_configuration | server_name | azurerm_mysql_flexible_server | configurations | name
vault | azurerm_key_vault_access_policy | key_vault_id | azurerm_key_vault | access_policies
vault | azurerm_key_vault_key | key_vault_id | azurerm_key_vault | keys
vault | azurerm_key_vault_secret | key_vault_id | azurerm_key_vault | secrets
network_interfaces | azurerm_linux_virtual_machine azurerm_windows_virtual_machine azurerm_virtual_machine | network_interface_ids.* | azurerm_network_interface | machines
cluster | azurerm_kubernetes_cluster_node_pool | kubernetes_cluster_id | azurerm_kubernetes_cluster | node_pools
# Google
bucket | google_storage_bucket_iam_member google_storage_bucket_iam_binding google_storage_bucket_iam_policy google_storage_bucket_acl google_storage_default_object_acl google_storage_bucket_access_control | bucket | google_storage_bucket | grants | name
bucket | google_storage_bucket_object | bucket | google_storage_bucket | objects | name
log_bucket | google_storage_bucket | logging.*.log_bucket | google_storage_bucket | log_sources | name
document | google_storage_bucket_iam_policy google_project_iam_policy | policy_data | data.google_iam_policy
project | google_project_iam_audit_config | project | google_project | audit_configs | project_id
project | google_project_iam_member google_project_iam_binding google_project_iam_policy | project | google_project | grants | project_id
instance | google_sql_user google_sql_database google_sql_ssl_cert | instance | google_sql_database_instance | databases | name
source | google_sql_database_instance | master_instance_name | google_sql_database_instance | replicas | name
network | google_compute_firewall | network | google_compute_network | firewalls | name
network | google_compute_subnetwork | network | google_compute_network | subnetworks | name
subnetwork | google_compute_instance | network_interface.*.subnetwork | google_compute_subnetwork | instances | name
key_ring | google_kms_crypto_key | key_ring | google_kms_key_ring | keys | name
crypto_key | google_kms_crypto_key_iam_member google_kms_crypto_key_iam_binding google_kms_crypto_key_iam_policy | crypto_key_id | google_kms_crypto_key | grants
cluster | google_container_node_pool | cluster | google_container_cluster | node_pools | name
dataset | google_bigquery_table google_bigquery_dataset_access google_bigquery_dataset_iam_member google_bigquery_dataset_iam_binding | dataset_id | google_bigquery_dataset | access | dataset_id
topic | google_pubsub_topic_iam_member google_pubsub_topic_iam_binding | topic | google_pubsub_topic | grants | name
# GitHub
repository | github_branch_protection | repository_id | github_repository | protections | name
repository | github_branch_protection_v3 github_repository_ruleset | repository | github_repository | protections | name
`;
