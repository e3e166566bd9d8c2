import type { HclFile } from "../../parse/hcl/ast.ts";
import { installedModules, readInstalledModules } from "../../text/installed-modules.ts";
import { isModuleFile, replacedFiles } from "../../text/terraform-files.ts";
import { literalOf } from "./definition.ts";
import { folderOf, isLocalSource, joinPath } from "./paths.ts";

/**
 * The folders that are judged by themselves: those with a module's files that no other scanned folder calls, by a local
 * source (links looked through) or by where `terraform init` put what it calls. Where modules call each other in a circle, the first of them in order of names.
 */
export function rootFolders(
  files: ReadonlyMap<string, HclFile>,
  outside: { read(path: string): string | undefined; real?(folder: string): string },
): string[] {
  const real = (folder: string): string => outside.real?.(folder) ?? folder;
  const replaced = replacedFiles(files.keys());
  const calls = new Map<string, Set<string>>();
  for (const [path, file] of files) {
    if (!isModuleFile(path) || replaced.has(path)) continue;
    const folder = folderOf(path);
    let called = calls.get(folder);
    if (!called) {
      called = new Set();
      calls.set(folder, called);
    }
    for (const block of file.body.blocks) {
      if (block.type !== "module") continue;
      const source = literalOf(block, "source");
      if (source !== undefined && isLocalSource(source)) called.add(real(joinPath(folder, source)));
    }
  }
  for (const [folder, called] of calls) {
    const installed = outside.read(joinPath(folder, installedModules));
    if (installed === undefined) continue;
    // The root module itself stands there too, under an empty key.
    for (const [key, path] of readInstalledModules(installed))
      if (key !== "") called.add(real(joinPath(folder, path)));
  }
  const isCalled = new Set<string>();
  for (const [folder, called] of calls)
    for (const target of called) if (target !== folder) isCalled.add(target);
  const roots = [...calls.keys()].filter((folder) => !isCalled.has(folder));
  const reached = new Set<string>();
  const reach = (start: string) => {
    const queue = [start];
    for (let folder = queue.pop(); folder !== undefined; folder = queue.pop()) {
      if (reached.has(folder)) continue;
      reached.add(folder);
      queue.push(...(calls.get(folder) ?? []));
    }
  };
  for (const root of roots) reach(root);
  for (const folder of [...calls.keys()].sort()) {
    if (reached.has(folder)) continue;
    roots.push(folder);
    reach(folder);
  }
  return roots.sort();
}
