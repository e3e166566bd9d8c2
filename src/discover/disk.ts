import { type Dirent, lstatSync, readdirSync, realpathSync, type Stats, statSync } from "node:fs";
import { basename, dirname, join, relative, resolve, sep } from "node:path";
import type { Files } from "../text/files.ts";
import { byText, isWithin, type Root, shownFrom } from "./paths.ts";
import { readText, readWhole } from "./read.ts";

/** The disk as the later stages may see it: nothing outside the scan roots, also not through links. */
export class Disk implements Files {
  readonly cwd: string;
  readonly #roots: readonly Root[];
  readonly #limit: number;
  /** Files the user named beside the input (`--var-file`), readable wherever they lie. */
  readonly #granted: ReadonlySet<string>;
  readonly #shownReal = new Map<string, string>();
  readonly #folders = new Map<string, string | undefined>();

  constructor(cwd: string, roots: readonly Root[], limit: number, granted: ReadonlySet<string> = new Set()) {
    this.cwd = cwd;
    this.#roots = roots;
    this.#limit = limit;
    this.#granted = granted;
  }

  read(path: string): string | undefined {
    const full = resolve(this.cwd, path);
    const real = this.#granted.has(full) ? full : this.locate(full);
    if (real === undefined) return undefined;
    const reading = readText(real, this.#limit, () => true);
    return reading.kind === "text" ? reading.text : undefined;
  }

  bytes(path: string): Uint8Array | undefined {
    const real = this.locate(resolve(this.cwd, path));
    return real === undefined ? undefined : readWhole(real, this.#limit);
  }

  list(folder: string): string[] {
    const real = this.locate(resolve(this.cwd, folder));
    if (real === undefined) return [];
    let entries: Dirent[];
    try {
      entries = readdirSync(real, { withFileTypes: true });
    } catch {
      return [];
    }
    const names: string[] = [];
    for (const entry of entries) {
      if (entry.name === ".git") continue;
      if (entry.isFile()) names.push(entry.name);
      else if (entry.isDirectory()) names.push(`${entry.name}/`);
      else if (entry.isSymbolicLink()) {
        const target = this.locate(join(real, entry.name));
        const kind = target === undefined ? undefined : kindOfEntry(target);
        if (kind) names.push(kind === "folder" ? `${entry.name}/` : entry.name);
      }
    }
    return names.sort(byText);
  }

  real(folder: string): string {
    const known = this.#shownReal.get(folder);
    if (known !== undefined) return known;
    const located = this.locate(resolve(this.cwd, folder));
    const root = located === undefined ? undefined : this.#roots.find((one) => isWithin(one.real, located));
    const shown =
      located === undefined || !root ? folder : this.shown(join(root.path, relative(root.real, located)));
    this.#shownReal.set(folder, shown);
    return shown;
  }

  /**
   * Where an absolute path really is; undefined when it does not exist, lies outside the roots (followed through
   * every link), or inside a `.git` folder.
   */
  locate(path: string): string | undefined {
    if (!this.#roots.some((root) => isWithin(root.path, path) || isWithin(root.real, path))) return undefined;
    const folder = this.#realFolder(dirname(path));
    if (folder === undefined) return undefined;
    const real = realOf(join(folder, basename(path)));
    if (real === undefined || real.split(sep).includes(".git")) return undefined;
    return this.holds(real) ? real : undefined;
  }

  /** Does a path, free of links, lie in one of the roots? */
  holds(real: string): boolean {
    return this.#roots.some((root) => isWithin(root.real, real));
  }

  shown(path: string): string {
    return shownFrom(this.cwd, path);
  }

  #realFolder(folder: string): string | undefined {
    if (this.#folders.has(folder)) return this.#folders.get(folder);
    let real: string | undefined;
    try {
      real = realpathSync(folder);
    } catch {
      real = undefined;
    }
    this.#folders.set(folder, real);
    return real;
  }
}

/** Facts of what a path leads to; undefined where there is nothing, or no way to it (links in a loop, a closed folder). */
export function statOf(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}

/** What a path leads to, links followed; undefined for what is neither a regular file nor a folder. */
export function kindOfEntry(path: string): "file" | "folder" | undefined {
  const stat = statOf(path);
  if (stat?.isFile()) return "file";
  return stat?.isDirectory() ? "folder" : undefined;
}

/** One lstat where there is no link, which is nearly always. */
function realOf(path: string): string | undefined {
  try {
    const stat = lstatSync(path, { throwIfNoEntry: false });
    if (!stat) return undefined;
    return stat.isSymbolicLink() ? realpathSync(path) : path;
  } catch {
    return undefined;
  }
}
