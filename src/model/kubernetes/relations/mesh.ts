import type { Resource } from "../../resource.ts";
import { objectAt, text, texts } from "../read.ts";
import { selects, selectsByLabels } from "../selector.ts";
import { servicesOf } from "./gateway.ts";
import type { Linking } from "./linking.ts";

/** Istio's policies: on a workload by `selector`, else on their namespace, in the root namespace on all of them. */
const istio: ReadonlySet<string> = new Set([
  "PeerAuthentication",
  "RequestAuthentication",
  "AuthorizationPolicy",
]);

/** Where Istio's policies for the whole mesh lie (meshConfig.rootNamespace, default). */
const rootNamespace = "istio-system";

/** Groups the policies of meshes, so that workloads and namespaces find them. */
export function groupMeshPolicy(policy: Resource, linking: Linking): void {
  if (istio.has(policy.type)) {
    const namespace = linking.namespaceOf(policy);
    const selector = selectorOf(policy);
    if (selector.size > 0) linking.group(`mesh ${namespace}`, policy);
    else {
      linking.group(`mesh ${namespace}`, policy);
      linking.group(`mesh-namespace ${namespace}`, policy);
    }
  } else if (policy.type === "Server" || policy.type === "Server.policy.linkerd.io")
    linking.group(`mesh ${linking.namespaceOf(policy)}`, policy);
}

/**
 * Workload → the mesh policies of its namespace that select it. Sources: Istio reference, WorkloadSelector; Linkerd
 * reference, Server (podSelector).
 */
export function linkMesh(workload: Resource, linking: Linking): void {
  const labels = linking.labelsOf(workload);
  linking.linkAround(workload, "meshPolicies", [`mesh ${linking.namespaceOf(workload)}`], (policy) =>
    istio.has(policy.type)
      ? selectorOf(policy).size === 0 || selectsByLabels(selectorOf(policy), labels)
      : selects(objectAt(policy.values, "spec", "podSelector"), labels),
  );
  linking.linkAround(workload, "meshDefaults", [`mesh-namespace ${rootNamespace}`]);
}

/** Namespace → the mesh policies for all of it, and those for the whole mesh. */
export function linkNamespaceMesh(namespace: Resource, linking: Linking): void {
  linking.linkAround(namespace, "meshPolicies", [`mesh-namespace ${namespace.name}`]);
  if (namespace.name !== rootNamespace)
    linking.linkAround(namespace, "meshDefaults", [`mesh-namespace ${rootNamespace}`]);
}

/** DestinationRule → the Service whose clients it configures, and back. */
export function linkDestinationRule(rule: Resource, linking: Linking): void {
  const services = servicesOf(text(rule.values, "spec", "host"), linking.namespaceOf(rule), linking);
  linking.link(rule, "services", services, "destinationRules");
}

function selectorOf(policy: Resource): Map<string, string> {
  return texts(policy.values, "spec", "selector", "matchLabels");
}
