import type { Resource } from "../resource.ts";

/**
 * Chooses among several objects that a reference may mean. Manifests carry no environment, so folders stand in for
 * it: the candidates below the nearest common ancestor folder that holds any are meant, and none that lies nearer to
 * another object of the same address, so that dev never vouches for prod.
 */
export class Nearest {
  readonly #segments = new Map<Resource, readonly string[]>();
  readonly #twins = new Map<string, Resource[]>();

  constructor(resources: readonly Resource[]) {
    for (const resource of resources) {
      this.#segments.set(resource, resource.folder === "." ? [] : resource.folder.split("/"));
      const twins = this.#twins.get(resource.address);
      if (twins) twins.push(resource);
      else this.#twins.set(resource.address, [resource]);
    }
  }

  of(from: Resource, candidates: readonly Resource[]): Resource[] {
    let depth = 0;
    let chosen: Resource[] = [];
    for (const candidate of candidates) {
      if (candidate === from) continue;
      const common = this.#common(from, candidate);
      if (common < depth && chosen.length > 0) continue;
      if (this.#belongsToTwin(from, candidate, common)) continue;
      if (common > depth) {
        depth = common;
        chosen = [];
      }
      chosen.push(candidate);
    }
    return chosen;
  }

  #belongsToTwin(from: Resource, candidate: Resource, common: number): boolean {
    for (const twin of this.#twins.get(from.address) ?? []) {
      if (twin !== from && this.#common(twin, candidate) > common) return true;
    }
    return false;
  }

  /** How many folders two objects share from the top. */
  #common(a: Resource, b: Resource): number {
    const one = this.#segments.get(a) ?? [];
    const other = this.#segments.get(b) ?? [];
    let i = 0;
    while (i < one.length && i < other.length && one[i] === other[i]) i++;
    return i;
  }
}
