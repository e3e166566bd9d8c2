import { posix } from "node:path";
import type { Disk } from "./disk.ts";
import type { Found } from "./walk.ts";

/**
 * Folders whose Terraform code calls one of the given folders as a module, directly or through others: a named file
 * of a child module is judged as its roots call it, as the scan of the whole folder does.
 * @param folders as shown, with forward slashes
 * @param files what the walk of the scan root found
 */
export function callersOf(folders: ReadonlySet<string>, files: readonly Found[], disk: Disk): Set<string> {
  const callers = new Map<string, string[]>();
  for (const { shown } of files) {
    if (!/\.(?:tf|tofu)$/.test(shown)) continue;
    const text = disk.read(shown);
    if (text === undefined || !text.includes("module")) continue;
    const folder = posix.dirname(shown);
    for (const [, source = ""] of text.matchAll(/\bsource[ \t]*=[ \t]*"(\.{1,2}(?:\/[^"\n]*)?)"/g)) {
      const called = posix.join(folder, source).replace(/(?<=.)\/$/, "");
      const known = callers.get(called);
      if (known) known.push(folder);
      else callers.set(called, [folder]);
    }
  }
  const found = new Set<string>();
  const open = [...folders];
  for (let folder = open.pop(); folder !== undefined; folder = open.pop()) {
    for (const caller of callers.get(folder) ?? []) {
      if (found.has(caller) || folders.has(caller)) continue;
      found.add(caller);
      open.push(caller);
    }
  }
  return found;
}
