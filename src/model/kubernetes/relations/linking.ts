import type { Resource } from "../../resource.ts";
import type { KubernetesLink } from "../links.ts";

/** What a part of the vocabulary needs to find the objects it ties together. */
export interface Linking {
  /** Objects of a type, namespace and name; kinds without a namespace lie in `default`. */
  find(type: string, namespace: string, name: string | undefined): readonly Resource[];
  /** Ties to the nearest of the targets, and back by the inverse. */
  link(from: Resource, name: KubernetesLink, to: readonly Resource[], inverse?: KubernetesLink): void;
  /** As `link`, to those members of some groups that meet a condition: the search ends when enough are found. */
  linkAround(
    from: Resource,
    name: KubernetesLink,
    groups: readonly string[],
    meets?: (resource: Resource) => boolean,
    inverse?: KubernetesLink,
  ): void;
  /** Puts an object into a group. */
  group(name: string, resource: Resource): void;
  namespaceOf(resource: Resource): string;
  labelsOf(workload: Resource): ReadonlyMap<string, string>;
}
