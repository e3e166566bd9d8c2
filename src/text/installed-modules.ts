/** Where `terraform init` notes, in a root module's folder, which folder each module call leads to. */
export const installedModules = ".terraform/modules/modules.json";

/**
 * Reads that file: the folder of each call, relative to the root module, by the names of the calls from the root,
 * joined by dots. Empty for a text that is no such file.
 */
export function readInstalledModules(text: string): Map<string, string> {
  const found = new Map<string, string>();
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return found;
  }
  const modules = (parsed as { Modules?: unknown } | null)?.Modules;
  if (!Array.isArray(modules)) return found;
  for (const one of modules as Array<{ Key?: unknown; Dir?: unknown } | null>) {
    if (typeof one?.Key === "string" && typeof one.Dir === "string")
      found.set(one.Key, one.Dir.replaceAll("\\", "/"));
  }
  return found;
}
