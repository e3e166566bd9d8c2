import type { Source } from "../text/source.ts";
import { relativeFolder } from "./fingerprint.ts";

/** Folders whose content is no deployment of this repository, when they lie below the scan root. */
const asideFolders: ReadonlySet<string> = new Set(["examples", "test", "tests", "fixtures", "vendor"]);

/** Says of sources whether they are reported apart. Answers are kept by source and by folder. */
export class Aside {
  readonly #folders: ReadonlySet<string>;
  readonly #include: readonly Segments[];
  readonly #known = new Map<Source, boolean>();

  /** @param include globs of paths that count although they lie in such a folder */
  constructor(include: readonly string[], folders: ReadonlySet<string> = asideFolders) {
    this.#folders = folders;
    this.#include = include.map(segments);
  }

  /** Is the source below an aside folder, or a generated copy, and not included? */
  covers(source: Source): boolean {
    const known = this.#known.get(source);
    if (known !== undefined) return known;
    const path = relativeFolder(source.path, source.root);
    const folders = path.split("/").slice(0, -1);
    const apart =
      folders.some((name) => this.#folders.has(name)) || (folders.length > 0 && isGenerated(source.text));
    const answer = apart && !this.#include.some((glob) => matches(glob, path) || matches(glob, source.path));
    this.#known.set(source, answer);
    return answer;
  }
}

/** Is a folder, given relative to where the scan started, one of those, or below one? */
export function isAsideFolder(folder: string): boolean {
  return folder.split("/").some((name) => asideFolders.has(name));
}

/** A copy that a tool wrote below the scan root. Generators say so in the first lines: that the file is generated, and that it is not to be edited. */
function isGenerated(text: string): boolean {
  const head = text.slice(0, 1500).toLowerCase();
  return head.includes("generated") && /\bdo not (?:\w{1,12} ){0,2}(?:edit|modify|change)\b/.test(head);
}

type Segments = string[];

function segments(glob: string): Segments {
  const parts = glob.replace(/^\.\//, "").replace(/\/+$/, "").split("/");
  return parts[0] === "" ? parts.slice(1) : parts;
}

/**
 * Does a glob (`**`, `*`, `?`) match a path or a folder above it? Segment by segment with a table, so that no pattern
 * takes more than their product.
 * @internal Used by tests and scripts.
 */
export function matches(glob: readonly string[], path: string): boolean {
  const names = path.split("/");
  let reach = new Set<number>([0]);
  for (const name of names) {
    reach = spread(glob, reach);
    const next = new Set<number>();
    for (const at of reach) {
      const part = glob[at];
      if (part === undefined) return true;
      if (part === "**") next.add(at);
      else if (wild(part, name)) next.add(at + 1);
    }
    reach = next;
    if (reach.size === 0) return false;
  }
  return spread(glob, reach).has(glob.length);
}

/** `**` may also stand for nothing. */
function spread(glob: readonly string[], reach: ReadonlySet<number>): Set<number> {
  const wider = new Set(reach);
  for (const at of wider) if (glob[at] === "**") wider.add(at + 1);
  return wider;
}

/** Wildcards within a name, with one point to fall back to: linear in the pattern times the name. */
function wild(pattern: string, name: string): boolean {
  let p = 0;
  let n = 0;
  let star = -1;
  let mark = 0;
  while (n < name.length) {
    if (pattern[p] === "*") {
      star = p++;
      mark = n;
    } else if (p < pattern.length && (pattern[p] === "?" || pattern[p] === name[n])) {
      p++;
      n++;
    } else if (star >= 0) {
      p = star + 1;
      n = ++mark;
    } else return false;
  }
  while (pattern[p] === "*") p++;
  return p === pattern.length;
}
