import type { HclFile } from "../../parse/hcl/ast.ts";
import type { Diagnostic } from "../../text/diagnostic.ts";
import { type Environment, type Inputs, isAutomatic } from "./inputs.ts";
import type { Folders } from "./module-loader.ts";
import { folderOf, nameOf } from "./paths.ts";

/** A root module, and the environment it is judged in where it has any. */
export interface RootInEnvironment {
  folder: string;
  environment?: Environment;
}

/**
 * Each root once for every environment that belongs to it: one whose files lie in or beneath the root's folder, no
 * other root nearer; or, when its files lie near no root, that sets a variable of the root. A root without any is
 * judged once.
 */
export function inEnvironments(
  roots: readonly string[],
  environments: readonly Environment[],
  folders: Folders,
): RootInEnvironment[] {
  const byRoot = new Map<string, Environment[]>();
  const add = (root: string, environment: Environment): void => {
    const list = byRoot.get(root);
    if (list) list.push(environment);
    else byRoot.set(root, [environment]);
  };
  for (const environment of environments) {
    if (environment.root !== undefined) {
      if (roots.includes(environment.root)) add(environment.root, environment);
      continue;
    }
    const near = new Set<string>();
    for (const file of environment.files) {
      const root = nearestRoot(file, roots);
      if (root !== undefined) near.add(root);
    }
    const names = new Set(environment.files.flatMap((file) => namesIn(folders.file(file))));
    const sets = (root: string): boolean => {
      const variables = folders.definition(root)?.variables;
      return variables !== undefined && [...names].some((name) => variables.has(name));
    };
    const chosen = near.size > 0 ? roots.filter((root) => near.has(root)) : roots.filter(sets);
    for (const root of chosen) add(root, environment);
  }
  return roots.flatMap((folder): RootInEnvironment[] => {
    const own = byRoot.get(folder);
    return own ? own.map((environment) => ({ folder, environment })) : [{ folder }];
  });
}

/** The root in whose folder a file lies, or beneath which; the innermost of several. */
function nearestRoot(path: string, roots: readonly string[]): string | undefined {
  const all = new Set(roots);
  for (let folder = folderOf(path); ; folder = folderOf(folder)) {
    if (all.has(folder)) return folder;
    if (folder === "." || folder === "/" || folder.endsWith("..")) return undefined;
  }
}

function namesIn(file: HclFile | undefined): string[] {
  return file?.body.attributes.map((attribute) => attribute.name) ?? [];
}

/** Variable files beside a root that Terraform does not read by itself, each with the names it sets. */
export function offeredFiles(
  files: ReadonlyMap<string, HclFile>,
  roots: readonly string[],
): Map<string, Array<{ path: string; names: string[] }>> {
  const offered = new Map<string, Array<{ path: string; names: string[] }>>();
  for (const [path, file] of files) {
    if (file.source.kind !== "tfvars" || isAutomatic(nameOf(path))) continue;
    const root = nearestRoot(path, roots);
    if (root === undefined) continue;
    const list = offered.get(root) ?? [];
    list.push({ path, names: namesIn(file) });
    offered.set(root, list);
  }
  for (const list of offered.values()) list.sort((a, b) => (a.path < b.path ? -1 : 1));
  return offered;
}

/** What was given to the whole run and no root has a variable for. */
export function undeclaredInputs(
  roots: readonly RootInEnvironment[],
  inputs: Inputs,
  folders: Folders,
): Diagnostic[] {
  const given = [
    ...inputs.arguments,
    ...inputs.environments.flatMap((one) => one.files.map((file) => ({ file }))),
  ];
  if (given.length === 0 || roots.length === 0) return [];
  const declared = new Set<string>();
  for (const { folder } of roots)
    for (const name of folders.definition(folder)?.variables.keys() ?? []) declared.add(name);
  const found: Diagnostic[] = [];
  const code = "tf-undeclared-variable" as const;
  for (const one of given) {
    if ("file" in one) {
      const file = folders.file(one.file);
      for (const { name, nameSpan } of file?.body.attributes ?? []) {
        if (declared.has(name) || !file) continue;
        const at = { source: file.source, start: nameSpan.start, end: nameSpan.end };
        const message = `No root module has a variable "${name}".`;
        const hint = "Declare it, or take the value out of the file.";
        found.push({ code, severity: "warning", message, hint, at });
      }
    } else if (!declared.has(one.name)) {
      const message = `--var ${one.name}: no root module has a variable of this name.`;
      found.push({ code, severity: "error", message, hint: "Check the spelling." });
    }
  }
  return found;
}
