import { parseAllDocuments } from "yaml";
import type { Files } from "../text/files.ts";
import type { FileMap, NotRendered } from "./engine.ts";
import { Gathering } from "./gather.ts";

/** https://kubectl.docs.kubernetes.io/references/kustomize/glossary/#kustomization */
const names = ["kustomization.yaml", "kustomization.yml", "Kustomization"];
/** Fields whose files may name further files (a patch transformer's `path`). */
const configured = new Set(["generators", "transformers", "validators", "replacements", "configurations"]);

/**
 * The files that an overlay and all it is built on refer to: whatever text of a kustomization names a file or folder
 * inside the root. So a build needs neither the whole repository nor the disk.
 * @param root the tree that may be read, as the Files know it; "." for all of it
 * @param overlay folder of the overlay, in the same terms, inside the root
 * @returns paths inside the root → contents, the overlay's folder in it, or that it is too much
 */
export function overlayFiles(
  files: Files,
  root: string,
  overlay: string,
): { kind: "files"; files: FileMap; overlay: string } | NotRendered {
  const start = within(root, overlay);
  const walk = new Walk(files, root);
  walk.folder(start ?? ".");
  const result = walk.gathering.result();
  return result.kind === "files" ? { ...result, overlay: start ?? "." } : result;
}

/** A path inside the root; undefined when it leaves it. */
function within(root: string, path: string): string | undefined {
  if (root === "." || root === "") return path;
  if (path === root) return ".";
  return path.startsWith(`${root}/`) ? path.slice(root.length + 1) : undefined;
}

class Walk {
  readonly gathering: Gathering;
  readonly #files: Files;
  readonly #root: string;
  readonly #seen = new Set<string>();
  readonly #listed = new Map<string, Set<string>>();

  constructor(files: Files, root: string) {
    this.#files = files;
    this.#root = root;
    this.gathering = new Gathering(files);
  }

  folder(start: string): void {
    // A list of its own instead of recursion: bases may be chained as long as somebody likes.
    const open = [start];
    for (let folder = open.pop(); folder !== undefined; folder = open.pop()) {
      if (this.#seen.has(folder) || this.gathering.full) continue;
      this.#seen.add(folder);
      for (const name of names) {
        const path = joined(folder, name);
        if (path === undefined || this.#kind(path) !== "file") continue;
        const text = this.#take(path);
        if (text !== undefined) open.push(...this.#named(text, folder));
      }
    }
  }

  /** Takes the files that a kustomization names; the folders are its answer. */
  #named(text: string, folder: string): string[] {
    const folders: string[] = [];
    for (const { field, word } of wordsOf(text)) {
      for (const one of word.includes("=") ? [word, word.slice(word.indexOf("=") + 1)] : [word]) {
        const path = joined(folder, one);
        const kind = path === undefined ? undefined : this.#kind(path);
        if (path === undefined || kind === undefined) continue;
        if (kind === "folder") folders.push(path);
        else {
          const inner = this.#take(path);
          if (inner !== undefined && configured.has(field))
            for (const further of wordsOf(inner)) this.#takeFile(joined(folder, further.word));
        }
      }
    }
    return folders;
  }

  #takeFile(path: string | undefined): void {
    if (path !== undefined && this.#kind(path) === "file") this.#take(path);
  }

  #take(path: string): string | undefined {
    return this.gathering.take(this.#onDisk(path), path);
  }

  #onDisk(path: string): string {
    if (this.#root === "." || this.#root === "") return path;
    return path === "." ? this.#root : `${this.#root}/${path}`;
  }

  #kind(path: string): "file" | "folder" | undefined {
    if (path === ".") return "folder";
    const slash = path.lastIndexOf("/");
    const above = slash < 0 ? "." : path.slice(0, slash);
    let there = this.#listed.get(above);
    if (!there) {
      there = new Set(this.#files.list(this.#onDisk(above)));
      this.#listed.set(above, there);
    }
    const name = path.slice(slash + 1);
    if (there.has(name)) return "file";
    return there.has(`${name}/`) ? "folder" : undefined;
  }
}

/** Every text of a YAML file that could be a path, with the top field it stands in. */
function wordsOf(text: string): Array<{ field: string; word: string }> {
  const words: Array<{ field: string; word: string }> = [];
  let documents: unknown[];
  try {
    documents = parseAllDocuments(text).map((one) => one.toJS({ maxAliasCount: 100 }));
  } catch {
    return words; // Kustomize says what is wrong with it.
  }
  for (const document of documents) {
    const open: Array<{ field: string; value: unknown }> = [{ field: "", value: document }];
    for (let next = open.pop(); next; next = open.pop()) {
      const { field, value } = next;
      if (typeof value === "string") {
        if (value.length > 0 && value.length < 1024 && !/[\n\0]|:\/\//.test(value))
          words.push({ field, word: value });
      } else if (typeof value === "object" && value !== null)
        for (const [key, inner] of Object.entries(value)) open.push({ field: field || key, value: inner });
    }
  }
  return words;
}

/** A path as a kustomization means it; undefined when it is absolute or leaves the tree. */
function joined(folder: string, path: string): string | undefined {
  if (path.startsWith("/")) return undefined;
  const steps = folder === "." ? [] : folder.split("/");
  for (const step of path.split("/")) {
    if (step === "" || step === ".") continue;
    if (step !== "..") steps.push(step);
    else if (steps.pop() === undefined) return undefined;
  }
  return steps.length === 0 ? "." : steps.join("/");
}
