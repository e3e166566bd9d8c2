/**
 * Names of the provider's arguments and blocks as Kubernetes writes them. The provider's rule is snake_case for
 * camelCase, and a block in the singular for each element of a list; what breaks the rule stands here.
 * Source: https://registry.terraform.io/providers/hashicorp/kubernetes/latest/docs beside the Kubernetes API reference.
 */

/** Words that Kubernetes writes in capitals, by the argument. */
const irregular: ReadonlyMap<string, string> = new Map([
  ["host_ipc", "hostIPC"],
  ["host_pid", "hostPID"],
  ["host_ip", "hostIP"],
  ["cluster_ip", "clusterIP"],
  ["cluster_ips", "clusterIPs"],
  ["external_ips", "externalIPs"],
  ["load_balancer_ip", "loadBalancerIP"],
  ["client_ip", "clientIP"],
  ["non_resource_urls", "nonResourceURLs"],
  ["downward_api", "downwardAPI"],
  ["ceph_fs", "cephfs"],
  ["volume_id", "volumeID"],
  ["disk_uri", "diskURI"],
  ["data_disk_uri", "diskURI"],
  ["pd_id", "pdID"],
  ["target_ww_ns", "targetWWNs"],
  ["set_hostname_as_fqdn", "setHostnameAsFQDN"],
  ["storage_provisioner", "provisioner"],
]);

/** Blocks that Kubernetes has as a list, and the list's name there. */
const lists: ReadonlyMap<string, string> = new Map([
  ["address", "addresses"],
  ["allowed_topologies", "allowedTopologies"],
  ["cluster_role_selectors", "clusterRoleSelectors"],
  ["container", "containers"],
  ["egress", "egress"],
  ["env", "env"],
  ["env_from", "envFrom"],
  ["from", "from"],
  ["host_aliases", "hostAliases"],
  ["http_header", "httpHeaders"],
  ["image_pull_secret", "imagePullSecrets"],
  ["image_pull_secrets", "imagePullSecrets"],
  ["ingress", "ingress"],
  ["init_container", "initContainers"],
  ["items", "items"],
  ["limit", "limits"],
  ["match_expression", "matchExpressions"],
  ["match_expressions", "matchExpressions"],
  ["match_fields", "matchFields"],
  ["match_label_expressions", "matchLabelExpressions"],
  ["metric", "metrics"],
  ["node_selector_term", "nodeSelectorTerms"],
  ["not_ready_address", "notReadyAddresses"],
  ["on_pod_condition", "onPodConditions"],
  ["option", "options"],
  ["path", "paths"],
  ["policy", "policies"],
  ["port", "ports"],
  ["ports", "ports"],
  ["preferred_during_scheduling_ignored_during_execution", "preferredDuringSchedulingIgnoredDuringExecution"],
  ["readiness_gate", "readinessGates"],
  ["required_during_scheduling_ignored_during_execution", "requiredDuringSchedulingIgnoredDuringExecution"],
  ["rule", "rules"],
  ["secret", "secrets"],
  ["sources", "sources"],
  ["subject", "subjects"],
  ["subset", "subsets"],
  ["sysctl", "sysctls"],
  ["taint", "taints"],
  ["tls", "tls"],
  ["to", "to"],
  ["toleration", "tolerations"],
  ["topology_spread_constraint", "topologySpreadConstraints"],
  ["volume", "volumes"],
  ["volume_claim_template", "volumeClaimTemplates"],
  ["volume_device", "volumeDevices"],
  ["volume_mount", "volumeMounts"],
  ["webhook", "webhooks"],
]);

/** Where a block of such a name is one object all the same, by the block it lies in. */
const single: ReadonlySet<string> = new Set([
  // The port of an Ingress's backend; a volume's and a projection's secret; a generic ephemeral volume's template.
  "service/port",
  "volume/secret",
  "sources/secret",
  "ephemeral/volume_claim_template",
  "node_affinity/required_during_scheduling_ignored_during_execution",
]);

/** An argument as Kubernetes writes it. */
export function camelCase(name: string): string {
  return irregular.get(name) ?? name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

/** The name of the list that such a block is an element of; undefined for a block that is one object. */
export function listName(block: string, parent: string): string | undefined {
  return single.has(`${parent}/${block}`) ? undefined : lists.get(block);
}
