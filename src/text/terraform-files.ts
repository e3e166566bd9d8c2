/** A file of a module by its name: native or JSON syntax, Terraform's or OpenTofu's. */
export function isModuleFile(path: string): boolean {
  return /\.(?:tf|tofu)(?:\.json)?$/.test(path) && !/(?:^|\/)\.[^/]*$/.test(path);
}

/**
 * The names of a folder that make up its module, sorted as they are loaded. OpenTofu passes over a `.tf` file that
 * has a `.tofu` file of the same name beside it, also in the JSON forms
 * (https://opentofu.org/docs/language/files/#file-extension); Terraform passes over names that begin with a dot.
 */
export function moduleFiles(names: Iterable<string>): string[] {
  const all = new Set(names);
  return [...all].filter((name) => isModuleFile(name) && !isReplaced(name, all)).sort();
}

/** Those of some paths in place of which a `.tofu` file is read. */
export function replacedFiles(paths: Iterable<string>): Set<string> {
  const all = new Set(paths);
  return new Set([...all].filter((path) => isReplaced(path, all)));
}

/** Does a `.tofu` file stand in place of this one? */
function isReplaced(name: string, all: ReadonlySet<string>): boolean {
  return /\.tf(?:\.json)?$/.test(name) && all.has(name.replace(/\.tf(\.json)?$/, ".tofu$1"));
}

/** An override file (https://developer.hashicorp.com/terraform/language/files/override). */
export function isOverride(path: string): boolean {
  return /(?:^|[/_])override\.(?:tf|tofu)(?:\.json)?$/.test(path);
}
