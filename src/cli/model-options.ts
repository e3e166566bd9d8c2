import type { Config, NestedSettings } from "../config/config.ts";
import type { Inputs } from "../model/terraform/inputs.ts";
import type { ModelOptions } from "../run/model-sources.ts";
import type { Diagnostic } from "../text/diagnostic.ts";
import type { Source } from "../text/source.ts";

/** What modelling takes from the settings: environments and workspaces of roots, scope, units of manifests. */
export function modelOptions(config: Config, inputs: Inputs): ModelOptions {
  const options: ModelOptions = { inputs };
  if (config.scope) options.scope = config.scope;
  if (config.units) options.units = config.units;
  if (!config.roots) return options;
  const environments = [...inputs.environments];
  const workspaces = new Map<string, string>();
  for (const { path, workspace, environments: own = {} } of config.roots) {
    // A flag wins: who names environments on the command line wants those.
    if (inputs.environments.length === 0)
      for (const [name, files] of Object.entries(own))
        environments.push({ name, root: path, files: files.map((file) => join(path, file)) });
    if (workspace !== undefined) workspaces.set(path, workspace);
  }
  options.inputs = { ...inputs, environments, workspaces };
  return options;
}

/** Baselines that folders own: of nested files, root modules and units of manifests. */
export function declaredFolders({ nested = [], roots = [] }: Config): NestedSettings[] {
  const own = roots.flatMap(({ path, declares }) => (declares ? [{ folder: path, declares }] : []));
  return [...nested, ...own];
}

/** `roots` entries whose folder holds no Terraform file: what they set would be lost without a word. */
export function strayRoots(config: Config, sources: readonly Source[], path: string): Diagnostic[] {
  const folders = new Set<string>();
  for (const source of sources)
    if (source.kind === "terraform")
      folders.add(source.path.includes("/") ? source.path.slice(0, source.path.lastIndexOf("/")) : ".");
  return (config.roots ?? [])
    .filter((root) => !folders.has(root.path))
    .map((root) => ({
      code: "config-ignored",
      severity: "warning",
      message: `roots names ${root.path}, where the scan found no Terraform file`,
      path,
    }));
}

function join(folder: string, file: string): string {
  const bare = file.replace(/^\.\//, "");
  return folder === "." ? bare : `${folder}/${bare}`;
}
