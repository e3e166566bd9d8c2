import { readFileSync, realpathSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import type { Config } from "../config/config.ts";
import { isWithin, shownFrom } from "../discover/paths.ts";
import { gitTop } from "../discover/walk.ts";
import type { Diagnostic } from "../text/diagnostic.ts";
import { matchesGlob } from "../text/glob.ts";

export interface LoadedConfig {
  config: Config;
  /** The file that was read, from the working directory; absent when there is none. */
  path?: string;
  /** Every problem is an error `config-invalid` with its place; keys without a problem still count. */
  diagnostics: Diagnostic[];
}

const name = "crosswalk.yaml";
const largest = 1024 * 1024;

/**
 * Loads crosswalk.yaml: the nearest one from `cwd` up to the top of the git work tree, or the one named.
 * Without a file the YAML reader is not even loaded.
 */
export async function loadConfig(cwd: string, explicit?: string): Promise<LoadedConfig> {
  const path = explicit === undefined ? nearest(cwd) : resolve(cwd, explicit);
  if (path === undefined) return { config: {}, diagnostics: [] };
  const shown = shownFrom(cwd, path);
  const text = readConfig(path, explicit === undefined ? (gitTop(cwd) ?? cwd) : undefined);
  if ("problem" in text) {
    const message = `${shown} ${text.problem}`;
    return { config: {}, diagnostics: [{ code: "config-invalid", severity: "error", message, path: shown }] };
  }
  const { readConfigText } = await import("../config/read-config.ts");
  const { config, diagnostics } = readConfigText(text.text, shown);
  // A file named with --config need not lie above the working directory: its globs count from there.
  const folder = explicit === undefined || isWithin(dirname(path), cwd) ? dirname(path) : cwd;
  for (const key of ["include", "exclude"] as const) {
    const globs = config[key];
    if (globs) config[key] = globs.flatMap((glob) => rebase(glob, shownFrom(folder, cwd)));
  }
  return { config, path: shown, diagnostics };
}

function nearest(cwd: string): string | undefined {
  const top = gitTop(cwd) ?? cwd;
  for (let folder = cwd; ; folder = dirname(folder)) {
    const path = join(folder, name);
    if (statSync(path, { throwIfNoEntry: false })) return path;
    if (folder === top || dirname(folder) === folder) return undefined;
  }
}

/** @param within where the file must really lie; absent when the user named it */
function readConfig(path: string, within: string | undefined): { text: string } | { problem: string } {
  try {
    const stat = statSync(path, { throwIfNoEntry: false });
    if (!stat) return { problem: "does not exist" };
    if (!stat.isFile()) return { problem: "is no regular file" };
    if (stat.size > largest) return { problem: "is larger than 1 MiB" };
    if (within !== undefined && !isWithin(realpathSync(within), realpathSync(path)))
      return { problem: "is a link that leads out of the repository" };
    return { text: readFileSync(path, "utf8") };
  } catch (thrown) {
    return { problem: `could not be read (${(thrown as NodeJS.ErrnoException).code ?? "unknown error"})` };
  }
}

/**
 * A glob written from a folder above the working directory, as it reads from the working directory; nothing when it
 * cannot match there.
 * @param way from the config's folder to the working directory
 */
function rebase(glob: string, way: string): string[] {
  const negated = glob.startsWith("!");
  let rest = glob.replace(/^!?(?:\.\/|\/)?/, "").split("/");
  for (const folder of way === "." ? [] : way.split("/")) {
    const [first, ...others] = rest;
    if (first === "**") break;
    if (first === undefined || !matchesGlob(first, folder)) return [];
    rest = others.length === 0 || (others.length === 1 && others[0] === "") ? ["**"] : others;
  }
  return [`${negated ? "!" : ""}${rest.join("/")}`];
}
