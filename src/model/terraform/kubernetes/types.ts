/**
 * Resources of the hashicorp/kubernetes provider that declare one Kubernetes object: their kind and API version.
 * Source: https://registry.terraform.io/providers/hashicorp/kubernetes/latest/docs. Resources that change a part of an
 * object that something else declares (labels, annotations, env, config_map_v1_data, secret_v1_data) are not here.
 */
const kinds: ReadonlyArray<readonly [kind: string, apiVersion: string, types: readonly string[]]> = [
  ["Pod", "v1", ["kubernetes_pod", "kubernetes_pod_v1"]],
  ["Deployment", "apps/v1", ["kubernetes_deployment", "kubernetes_deployment_v1"]],
  ["StatefulSet", "apps/v1", ["kubernetes_stateful_set", "kubernetes_stateful_set_v1"]],
  ["DaemonSet", "apps/v1", ["kubernetes_daemonset", "kubernetes_daemon_set_v1"]],
  [
    "ReplicationController",
    "v1",
    ["kubernetes_replication_controller", "kubernetes_replication_controller_v1"],
  ],
  ["Job", "batch/v1", ["kubernetes_job", "kubernetes_job_v1"]],
  ["CronJob", "batch/v1", ["kubernetes_cron_job", "kubernetes_cron_job_v1"]],
  ["Service", "v1", ["kubernetes_service", "kubernetes_service_v1"]],
  ["Ingress", "networking.k8s.io/v1beta1", ["kubernetes_ingress"]],
  ["Ingress", "networking.k8s.io/v1", ["kubernetes_ingress_v1"]],
  ["NetworkPolicy", "networking.k8s.io/v1", ["kubernetes_network_policy", "kubernetes_network_policy_v1"]],
  ["Role", "rbac.authorization.k8s.io/v1", ["kubernetes_role", "kubernetes_role_v1"]],
  ["ClusterRole", "rbac.authorization.k8s.io/v1", ["kubernetes_cluster_role", "kubernetes_cluster_role_v1"]],
  ["RoleBinding", "rbac.authorization.k8s.io/v1", ["kubernetes_role_binding", "kubernetes_role_binding_v1"]],
  [
    "ClusterRoleBinding",
    "rbac.authorization.k8s.io/v1",
    ["kubernetes_cluster_role_binding", "kubernetes_cluster_role_binding_v1"],
  ],
  ["Secret", "v1", ["kubernetes_secret", "kubernetes_secret_v1"]],
  ["ConfigMap", "v1", ["kubernetes_config_map", "kubernetes_config_map_v1"]],
  ["Namespace", "v1", ["kubernetes_namespace", "kubernetes_namespace_v1"]],
  [
    "ServiceAccount",
    "v1",
    [
      "kubernetes_service_account",
      "kubernetes_service_account_v1",
      "kubernetes_default_service_account",
      "kubernetes_default_service_account_v1",
    ],
  ],
  ["StorageClass", "storage.k8s.io/v1", ["kubernetes_storage_class", "kubernetes_storage_class_v1"]],
  [
    "PersistentVolumeClaim",
    "v1",
    ["kubernetes_persistent_volume_claim", "kubernetes_persistent_volume_claim_v1"],
  ],
  ["PersistentVolume", "v1", ["kubernetes_persistent_volume", "kubernetes_persistent_volume_v1"]],
  ["LimitRange", "v1", ["kubernetes_limit_range", "kubernetes_limit_range_v1"]],
  ["ResourceQuota", "v1", ["kubernetes_resource_quota", "kubernetes_resource_quota_v1"]],
  [
    "PodDisruptionBudget",
    "policy/v1",
    ["kubernetes_pod_disruption_budget", "kubernetes_pod_disruption_budget_v1"],
  ],
  [
    "HorizontalPodAutoscaler",
    "autoscaling/v2",
    [
      "kubernetes_horizontal_pod_autoscaler",
      "kubernetes_horizontal_pod_autoscaler_v1",
      "kubernetes_horizontal_pod_autoscaler_v2",
      "kubernetes_horizontal_pod_autoscaler_v2beta2",
    ],
  ],
];

const byType = new Map(
  kinds.flatMap(([kind, apiVersion, types]) => types.map((type) => [type, { kind, apiVersion }] as const)),
);

/** Resources whose argument holds a whole manifest: kubernetes_manifest an object, kubectl_manifest a YAML text. */
const manifests: ReadonlyMap<string, string> = new Map([
  ["kubernetes_manifest", "manifest"],
  ["kubectl_manifest", "yaml_body"],
]);

/** The kind and API version that a typed resource declares. */
export function kindOf(type: string): { kind: string; apiVersion: string } | undefined {
  return byType.get(type);
}

/** The argument that holds the whole manifest. */
export function manifestArgument(type: string): string | undefined {
  return manifests.get(type);
}

/** Does a Terraform resource of this type declare a Kubernetes object? */
export function declaresObject(type: string): boolean {
  return byType.has(type) || manifests.has(type);
}
