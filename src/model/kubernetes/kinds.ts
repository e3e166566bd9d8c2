/**
 * What the model must know of Kubernetes kinds: where a workload keeps its pod template, and which API group a kind
 * name belongs to. Sources: Kubernetes API reference 1.34; the API references of Argo Rollouts, Knative Serving, OpenShift,
 * Gateway API, Istio, CloudNativePG, Strimzi, ECK, Keycloak and cert-manager.
 */

const template = ["spec", "template", "spec"];

const podSpecs: ReadonlyMap<string, readonly string[]> = new Map([
  ["Pod", ["spec"]],
  ["Deployment", template],
  ["StatefulSet", template],
  ["DaemonSet", template],
  ["ReplicaSet", template],
  ["ReplicationController", template],
  ["Job", template],
  ["CronJob", ["spec", "jobTemplate", "spec", "template", "spec"]],
  ["Rollout", template],
  ["KnativeService", template],
  ["DeploymentConfig", template],
  ["PodTemplate", ["template", "spec"]],
]);

/** The path to the pod spec of a workload's values; undefined for what runs no pods. */
export function podSpecPath(type: string): readonly string[] | undefined {
  return podSpecs.get(type);
}

/** The path to the metadata of the pods that a workload makes; a Pod's own. */
export function podMetadataPath(podSpec: readonly string[]): readonly string[] {
  return podSpec.length === 1 ? ["metadata"] : [...podSpec.slice(0, -1), "metadata"];
}

const workloadGroups = ["apps", "extensions"];
const rbac = ["rbac.authorization.k8s.io"];

/** Groups that serve a kind the policies judge; another group's kind of that name is another thing. */
const groups: ReadonlyMap<string, readonly string[]> = new Map([
  ["Pod", [""]],
  ["Service", [""]],
  ["Secret", [""]],
  ["ConfigMap", [""]],
  ["Namespace", [""]],
  ["ServiceAccount", [""]],
  ["PersistentVolumeClaim", [""]],
  ["ReplicationController", [""]],
  ["Deployment", workloadGroups],
  ["DaemonSet", workloadGroups],
  ["ReplicaSet", workloadGroups],
  ["StatefulSet", ["apps"]],
  ["Job", ["batch", "extensions"]],
  ["CronJob", ["batch"]],
  ["Rollout", ["argoproj.io"]],
  ["Ingress", ["networking.k8s.io", "extensions"]],
  ["NetworkPolicy", ["networking.k8s.io", "extensions"]],
  ["StorageClass", ["storage.k8s.io"]],
  ["Role", rbac],
  ["ClusterRole", rbac],
  ["RoleBinding", rbac],
  ["ClusterRoleBinding", rbac],
  ["Schedule", ["velero.io"]],
  ["DeploymentConfig", ["apps.openshift.io", ""]],
  ["Route", ["route.openshift.io", ""]],
  ["Gateway", ["gateway.networking.k8s.io"]],
  ["AuthorizationPolicy", ["security.istio.io"]],
  ["Cluster", ["postgresql.cnpg.io"]],
  ["ScheduledBackup", ["postgresql.cnpg.io"]],
  ["Kafka", ["kafka.strimzi.io"]],
  ["Elasticsearch", ["elasticsearch.k8s.elastic.co"]],
  ["Kibana", ["kibana.k8s.elastic.co"]],
  ["Keycloak", ["k8s.keycloak.org"]],
  ["Certificate", ["cert-manager.io"]],
  ["Issuer", ["cert-manager.io"]],
  ["ClusterIssuer", ["cert-manager.io"]],
]);

/** `apps` of `apps/v1`; "" for the core group. */
export function apiGroup(apiVersion: string): string {
  const slash = apiVersion.indexOf("/");
  return slash < 0 ? "" : apiVersion.slice(0, slash);
}

/**
 * The type that policies name as a subject: the kind, unless another API group has a kind of the same name; those
 * are qualified as Kubernetes does (`Role.authorization.openshift.io`), Knative's Service is `KnativeService`.
 */
export function typeOf(kind: string, apiVersion: string): string {
  const group = apiGroup(apiVersion);
  if (kind === "Service" && group === "serving.knative.dev") return "KnativeService";
  const usual = groups.get(kind);
  return !usual || usual.includes(group) ? kind : `${kind}.${group || "core"}`;
}
