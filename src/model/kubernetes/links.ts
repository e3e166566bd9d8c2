import type { Resource } from "../resource.ts";
import type { Value } from "../value.ts";
import { isBackup, isNetworkPolicy, protects } from "./companions.ts";
import { type Nearest, Surroundings } from "./nearest.ts";
import { podSpecOf, references } from "./pod-references.ts";
import { items, objectAt, scalarText, text, texts } from "./read.ts";
import { ingressBackends, linkRoute } from "./relations/gateway.ts";
import type { Linking } from "./relations/linking.ts";
import { groupMeshPolicy, linkDestinationRule, linkMesh, linkNamespaceMesh } from "./relations/mesh.ts";
import {
  groupForNamespace,
  innerClaims,
  linkNamespace,
  linkNamespaceDefaults,
  linkOperatorObject,
} from "./relations/operators.ts";
import { groupBinding, groupClusterRole, linkAggregation, linkGrants } from "./relations/rbac.ts";
import { bareKey, selects, selectsByLabels } from "./selector.ts";

/**
 * Every relation between Kubernetes objects that a policy may follow; all are to many, none is inferred.
 * @internal Used by tests and scripts.
 */
export const kubernetesLinks = {
  serviceAccount: "workload → the ServiceAccount its pods run as",
  bindings: "ServiceAccount, Role, ClusterRole → the bindings that name it",
  role: "RoleBinding, ClusterRoleBinding → the role it grants",
  subjects: "RoleBinding, ClusterRoleBinding → the ServiceAccounts it names",
  workloads: "Service → the workloads whose pods it selects; HorizontalPodAutoscaler → what it scales",
  services:
    "workload → the Services that select its pods; Ingress, routes, VirtualService, DestinationRule → the Services they name",
  gateways: "routes of Gateway API, VirtualService → the gateways they are attached to",
  routes: "Gateway → the routes that are attached to it",
  destinationRules: "Service → the DestinationRules for its clients",
  meshPolicies:
    "workload, Namespace → the policies of Istio and Linkerd in the namespace that select it; the Namespace those for all of it",
  meshDefaults: "workload, Namespace → Istio's policies for the whole mesh",
  grants: "workload → the bindings that grant its service account something, by name or by a group",
  aggregates: "ClusterRole → the ClusterRoles whose rules it takes over",
  limitRanges: "workload, Namespace → the LimitRanges of the namespace",
  quotas: "Namespace → its ResourceQuotas",
  namespacePolicies: "Namespace → its NetworkPolicies",
  disruptionBudgets: "workload → the PodDisruptionBudgets that select its pods",
  autoscalers: "workload → the HorizontalPodAutoscalers that scale it",
  schedules: "Cluster → its ScheduledBackups",
  cluster: "ScheduledBackup, KafkaUser, KafkaTopic, KafkaNodePool → the Cluster or Kafka it belongs to",
  members: "Kafka → its users, topics and node pools",
  issuer: "Certificate → its Issuer or ClusterIssuer",
  networkPolicies: "workload → the NetworkPolicies and CiliumNetworkPolicies that select its pods",
  pods: "NetworkPolicy, CiliumNetworkPolicy → the workloads it selects",
  configMaps: "workload → the ConfigMaps it mounts or reads its environment from",
  secrets: "workload → the Secrets it mounts or reads its environment from",
  persistentVolumeClaims: "workload → the claims it mounts",
  storageClass: "PersistentVolumeClaim, workload, Cluster → the class its volumes are made by",
  backups: "PersistentVolumeClaim, StatefulSet, Namespace → the backup objects that take in the namespace",
  namespaceObject: "any object of a namespace → the Namespace object",
} as const;

export type KubernetesLink = keyof typeof kubernetesLinks;

/** Resolved relations, by object: link name → targets, in the order of the input. */
export type Relations = Map<Resource, Map<KubernetesLink, Set<Resource>>>;

/** What `relate` found. */
export interface Related {
  relations: Relations;
  /** Where an object has more targets by a name than are kept: the first of those that were left out. */
  cut: Map<Resource, Map<KubernetesLink, Resource>>;
  /** Links back that are missing on objects nobody counted, because those who lead to them were cut. */
  dangling: Map<KubernetesLink, Set<Resource>>;
}

/** Resolves every relation over all objects, each from the side that names the other. */
export function relate(resources: readonly Resource[], nearest: Nearest): Related {
  return new Linker(resources, nearest).run();
}

/** Targets of one link; more than real clusters have, and few enough that no input multiplies without end. */
const maxTargets = 64;

