import type { Resource } from "../../model/resource.ts";
import { Source } from "../../text/source.ts";

/** Files and folders that have another name by now, as far as identities are made of them. */
export class Renames {
  readonly #files: ReadonlyMap<string, string>;
  readonly #folders = new Map<string, string>();

  /** @param files present path → path then, from the working directory */
  constructor(files: ReadonlyMap<string, string>) {
    this.#files = files;
    const votes = new Map<string, Map<string, number>>();
    for (const [now, then] of files) {
      const [to, from] = [folderOf(now), folderOf(then)];
      if (to === from) continue;
      const of = votes.get(to) ?? new Map<string, number>();
      of.set(from, (of.get(from) ?? 0) + 1);
      votes.set(to, of);
    }
    // A folder was the one that most of its files came from.
    for (const [to, of] of votes) {
      const [first] = [...of].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
      if (first) this.#folders.set(to, first[0]);
    }
  }

  /** The resource as it was called then; undefined when neither its file nor its folder has another name by now. */
  before(resource: Resource): Resource | undefined {
    const { source } = resource.head;
    const file = this.#files.get(source.path);
    const own = resource.folder === folderOf(source.path);
    const folder = own && file !== undefined ? folderOf(file) : this.#folder(resource.folder);
    if (file === undefined && folder === undefined) return undefined;
    const address = file === undefined ? resource.address : resource.address.replace(source.path, () => file);
    if (address === resource.address && (folder ?? resource.folder) === resource.folder) return undefined;
    const then = new Source(file ?? source.path, source.kind, "", source.root);
    return {
      ...resource,
      address,
      folder: folder ?? resource.folder,
      head: { ...resource.head, source: then },
    };
  }

  /** Also of a folder below one that was renamed, when none of its own files shows it. */
  #folder(folder: string): string | undefined {
    let rest = "";
    for (let here = folder; ; here = folderOf(here)) {
      const then = this.#folders.get(here);
      if (then !== undefined) return `${then}${rest}`;
      if (here === "." || here === "") return undefined;
      rest = `/${here.slice(here.lastIndexOf("/") + 1)}${rest}`;
    }
  }
}

function folderOf(path: string): string {
  const cut = path.lastIndexOf("/");
  return cut < 0 ? "." : path.slice(0, cut);
}
