/**
 * Relations between resources of AWS: one a line, words separated by spaces.
 * name | types it leads from | attributes that name the target | types it leads to | name of the way back | attributes
 * of the target that a literal is compared with
 */
export const aws: string = `
# S3
bucket | aws_s3_bucket_server_side_encryption_configuration | bucket | aws_s3_bucket | encryption | bucket
bucket | aws_s3_bucket_public_access_block | bucket | aws_s3_bucket | public_access_block | bucket
bucket | aws_s3_bucket_versioning | bucket | aws_s3_bucket | versioning | bucket
bucket | aws_s3_bucket_policy | bucket | aws_s3_bucket | policy | bucket
bucket | aws_s3_bucket_logging | bucket | aws_s3_bucket | logging | bucket
bucket | aws_s3_bucket_ownership_controls | bucket | aws_s3_bucket | ownership | bucket
bucket | aws_s3_bucket_acl | bucket | aws_s3_bucket | acl | bucket
bucket | aws_s3_bucket_lifecycle_configuration | bucket | aws_s3_bucket | lifecycle | bucket
bucket | aws_s3_bucket_replication_configuration | bucket | aws_s3_bucket | replication | bucket
bucket | aws_s3_bucket_object_lock_configuration | bucket | aws_s3_bucket | object_lock | bucket
bucket | aws_s3_bucket_notification | bucket | aws_s3_bucket | notification | bucket
bucket | aws_s3_bucket_website_configuration | bucket | aws_s3_bucket | website | bucket
bucket | aws_s3_bucket_cors_configuration | bucket | aws_s3_bucket | cors | bucket
bucket | aws_s3_bucket_inventory | bucket | aws_s3_bucket | inventories | bucket
bucket | aws_s3_object aws_s3_bucket_object aws_s3_object_copy | bucket | aws_s3_bucket | objects | bucket
bucket | aws_s3_access_point | bucket | aws_s3_bucket | access_points | bucket
log_bucket | aws_s3_bucket_logging | target_bucket | aws_s3_bucket | | bucket
log_bucket | aws_s3_bucket | logging.*.target_bucket | aws_s3_bucket | | bucket
log_bucket | aws_cloudtrail | s3_bucket_name | aws_s3_bucket | trails | bucket
log_bucket | aws_config_delivery_channel | s3_bucket_name | aws_s3_bucket | config_channels | bucket
log_bucket | aws_lb aws_alb aws_elb | access_logs.*.bucket | aws_s3_bucket | access_log_sources | bucket
log_bucket | aws_flow_log | log_destination | aws_s3_bucket | flow_log_sources
log_bucket | aws_cloudfront_distribution | logging_config.*.bucket | aws_s3_bucket | access_log_sources
replica_bucket | aws_s3_bucket_replication_configuration | rule.*.destination.*.bucket | aws_s3_bucket | replication_sources
origin_bucket | aws_cloudfront_distribution | origin.*.domain_name | aws_s3_bucket | distributions
# Networks
vpc | aws_flow_log | vpc_id | aws_vpc aws_default_vpc | flow_logs
subnet | aws_flow_log | subnet_id | aws_subnet aws_default_subnet | flow_logs
network_interface | aws_flow_log | eni_id | aws_network_interface | flow_logs
log_group | aws_flow_log | log_destination log_group_name | aws_cloudwatch_log_group | flow_logs | name
vpc | aws_subnet | vpc_id | aws_vpc aws_default_vpc | subnets
vpc | aws_security_group aws_default_security_group | vpc_id | aws_vpc aws_default_vpc | security_groups
vpc | aws_network_acl | vpc_id | aws_vpc aws_default_vpc | network_acls
vpc | aws_internet_gateway aws_internet_gateway_attachment | vpc_id | aws_vpc aws_default_vpc | internet_gateways
vpc | aws_route_table | vpc_id | aws_vpc aws_default_vpc | route_tables
vpc | aws_default_route_table | default_route_table_id | aws_vpc aws_default_vpc | route_tables
vpc | aws_vpc_endpoint | vpc_id | aws_vpc aws_default_vpc | endpoints
vpc | aws_main_route_table_association | vpc_id | aws_vpc aws_default_vpc | main_route_table_associations
subnet | aws_network_interface | subnet_id | aws_subnet aws_default_subnet | network_interfaces
subnet | aws_route_table_association | subnet_id | aws_subnet aws_default_subnet | route_table_associations
subnet | aws_instance | subnet_id | aws_subnet aws_default_subnet | instances
subnets | aws_lb aws_alb aws_elb | subnets.* | aws_subnet aws_default_subnet | load_balancers
subnets | aws_network_acl | subnet_ids.* | aws_subnet aws_default_subnet | network_acls
subnets | aws_db_subnet_group aws_docdb_subnet_group aws_neptune_subnet_group aws_redshift_subnet_group aws_elasticache_subnet_group aws_dms_replication_subnet_group | subnet_ids.* | aws_subnet aws_default_subnet | subnet_groups
subnets | aws_lambda_function | vpc_config.*.subnet_ids.* | aws_subnet aws_default_subnet | functions
subnets | aws_eks_cluster | vpc_config.*.subnet_ids.* | aws_subnet aws_default_subnet | eks_clusters
route_table | aws_route_table_association aws_main_route_table_association | route_table_id | aws_route_table aws_default_route_table | associations
route_table | aws_route | route_table_id | aws_route_table aws_default_route_table | routes
gateway | aws_route | gateway_id egress_only_gateway_id | aws_internet_gateway aws_egress_only_internet_gateway | routes
gateways | aws_route_table aws_default_route_table | route.*.gateway_id | aws_internet_gateway | route_tables
network_acl | aws_network_acl_rule | network_acl_id | aws_network_acl aws_default_network_acl | rules
security_group | aws_security_group_rule aws_vpc_security_group_ingress_rule aws_vpc_security_group_egress_rule | security_group_id | aws_security_group aws_default_security_group | rules
security_groups | aws_lb aws_alb aws_elb | security_groups.* | aws_security_group aws_default_security_group | load_balancers
security_groups | aws_instance aws_launch_template aws_db_instance aws_rds_cluster aws_docdb_cluster aws_neptune_cluster aws_redshift_cluster | vpc_security_group_ids.* | aws_security_group aws_default_security_group | attached_to
security_groups | aws_elasticache_cluster aws_elasticache_replication_group aws_memorydb_cluster aws_dax_cluster aws_vpc_endpoint | security_group_ids.* | aws_security_group aws_default_security_group | attached_to
security_groups | aws_lambda_function | vpc_config.*.security_group_ids.* | aws_security_group aws_default_security_group | attached_to
security_groups | aws_eks_cluster | vpc_config.*.security_group_ids.* | aws_security_group aws_default_security_group | attached_to
security_groups | aws_ecs_service | network_configuration.*.security_groups.* | aws_security_group aws_default_security_group | attached_to
security_groups | aws_efs_mount_target aws_network_interface aws_mq_broker aws_launch_configuration | security_groups.* | aws_security_group aws_default_security_group | attached_to
security_groups | aws_opensearch_domain aws_elasticsearch_domain | vpc_options.*.security_group_ids.* | aws_security_group aws_default_security_group | attached_to
# Load balancers
load_balancer | aws_lb_listener aws_alb_listener | load_balancer_arn | aws_lb aws_alb | listeners
listener | aws_lb_listener_rule aws_alb_listener_rule | listener_arn | aws_lb_listener aws_alb_listener | rules
load_balancer | aws_load_balancer_policy | load_balancer_name | aws_elb | policies | name
load_balancer | aws_load_balancer_listener_policy | load_balancer_name | aws_elb | listener_policies | name
load_balancer | aws_lb_ssl_negotiation_policy | load_balancer | aws_elb | ssl_policies | name
web_acl | aws_wafv2_web_acl_association | web_acl_arn | aws_wafv2_web_acl | associations
target | aws_wafv2_web_acl_association | resource_arn | aws_lb aws_alb aws_api_gateway_stage aws_appsync_graphql_api aws_cognito_user_pool | web_acl_associations
# Databases and files
parameter_group | aws_db_instance | parameter_group_name | aws_db_parameter_group | databases | name
parameter_group | aws_rds_cluster | db_cluster_parameter_group_name | aws_rds_cluster_parameter_group | databases | name
parameter_group | aws_rds_cluster_instance | db_parameter_group_name | aws_db_parameter_group | databases | name
parameter_group | aws_docdb_cluster | db_cluster_parameter_group_name | aws_docdb_cluster_parameter_group | databases | name
parameter_group | aws_neptune_cluster | neptune_cluster_parameter_group_name | aws_neptune_cluster_parameter_group | databases | name
parameter_group | aws_redshift_cluster | cluster_parameter_group_name | aws_redshift_parameter_group | databases | name
parameter_group | aws_elasticache_cluster aws_elasticache_replication_group | parameter_group_name | aws_elasticache_parameter_group | databases | name
option_group | aws_db_instance | option_group_name | aws_db_option_group | databases | name
subnet_group | aws_db_instance aws_rds_cluster aws_rds_cluster_instance | db_subnet_group_name | aws_db_subnet_group | databases | name
subnet_group | aws_docdb_cluster | db_subnet_group_name | aws_docdb_subnet_group | databases | name
subnet_group | aws_neptune_cluster | neptune_subnet_group_name | aws_neptune_subnet_group | databases | name
subnet_group | aws_redshift_cluster | cluster_subnet_group_name | aws_redshift_subnet_group | databases | name
subnet_group | aws_elasticache_cluster aws_elasticache_replication_group | subnet_group_name | aws_elasticache_subnet_group | databases | name
source | aws_db_instance | replicate_source_db | aws_db_instance aws_rds_cluster | replicas | identifier
source | aws_rds_cluster | replication_source_identifier | aws_rds_cluster aws_db_instance | replicas
source | aws_db_instance_automated_backups_replication | source_db_instance_arn | aws_db_instance | backup_replications
global_cluster | aws_rds_cluster | global_cluster_identifier | aws_rds_global_cluster | members | global_cluster_identifier
global_source | aws_rds_global_cluster | source_db_cluster_identifier | aws_rds_cluster | global_clusters
cluster | aws_rds_cluster_instance | cluster_identifier | aws_rds_cluster | instances | cluster_identifier
cluster | aws_docdb_cluster_instance | cluster_identifier | aws_docdb_cluster | instances | cluster_identifier
cluster | aws_neptune_cluster_instance | cluster_identifier | aws_neptune_cluster | instances | cluster_identifier
cluster | aws_redshift_logging | cluster_identifier | aws_redshift_cluster | logging | cluster_identifier
file_system | aws_efs_mount_target | file_system_id | aws_efs_file_system | mount_targets
file_system | aws_efs_file_system_policy | file_system_id | aws_efs_file_system | policies
file_system | aws_efs_backup_policy | file_system_id | aws_efs_file_system | backup_policies
file_system | aws_efs_access_point | file_system_id | aws_efs_file_system | access_points
source | aws_efs_replication_configuration | source_file_system_id | aws_efs_file_system | replications
destination | aws_efs_replication_configuration | destination.*.file_system_id | aws_efs_file_system | replication_sources
snapshot | aws_ebs_volume | snapshot_id | aws_ebs_snapshot aws_ebs_snapshot_copy | volumes
volume | aws_ebs_snapshot | volume_id | aws_ebs_volume | snapshots
volume | aws_volume_attachment | volume_id | aws_ebs_volume | attachments
instance | aws_volume_attachment | instance_id | aws_instance | volume_attachments
table | aws_dynamodb_table_replica | global_table_arn | aws_dynamodb_table | replicas
table | aws_dynamodb_resource_policy | resource_arn | aws_dynamodb_table | policies
plan | aws_backup_selection | plan_id | aws_backup_plan | selections
resources | aws_backup_selection | resources.* | aws_ | backup_selections
# Identity, keys and secrets
role | aws_iam_role_policy_attachment aws_iam_role_policy | role | aws_iam_role | policies | name
user | aws_iam_user_policy_attachment aws_iam_user_policy | user | aws_iam_user | policies | name
group | aws_iam_group_policy_attachment aws_iam_group_policy | group | aws_iam_group | policies | name
roles | aws_iam_policy_attachment | roles.* | aws_iam_role | policies | name
users | aws_iam_policy_attachment | users.* | aws_iam_user | policies | name
groups | aws_iam_policy_attachment | groups.* | aws_iam_group | policies | name
policy | aws_iam_role_policy_attachment aws_iam_user_policy_attachment aws_iam_group_policy_attachment aws_iam_policy_attachment | policy_arn | aws_iam_policy | attachments
boundary | aws_iam_role aws_iam_user | permissions_boundary | aws_iam_policy | bounded
role | aws_iam_instance_profile | role | aws_iam_role | instance_profiles | name
role | aws_lambda_function | role | aws_iam_role | functions
role | aws_ecs_task_definition | task_role_arn | aws_iam_role | task_definitions
instance_profile | aws_instance aws_launch_configuration | iam_instance_profile | aws_iam_instance_profile | instances | name
instance_profile | aws_launch_template | iam_instance_profile.*.arn iam_instance_profile.*.name | aws_iam_instance_profile | launch_templates | name
user | aws_iam_user_group_membership | user | aws_iam_user | memberships | name
groups | aws_iam_user_group_membership | groups.* | aws_iam_group | memberships | name
group | aws_iam_group_membership | group | aws_iam_group | memberships | name
users | aws_iam_group_membership | users.* | aws_iam_user | memberships | name
user | aws_iam_access_key | user | aws_iam_user | access_keys | name
user | aws_iam_user_login_profile | user | aws_iam_user | login_profiles | name
key | aws_kms_alias | target_key_id | aws_kms_key aws_kms_replica_key aws_kms_external_key | aliases
key | aws_kms_key_policy | key_id | aws_kms_key aws_kms_replica_key | policies
kms_key | aws_s3_bucket_server_side_encryption_configuration | rule.*.apply_server_side_encryption_by_default.*.kms_master_key_id | aws_kms_key aws_kms_replica_key aws_kms_external_key aws_kms_alias | key_users | name
kms_key | aws_db_instance aws_rds_cluster aws_docdb_cluster aws_redshift_cluster aws_ebs_volume aws_efs_file_system aws_cloudwatch_log_group aws_cloudtrail aws_secretsmanager_secret aws_elasticache_replication_group | kms_key_id | aws_kms_key aws_kms_replica_key aws_kms_external_key aws_kms_alias | key_users | name
kms_key | aws_s3_object aws_s3_bucket_object aws_s3_object_copy aws_kinesis_stream aws_ebs_snapshot_copy | kms_key_id | aws_kms_key aws_kms_replica_key aws_kms_external_key aws_kms_alias | key_users | name
kms_key | aws_sns_topic aws_sqs_queue | kms_master_key_id | aws_kms_key aws_kms_replica_key aws_kms_external_key aws_kms_alias | key_users | name
kms_key | aws_dynamodb_table | server_side_encryption.*.kms_key_arn | aws_kms_key aws_kms_replica_key aws_kms_external_key aws_kms_alias | key_users
kms_key | aws_neptune_cluster aws_lambda_function aws_memorydb_cluster aws_backup_vault | kms_key_arn | aws_kms_key aws_kms_replica_key aws_kms_external_key aws_kms_alias | key_users
kms_key | aws_eks_cluster | encryption_config.*.provider.*.key_arn | aws_kms_key aws_kms_replica_key aws_kms_external_key aws_kms_alias | key_users
kms_key | aws_ssm_parameter | key_id | aws_kms_key aws_kms_replica_key aws_kms_external_key aws_kms_alias | key_users | name
kms_key | aws_ebs_default_kms_key | key_arn | aws_kms_key aws_kms_replica_key aws_kms_external_key aws_kms_alias | key_users
secret | aws_secretsmanager_secret_version | secret_id | aws_secretsmanager_secret | versions | name
secret | aws_secretsmanager_secret_rotation | secret_id | aws_secretsmanager_secret | rotations | name
secret | aws_secretsmanager_secret_policy | secret_arn | aws_secretsmanager_secret | policies
# Compute, messages and logs
launch_template | aws_instance aws_autoscaling_group aws_eks_node_group | launch_template.0.id launch_template.0.name | aws_launch_template | instances | name
function | aws_lambda_permission aws_lambda_function_url | function_name | aws_lambda_function | permissions | function_name
cluster | aws_eks_node_group aws_eks_addon aws_eks_fargate_profile | cluster_name | aws_eks_cluster | node_groups | name
cluster | aws_ecs_service | cluster | aws_ecs_cluster | services | name
task_definition | aws_ecs_service | task_definition | aws_ecs_task_definition | services
repository | aws_ecr_repository_policy | repository | aws_ecr_repository | policies | name
topic | aws_sns_topic_policy | arn | aws_sns_topic | policies
topic | aws_sns_topic_subscription | topic_arn | aws_sns_topic | subscriptions
queue | aws_sqs_queue_policy | queue_url | aws_sqs_queue | policies
log_group | aws_cloudtrail | cloud_watch_logs_group_arn | aws_cloudwatch_log_group | trails
log_group | aws_cloudwatch_log_metric_filter | log_group_name | aws_cloudwatch_log_group | metric_filters | name
log_group | aws_cloudwatch_log_subscription_filter | log_group_name | aws_cloudwatch_log_group | subscription_filters | name
recorder | aws_config_configuration_recorder_status | name | aws_config_configuration_recorder | status | name
detector | aws_guardduty_detector_feature | detector_id | aws_guardduty_detector | features
rest_api | aws_api_gateway_stage | rest_api_id | aws_api_gateway_rest_api | stages
rest_api | aws_api_gateway_rest_api_policy | rest_api_id | aws_api_gateway_rest_api | policies
rest_api | aws_api_gateway_method | rest_api_id | aws_api_gateway_rest_api | methods
api | aws_apigatewayv2_stage | api_id | aws_apigatewayv2_api | stages
policy_document | aws_iam_policy aws_iam_role_policy aws_iam_user_policy aws_iam_group_policy aws_s3_bucket_policy aws_sns_topic_policy aws_sqs_queue_policy aws_kms_key aws_kms_key_policy | policy | data.aws_iam_policy_document | used_by
policy_document | aws_iam_role | assume_role_policy | data.aws_iam_policy_document | used_by
`;
