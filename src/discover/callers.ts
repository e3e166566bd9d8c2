import { posix } from "node:path";
import { installedModules, readInstalledModules } from "../text/installed-modules.ts";
import { isModuleFile } from "../text/terraform-files.ts";
import type { Disk } from "./disk.ts";
import type { Found } from "./walk.ts";

/** A local source, in either syntax. */
const localSource = /\bsource"?[ \t]*[=:]\s*"(\.{1,2}(?:\/[^"\n]*)?)"/g;

/**
 * Folders whose Terraform code calls one of the given folders as a module, directly or through others: a named file
 * of a child module is judged as its roots call it, as the scan of the whole folder does. A call is a local source,
 * links looked through, or what `terraform init` noted in a root module's folder.
 * @param folders as shown, with forward slashes
 * @param files what the walk of the scan root found
 */
export function callersOf(folders: ReadonlySet<string>, files: readonly Found[], disk: Disk): Set<string> {
  const callers = new Map<string, Set<string>>();
  const call = (from: string, to: string): void => {
    const called = disk.real(to.replace(/(?<=.)\/$/, ""));
    const known = callers.get(called);
    if (known) known.add(from);
    else callers.set(called, new Set([from]));
  };
  const seen = new Set<string>();
  for (const { shown } of files) {
    if (!isModuleFile(shown)) continue;
    const folder = posix.dirname(shown);
    if (!seen.has(folder)) {
      seen.add(folder);
      const installed = disk.read(posix.join(folder, installedModules));
      if (installed !== undefined)
        for (const [key, path] of readInstalledModules(installed))
          if (key !== "") call(folder, posix.join(folder, path));
    }
    const text = disk.read(shown);
    if (text === undefined || !text.includes("module")) continue;
    for (const [, source = ""] of text.matchAll(localSource)) call(folder, posix.join(folder, source));
  }
  const found = new Set<string>();
  const open = [...folders].map((folder) => disk.real(folder));
  for (let folder = open.pop(); folder !== undefined; folder = open.pop()) {
    for (const caller of callers.get(folder) ?? []) {
      if (found.has(caller) || folders.has(caller)) continue;
      found.add(caller);
      open.push(caller);
    }
  }
  return found;
}
