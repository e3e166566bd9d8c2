import type { Resource } from "../model/resource.ts";

/**
 * Links over which ePHI reaches a resource: the link's holder stores, copies or carries what its target does. The
 * names are those of the model's vocabularies.
 */
const from: ReadonlySet<string> = new Set([
  // Terraform: a cluster's instances, copies, companions of a store, volumes of a machine, the way to a listener.
  "cluster",
  "source",
  "bucket",
  "storage_account",
  "server",
  "attachments",
  "instance",
  "listener",
  "load_balancer",
  // Kubernetes: a Service carries what its workloads do, an Ingress what its Services do.
  "workloads",
  "services",
]);

/** Links whose target takes over what the holder has: a workload's volumes hold its data. */
const towards: ReadonlySet<string> = new Set(["persistentVolumeClaims"]);

/** `services` is also the way back, from a workload to what selects it: only an Ingress receives over it. */
function receives(resource: Resource, link: string): boolean {
  return from.has(link) && (link !== "services" || resource.type === "Ingress");
}

/** Spreads `phi: yes` over links to resources that no rule of their own decided; in place. */
export function spread(resources: readonly Resource[], byKey: ReadonlyMap<string, Resource>): void {
  const heirs = new Map<string, Resource[]>();
  const add = (source: string, heir: Resource): void => {
    const known = heirs.get(source);
    if (known) known.push(heir);
    else heirs.set(source, [heir]);
  };
  for (const resource of resources) {
    for (const link of resource.links) {
      if (link.inferred) continue;
      if (receives(resource, link.name)) add(link.to, resource);
      const target = towards.has(link.name) ? byKey.get(link.to) : undefined;
      if (target) add(resource.key, target);
    }
  }
  // Breadth first: the rule names the nearest holder. The list grows while it is walked.
  const open = resources.filter((resource) => resource.scope?.phi === "yes");
  for (const next of open) {
    for (const heir of heirs.get(next.key) ?? []) {
      if (heir.scope?.phi !== "unknown") continue;
      heir.scope.phi = "yes";
      heir.scope.phiRule = `${next.scope?.phiRule.replace(/, from .*$/, "") ?? ""}, from ${next.address}`;
      open.push(heir);
    }
  }
}
