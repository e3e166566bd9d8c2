import type { Resource } from "../resource.ts";

interface Search {
  meets?: (resource: Resource) => boolean;
  most?: number;
  ceiling?: number;
}

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

  /**
   * @param candidates in order
   * @param search how the candidates are narrowed: a condition, how many are wanted, and the number of folders that
   * no candidate shares more of: so many that are as near as that end the search
   */
  of(from: Resource, candidates: Iterable<Resource>, search: Search = {}): Resource[] {
    const most = search.most ?? Number.POSITIVE_INFINITY;
    const ceiling = search.ceiling ?? Number.POSITIVE_INFINITY;
    let depth = 0;
    let chosen: Resource[] = [];
    for (const candidate of candidates) {
      if (candidate === from || (search.meets && !search.meets(candidate))) continue;
      const common = this.#common(from, candidate);
      if (common < depth && chosen.length > 0) continue;
      if (this.#belongsToTwin(from, candidate, common)) continue;
      if (common > depth) {
        depth = common;
        chosen = [];
      }
      chosen.push(candidate);
      if (depth >= ceiling && chosen.length >= most) break;
    }
    return chosen.slice(0, most);
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
  readonly #order = new Map<Resource, number>();

  constructor(nearest: Nearest) {
    this.#nearest = nearest;
  }

  add(group: string, resource: Resource): void {
    const folders = this.#groups.get(group) ?? new Map<string, Resource[]>();
    this.#groups.set(group, folders);
    if (!this.#order.has(resource)) this.#order.set(resource, this.#order.size);
    for (const folder of upwards(resource.folder)) {
      const list = folders.get(folder);
      if (list) list.push(resource);
      else folders.set(folder, [resource]);
    }
  }

  /** As `Nearest.of` over the objects of some groups that meet a condition; no more than `most` of them. */
  of(
    from: Resource,
    groups: readonly string[],
    most: number,
    meets: (resource: Resource) => boolean = () => true,
  ): Resource[] {
    const known = groups.flatMap((group) => this.#groups.get(group) ?? []);
    if (known.length === 0) return [];
    const folders = upwards(from.folder);
    for (const [i, folder] of folders.entries()) {
      const lists = known.flatMap((group) => {
        const list = group.get(folder);
        return list ? [list] : [];
      });
      // What shares more folders was looked at before, so that the first ones here are as near as any.
      const ceiling = folders.length - 1 - i;
      const found = this.#nearest.of(from, this.#merged(lists), { meets, most, ceiling });
      if (found.length > 0) return found;
    }
    return [];
  }

  /** The lists as one, in the order in which the objects were added; taken only as far as it is read. */
  *#merged(lists: readonly Resource[][]): Generator<Resource> {
    const next = lists.map(() => 0);
    for (let last: Resource | undefined; ; ) {
      let best: Resource | undefined;
      let at = -1;
      for (const [i, list] of lists.entries()) {
        const one = list[next[i] ?? 0];
        if (one && (!best || this.#place(one) < this.#place(best))) [best, at] = [one, i];
      }
      if (!best) return;
      next[at] = (next[at] ?? 0) + 1;
      if (best !== last) yield best;
      last = best;
    }
  }

  #place(resource: Resource): number {
    return this.#order.get(resource) ?? 0;
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