class Linker implements Linking {
  readonly #relations: Relations = new Map();
  readonly #cut: Related["cut"] = new Map();
  readonly #dangling: Related["dangling"] = new Map();
  readonly #resources: readonly Resource[];
  readonly #nearest: Nearest;
  /** By type, namespace and name. */
  readonly #named = new Map<string, Resource[]>();
  /** Workloads and policies on pods, by namespace. */
  readonly #around: Surroundings;
  readonly #defaultClasses: Resource[];
  readonly #labels = new Map<Resource, Map<string, string>>();

  constructor(resources: readonly Resource[], nearest: Nearest) {
    this.#resources = resources;
    this.#nearest = nearest;
    this.#around = new Surroundings(nearest);
    this.#defaultClasses = resources.filter(isDefaultClass);
    for (const resource of resources) {
      add(this.#named, resource.address, resource);
      const labels = resource.meta.podLabels;
      if (labels && typeof labels === "object") this.#labels.set(resource, new Map(Object.entries(labels)));
      const namespace = namespaceOf(resource);
      if (resource.meta.podSpec)
        for (const label of this.labelsOf(resource))
          this.#around.add(`workload ${namespace} ${pair(label)}`, resource);
      if (isNetworkPolicy(resource)) {
        const label = requiredLabel(resource);
        this.#around.add(`policy ${namespace} ${label ? pair(label) : ""}`, resource);
      }
      groupMeshPolicy(resource, this);
      groupForNamespace(resource, this);
      if (resource.type === "ClusterRole") groupClusterRole(resource, this);
      if (resource.type === "RoleBinding" || resource.type === "ClusterRoleBinding")
        groupBinding(resource, this);
    }
  }

  run(): Related {
    const backups = this.#resources.filter(isBackup);
    for (const resource of this.#resources) {
      if (resource.meta.podSpec) this.#workload(resource);
      switch (resource.type) {
        case "Service":
          this.#service(resource);
          break;
        case "Ingress":
          this.#ingress(resource);
          break;
        case "RoleBinding":
        case "ClusterRoleBinding":
          this.#binding(resource);
          break;
        case "PersistentVolumeClaim":
          this.#storageClass(resource, objectAt(resource.values, "spec"));
          this.#backups(resource, backups);
          break;
        case "StatefulSet":
          this.#backups(resource, backups);
          break;
        case "Namespace":
          linkNamespace(resource, this);
          linkNamespaceMesh(resource, this);
          this.#backups(resource, backups, resource.name);
          break;
        case "ClusterRole":
          linkAggregation(resource, this);
          break;
        case "DestinationRule":
          linkDestinationRule(resource, this);
          break;
        default:
          linkRoute(resource, this);
          linkOperatorObject(resource, this);
      }
      if (resource.meta.podSpec || resource.type === "Cluster")
        for (const claim of innerClaims(resource, podSpecOf(resource))) this.#storageClass(resource, claim);
      if (resource.type !== "Namespace")
        this.link(resource, "namespaceObject", this.find("Namespace", "default", namespaceOf(resource)));
    }
    return { relations: this.#relations, cut: this.#cut, dangling: this.#dangling };
  }

  #workload(workload: Resource): void {
    const namespace = namespaceOf(workload);
    const found = references(workload);
    this.link(workload, "serviceAccount", this.find("ServiceAccount", namespace, found.serviceAccount));
    for (const name of found.configMaps)
      this.link(workload, "configMaps", this.find("ConfigMap", namespace, name));
    for (const name of found.secrets) this.link(workload, "secrets", this.find("Secret", namespace, name));
    for (const name of found.claims)
      this.link(workload, "persistentVolumeClaims", this.find("PersistentVolumeClaim", namespace, name));
    const labels = this.labelsOf(workload);
    const groups = [
      `policy ${namespace} `,
      ...[...labels].map((label) => `policy ${namespace} ${pair(label)}`),
    ];
    const policies = this.#around.of(workload, groups, maxTargets + 1, (policy) =>
      selectsPods(policy, labels),
    );
    this.#join(workload, "networkPolicies", policies, "pods");
    linkMesh(workload, this);
    linkGrants(workload, found.serviceAccount, this);
    linkNamespaceDefaults(workload, this);
  }

