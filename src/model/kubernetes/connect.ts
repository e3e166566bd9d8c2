import type { Resource } from "../resource.ts";
import { isBackup, isNetworkPolicy } from "./companions.ts";
import type { Related } from "./links.ts";
import { type Nearest, Surroundings } from "./nearest.ts";

/**
 * Links to a left-out copy lead to the object that is judged for it. What many objects link to is one link object for
 * all of them, and is sorted by a number: thousands of workloads and policies may select each other. The first target
 * that was left out for their number becomes an inferred link: it tells policies that there are more.
 */
export function setLinks(
  resources: readonly Resource[],
  { relations, cut }: Related,
  copies: ReadonlyMap<Resource, Resource>,
): void {
  const sorted = [...resources].sort((a, b) => byText(a.key, b.key));
  const places = new Map(sorted.map((resource, i) => [resource, i]));
  const links = new Map<string, Resource["links"]>();
  const leftOut = new Map<string, Resource["links"][number]>();
  for (const resource of resources) {
    for (const [name, targets] of [...(relations.get(resource) ?? [])].sort(([a], [b]) => byText(a, b))) {
      let known = links.get(name);
      if (!known) {
        known = [];
        links.set(name, known);
      }
      const found = new Set<number>();
      for (const target of targets) found.add(places.get(copies.get(target) ?? target) ?? 0);
      for (const place of Uint32Array.from(found).sort()) {
        known[place] ??= { name, to: sorted[place]?.key ?? "", inferred: false };
        resource.links.push(known[place]);
      }
      const more = cut.get(resource)?.get(name);
      if (!more) continue;
      const { key } = copies.get(more) ?? more;
      const left = leftOut.get(`${name} ${key}`) ?? { name, to: key, inferred: true };
      leftOut.set(`${name} ${key}`, left);
      resource.links.push(left);
    }
  }
}

/** Notes on each object what policies ask of its surroundings: a network policy for its namespace, any backup in the scan. */
export function noteCompanions(resources: readonly Resource[], nearest: Nearest): void {
  const policies = new Surroundings(nearest);
  for (const policy of resources) {
    if (isNetworkPolicy(policy)) policies.add(String(policy.meta.namespace), policy);
  }
  const backupInScan = resources.some(isBackup);
  for (const resource of resources) {
    resource.meta.backupInScan = backupInScan;
    if (!resource.meta.podSpec) continue;
    resource.meta.netpolInNamespace = policies.of(resource, [String(resource.meta.namespace)], 1).length > 0;
  }
}

function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
