import type { Resource } from "../../resource.ts";
import { items, objectAt, text, texts } from "../read.ts";
import { selects } from "../selector.ts";
import type { Linking } from "./linking.ts";

/**
 * Objects of operators and controllers that name another by its name. Sources: CloudNativePG API reference
 * (ScheduledBackup), Strimzi documentation (label strimzi.io/cluster), cert-manager API reference (issuerRef), Kubernetes
 * API reference (HorizontalPodAutoscaler, PodDisruptionBudget, LimitRange, ResourceQuota).
 */
export function linkOperatorObject(resource: Resource, linking: Linking): void {
  const namespace = linking.namespaceOf(resource);
  switch (resource.type) {
    case "ScheduledBackup": {
      const name = text(resource.values, "spec", "cluster", "name");
      linking.link(resource, "cluster", linking.find("Cluster", namespace, name), "schedules");
      break;
    }
    case "KafkaUser":
    case "KafkaTopic":
    case "KafkaNodePool": {
      const name = texts(resource.values, "metadata", "labels").get("strimzi.io/cluster");
      linking.link(resource, "cluster", linking.find("Kafka", namespace, name), "members");
      break;
    }
    case "Certificate": {
      const name = text(resource.values, "spec", "issuerRef", "name");
      const kind = text(resource.values, "spec", "issuerRef", "kind") ?? "Issuer";
      const where = kind === "ClusterIssuer" ? "default" : namespace;
      if (kind === "Issuer" || kind === "ClusterIssuer")
        linking.link(resource, "issuer", linking.find(kind, where, name));
      break;
    }
    case "HorizontalPodAutoscaler": {
      const kind = text(resource.values, "spec", "scaleTargetRef", "kind") ?? "";
      const name = text(resource.values, "spec", "scaleTargetRef", "name");
      linking.link(resource, "workloads", linking.find(kind, namespace, name), "autoscalers");
      break;
    }
  }
}

/** Groups what holds for all pods, or some, of a namespace. */
export function groupForNamespace(resource: Resource, linking: Linking): void {
  const namespace = linking.namespaceOf(resource);
  if (resource.type === "LimitRange") linking.group(`limits ${namespace}`, resource);
  else if (resource.type === "ResourceQuota") linking.group(`quotas ${namespace}`, resource);
  else if (resource.type === "PodDisruptionBudget") {
    const [label] = texts(resource.values, "spec", "selector", "matchLabels");
    linking.group(`budget ${namespace} ${label ? label.join("=") : ""}`, resource);
  } else if (resource.type === "NetworkPolicy") linking.group(`policies ${namespace}`, resource);
}

/** Workload → the limits of its namespace and the budgets that select its pods. */
export function linkNamespaceDefaults(workload: Resource, linking: Linking): void {
  const namespace = linking.namespaceOf(workload);
  const labels = linking.labelsOf(workload);
  linking.linkAround(workload, "limitRanges", [`limits ${namespace}`]);
  const groups = [
    `budget ${namespace} `,
    ...[...labels].map((label) => `budget ${namespace} ${label.join("=")}`),
  ];
  linking.linkAround(workload, "disruptionBudgets", groups, (budget) => {
    const selector = objectAt(budget.values, "spec", "selector");
    // policy/v1: an empty selector takes in every pod of the namespace, none takes in nothing.
    return selector !== undefined && selects(selector, labels);
  });
}

/** Namespace → its quotas, limits and network policies. */
export function linkNamespace(namespace: Resource, linking: Linking): void {
  linking.linkAround(namespace, "quotas", [`quotas ${namespace.name}`]);
  linking.linkAround(namespace, "limitRanges", [`limits ${namespace.name}`]);
  linking.linkAround(namespace, "namespacePolicies", [`policies ${namespace.name}`]);
}

/** Claims that are part of an object: a StatefulSet's templates, generic ephemeral volumes, an operator's storage. */
export function innerClaims(resource: Resource, podSpec: readonly string[]) {
  const claims = items(resource.values, "spec", "volumeClaimTemplates").map((claim) =>
    objectAt(claim, "spec"),
  );
  if (podSpec.length > 0)
    for (const volume of items(resource.values, ...podSpec, "volumes"))
      claims.push(objectAt(volume, "ephemeral", "volumeClaimTemplate", "spec"));
  if (resource.type === "Cluster")
    for (const storage of ["storage", "walStorage"]) {
      const own = objectAt(resource.values, "spec", storage);
      const name = own?.entries.get("storageClass");
      // CloudNativePG writes the class under a name of its own.
      if (own) claims.push({ ...own, entries: new Map(name ? [["storageClassName", name]] : []) });
    }
  return claims.filter((claim) => claim !== undefined);
}
