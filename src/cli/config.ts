import { readFileSync, realpathSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import type { Config } from "../config/config.ts";
import { isWithin, shownFrom } from "../discover/paths.ts";
import { gitTop } from "../discover/walk.ts";
import type { Diagnostic } from "../text/diagnostic.ts";

/** A file that the settings came from. */
export interface ConfigFile {
  /** From the working directory. */
  path: string;
  role: "organization" | "shared" | "repository" | "nested";
  config: Config;
}

export interface LoadedConfig {
  config: Config;
  /** The nearest crosswalk.yaml, or the one named, from the working directory; absent when there is none. */
  path?: string;
  /** Every file that took part, the weakest first. */
  files: ConfigFile[];
  /** Every problem is an error `config-invalid` with its place; keys without a problem still count. */
  diagnostics: Diagnostic[];
}

export interface ConfigSources {
  /** --config: this file instead of those that are found. */
  explicit?: string | undefined;
  /** --org-config */
  organization?: string | undefined;
  /** Paths of what is scanned, from the working directory: crosswalk.yaml files beside and above them count there. */
  scanned?: readonly string[] | undefined;
}

const name = "crosswalk.yaml";
const largest = 1024 * 1024;
/** A shared file may extend another one, but not without end. */
const deepest = 8;

/**
 * Loads the settings: the organization's file, then each crosswalk.yaml from the top of the git work tree down to
 * `cwd` (or the one named), each with what it extends; the later ones win. Files in folders below `cwd` count for what
 * lies in their folder. Without any file the YAML reader is not even loaded.
 */
export async function loadConfig(cwd: string, from: ConfigSources = {}): Promise<LoadedConfig> {
  const own = from.explicit === undefined ? above(cwd) : [resolve(cwd, from.explicit)];
  const below = from.explicit === undefined ? nested(cwd, from.scanned ?? []) : [];
  if (from.organization === undefined && own.length === 0 && below.length === 0)
    return { config: {}, files: [], diagnostics: [] };
  const { Loader } = await import("./config-loader.ts");
  const top = gitTop(cwd) ?? cwd;
  const trusted = from.explicit === undefined ? top : undefined;
  const read = (path: string) => readConfig(path, trusted);
  const loader = new Loader(cwd, deepest);
  // What the organization says of paths counts from the top of each repository.
  if (from.organization !== undefined)
    loader.add(resolve(cwd, from.organization), "organization", top, (path) => readConfig(path, undefined));
  for (const path of own) {
    // A file named with --config need not lie above the working directory: its globs count from there.
    const folder = isWithin(dirname(path), cwd) ? dirname(path) : cwd;
    loader.add(path, "repository", folder, read);
  }
  for (const path of below) loader.add(path, "nested", dirname(path), read);
  const nearest = own.at(-1);
  return { ...loader.finish(), ...(nearest !== undefined && { path: shownFrom(cwd, nearest) }) };
}

/** The crosswalk.yaml files from the top of the work tree down to the folder. */
function above(cwd: string): string[] {
  const top = gitTop(cwd) ?? cwd;
  const found: string[] = [];
  for (let folder = cwd; ; folder = dirname(folder)) {
    if (isThere(join(folder, name))) found.unshift(join(folder, name));
    if (folder === top || dirname(folder) === folder) return found;
  }
}

/** Those in the folders of scanned files and between them and the working directory. */
function nested(cwd: string, scanned: readonly string[]): string[] {
  const folders = new Set<string>();
  for (const path of scanned) {
    if (path.startsWith("../")) continue;
    let folder = path;
    for (let cut = folder.lastIndexOf("/"); cut > 0; cut = folder.lastIndexOf("/")) {
      folder = folder.slice(0, cut);
      if (folders.has(folder)) break;
      folders.add(folder);
    }
  }
  return [...folders]
    .sort()
    .map((folder) => join(cwd, folder, name))
    .filter(isThere);
}

function isThere(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false }) !== undefined;
}

/** @param within where the file must really lie; absent when the user named it */
function readConfig(path: string, within: string | undefined): { text: string } | { problem: string } {
  try {
    const stat = statSync(path, { throwIfNoEntry: false });
    if (!stat) return { problem: "does not exist" };
    if (!stat.isFile()) return { problem: "is no regular file" };
    if (stat.size > largest) return { problem: "is larger than 1 MiB" };
    if (within !== undefined && !isWithin(realpathSync(within), realpathSync(path)))
      return { problem: "leads out of the repository, where a scan reads nothing; --org-config may name it" };
    return { text: readFileSync(path, "utf8") };
  } catch (thrown) {
    return { problem: `could not be read (${(thrown as NodeJS.ErrnoException).code ?? "unknown error"})` };
  }
}