  #service(service: Resource): void {
    const selector = texts(service.values, "spec", "selector");
    const [label] = selector;
    if (!label) return;
    const groups = [`workload ${namespaceOf(service)} ${pair(label)}`];
    const selected = this.#around.of(service, groups, maxTargets + 1, (workload) =>
      selectsByLabels(selector, this.labelsOf(workload)),
    );
    this.#join(service, "workloads", selected, "services");
  }

  #ingress(ingress: Resource): void {
    for (const name of ingressBackends(ingress))
      this.link(ingress, "services", this.find("Service", this.namespaceOf(ingress), name));
  }

  #binding(binding: Resource): void {
    const kind = text(binding.values, "roleRef", "kind");
    const name = text(binding.values, "roleRef", "name");
    if (kind === "Role" || kind === "ClusterRole") {
      const namespace = kind === "Role" ? namespaceOf(binding) : "default";
      this.link(binding, "role", this.find(kind, namespace, name), "bindings");
    }
    for (const subject of items(binding.values, "subjects")) {
      if (text(subject, "kind") !== "ServiceAccount") continue;
      const namespace = text(subject, "namespace") ?? namespaceOf(binding);
      const accounts = this.find("ServiceAccount", namespace, text(subject, "name"));
      this.link(binding, "subjects", accounts, "bindings");
    }
  }

  /** Without a name the cluster's default class makes the volume; "" asks for none. */
  #storageClass(resource: Resource, claim: Value | undefined): void {
    if (!claim) return;
    const name = text(claim, "storageClassName");
    const classes = name === undefined ? this.#defaultClasses : this.find("StorageClass", "default", name);
    this.link(resource, "storageClass", classes);
  }

  #backups(resource: Resource, backups: readonly Resource[], namespace = namespaceOf(resource)): void {
    this.link(
      resource,
      "backups",
      backups.filter((backup) => protects(backup, namespace)),
    );
  }

  labelsOf(workload: Resource): ReadonlyMap<string, string> {
    return this.#labels.get(workload) ?? noLabels;
  }

  namespaceOf(resource: Resource): string {
    return namespaceOf(resource);
  }

  group(name: string, resource: Resource): void {
    this.#around.add(name, resource);
  }

  linkAround(
    from: Resource,
    name: KubernetesLink,
    groups: readonly string[],
    meets?: (resource: Resource) => boolean,
    inverse?: KubernetesLink,
  ): void {
    this.#join(from, name, this.#around.of(from, groups, maxTargets + 1, meets), inverse);
  }

  find(type: string, namespace: string, name: string | undefined): readonly Resource[] {
    return name ? (this.#named.get(`${type}.${namespace}.${name}`) ?? []) : [];
  }

  link(from: Resource, name: KubernetesLink, to: readonly Resource[], inverse?: KubernetesLink): void {
    if (to.length > 0) this.#join(from, name, this.#nearest.of(from, to, { most: maxTargets + 1 }), inverse);
  }

  /** @param to the targets, and one more than are kept where there are more: what is left out is never forgotten */
  #join(from: Resource, name: KubernetesLink, to: readonly Resource[], inverse?: KubernetesLink): void {
    const more = to[maxTargets];
    if (more) {
      const names = this.#cut.get(from) ?? new Map<KubernetesLink, Resource>();
      this.#cut.set(from, names.set(name, more));
      if (inverse) this.#dangling.set(inverse, (this.#dangling.get(inverse) ?? new Set()).add(from));
    }
    for (const target of more ? to.slice(0, maxTargets) : to) {
      this.#add(from, name, target);
      if (inverse) this.#add(target, inverse, from);
    }
  }

  #add(from: Resource, name: KubernetesLink, to: Resource): void {
    let links = this.#relations.get(from);
    if (!links) {
      links = new Map();
      this.#relations.set(from, links);
    }
    const targets = links.get(name);
    if (targets) targets.add(to);
    else links.set(name, new Set([to]));
  }
}

const noLabels: ReadonlyMap<string, string> = new Map();

function pair([key, value]: readonly [string, string]): string {
  return `${key}=${value}`;
}

/** A label that every pod it selects carries, where its selector names one: what to look it up by. */
function requiredLabel(policy: Resource): readonly [string, string] | undefined {
  if (policy.type !== "NetworkPolicy") return undefined;
  const [label] = texts(objectAt(policy.values, "spec", "podSelector"), "matchLabels");
  return label && [bareKey(label[0]), label[1]];
}

function selectsPods(policy: Resource, labels: ReadonlyMap<string, string>): boolean {
  if (policy.type === "NetworkPolicy") return selects(objectAt(policy.values, "spec", "podSelector"), labels);
  const specs = [objectAt(policy.values, "spec"), ...items(policy.values, "specs")];
  return specs.some((spec) => {
    const selector = objectAt(spec, "endpointSelector");
    return selector !== undefined && selects(selector, labels);
  });
}

function isDefaultClass(one: Resource): boolean {
  if (one.type !== "StorageClass") return false;
  const annotations = objectAt(one.values, "metadata", "annotations");
  return (
    scalarText(annotations?.entries.get("storageclass.kubernetes.io/is-default-class")?.value) === "true" ||
    scalarText(annotations?.entries.get("storageclass.beta.kubernetes.io/is-default-class")?.value) === "true"
  );
}

function namespaceOf(resource: Resource): string {
  return String(resource.meta.namespace ?? "default");
}

function add(map: Map<string, Resource[]>, key: string, resource: Resource): void {
  const list = map.get(key);
  if (list) list.push(resource);
  else map.set(key, [resource]);
}
