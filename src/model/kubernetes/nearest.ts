import type { Resource } from "../resource.ts";

/**
 * Chooses among several objects that a reference may mean. Manifests carry no environment, so folders stand in for
 * it: the candidates below the nearest common ancestor folder that holds any are meant, and none that lies nearer to
 * another object of the same address, so that dev never vouches for prod.
 */
export class Nearest {
  readonly #segments = new Map<Resource, readonly string[]>();
  /** Of each address: the folders of its objects and all folders above them. */
  readonly #above = new Map<string, Set<string>>();

  constructor(resources: readonly Resource[]) {
    for (const resource of resources) {
      const segments = resource.folder === "." ? [] : resource.folder.split("/");
      this.#segments.set(resource, segments);
      const above = this.#above.get(resource.address) ?? new Set<string>();
      this.#above.set(resource.address, above);
      for (let i = 1; i <= segments.length; i++) above.add(segments.slice(0, i).join("/"));
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

  /** The folder by which the candidate's path leaves ours: does an object of our address lie in it? */
  #belongsToTwin(from: Resource, candidate: Resource, common: number): boolean {
    const segments = this.#segments.get(candidate) ?? [];
    if (segments.length === common) return false;
    const branch = segments.slice(0, common + 1).join("/");
    return this.#above.get(from.address)?.has(branch) === true;
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

/** Objects by group and folder, so that a search can begin next to where it is asked from and stop early. */
export class Surroundings {
  readonly #nearest: Nearest;
  /** Group → folder → the group's objects in it and below it. */
  readonly #groups = new Map<string, Map<string, Resource[]>>();

  constructor(nearest: Nearest) {
    this.#nearest = nearest;
  }

  add(group: string, resource: Resource): void {
    const folders = this.#groups.get(group) ?? new Map<string, Resource[]>();
    this.#groups.set(group, folders);
    for (const folder of upwards(resource.folder)) {
      const list = folders.get(folder);
      if (list) list.push(resource);
      else folders.set(folder, [resource]);
    }
  }

  /** As `Nearest.of` over the objects of a group that meet a condition. */
  of(from: Resource, group: string, meets: (resource: Resource) => boolean): Resource[] {
    const folders = this.#groups.get(group);
    if (!folders) return [];
    for (const folder of upwards(from.folder)) {
      const found = this.#nearest.of(from, (folders.get(folder) ?? []).filter(meets));
      if (found.length > 0) return found;
    }
    return [];
  }
}

/** A folder and those above it, nearest first. */
function upwards(folder: string): string[] {
  const folders: string[] = [];
  for (let here = folder === "." ? "" : folder; here !== ""; ) {
    folders.push(here);
    const slash = here.lastIndexOf("/");
    here = slash < 0 ? "" : here.slice(0, slash);
  }
  folders.push("");
  return folders;
}
