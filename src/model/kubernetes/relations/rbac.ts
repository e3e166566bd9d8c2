import type { Resource } from "../../resource.ts";
import { items, text, texts } from "../read.ts";
import { selects } from "../selector.ts";
import type { Linking } from "./linking.ts";

/** ClusterRole → the ClusterRoles whose rules the controller copies into it. Source: Kubernetes, aggregated ClusterRoles. */
export function linkAggregation(role: Resource, linking: Linking): void {
  for (const selector of items(role.values, "aggregationRule", "clusterRoleSelectors")) {
    const [label] = texts(selector, "matchLabels");
    linking.linkAround(role, "aggregates", [`cluster-role ${label ? label.join("=") : ""}`], (other) =>
      selects(selector, texts(other.values, "metadata", "labels")),
    );
  }
}

/** Groups a ClusterRole by its labels, and all of them by none. */
export function groupClusterRole(role: Resource, linking: Linking): void {
  linking.group("cluster-role ", role);
  for (const label of texts(role.values, "metadata", "labels"))
    linking.group(`cluster-role ${label.join("=")}`, role);
}

/**
 * Groups a binding by the service accounts that it grants something, each named or by a group that all of a namespace
 * or of the cluster belong to. Source: Kubernetes, Using RBAC authorization, Referring to subjects.
 */
export function groupBinding(binding: Resource, linking: Linking): void {
  for (const subject of items(binding.values, "subjects")) {
    const kind = text(subject, "kind");
    const name = text(subject, "name") ?? "";
    if (kind === "ServiceAccount") {
      const namespace = text(subject, "namespace") ?? linking.namespaceOf(binding);
      linking.group(`grant ${namespace}/${name}`, binding);
    } else if (kind === "User" && name.startsWith("system:serviceaccount:"))
      linking.group(`grant ${name.slice("system:serviceaccount:".length).replace(":", "/")}`, binding);
    else if (kind === "Group" && name.startsWith("system:serviceaccounts:"))
      linking.group(`grant ${name.slice("system:serviceaccounts:".length)}/`, binding);
    else if (kind === "Group" && (name === "system:serviceaccounts" || name === "system:authenticated"))
      linking.group("grant /", binding);
  }
}

/** Workload → the bindings that grant its pods' service account something. */
export function linkGrants(workload: Resource, account: string, linking: Linking): void {
  const namespace = linking.namespaceOf(workload);
  linking.linkAround(workload, "grants", [`grant ${namespace}/${account}`, `grant ${namespace}/`, "grant /"]);
}
