import { matchesGlob } from "../text/glob.ts";
import type { Config, Selector } from "./config.ts";

/** Where a configuration file's folder lies, seen from the working directory. */
export interface Place {
  /** From the file's folder down to the working directory; undefined when it does not lie below. */
  down?: string;
  /** From the working directory down to the file's folder; undefined when it does not lie below. */
  up?: string;
}

/** The configuration with every path and glob counted from the working directory instead of from its file's folder. */
export function rebaseConfig(config: Config, place: Place): Config {
  if (place.down === "." || place.up === ".") return config;
  const rebased: Config = { ...config };
  const globs = (list: readonly string[]): string[] => list.flatMap((glob) => rebaseGlob(glob, place));
  if (config.include) rebased.include = globs(config.include);
  if (config.exclude) rebased.exclude = globs(config.exclude);
  const rules = (list: readonly Selector[]): Selector[] =>
    list.map((one) => (one.paths ? { ...one, paths: globs(one.paths) } : one));
  if (config.scope) {
    const { scope } = config;
    rebased.scope = { ...scope };
    if (scope.phi) rebased.scope.phi = rules(scope.phi);
    if (scope.noPhi) rebased.scope.noPhi = rules(scope.noPhi);
    if (scope.soc2) {
      rebased.scope.soc2 = { ...scope.soc2 };
      if (scope.soc2.in) rebased.scope.soc2.in = rules(scope.soc2.in);
      if (scope.soc2.out) rebased.scope.soc2.out = rules(scope.soc2.out);
    }
  }
  if (config.roots)
    rebased.roots = config.roots.flatMap((root) => {
      const path = rebasePath(root.path, place);
      return path === undefined ? [] : [{ ...root, path }];
    });
  if (config.units) rebased.units = config.units.map((unit) => ({ ...unit, paths: globs(unit.paths) }));
  return rebased;
}

function rebaseGlob(glob: string, { down, up }: Place): string[] {
  const negated = glob.startsWith("!") ? "!" : "";
  const bare = glob.slice(negated.length).replace(/^(?:\.\/|\/)/, "");
  if (up !== undefined) {
    // A name without a slash counts at any depth below its file, and not beside it.
    const anywhere = !bare.replace(/\/$/, "").includes("/") && !/^!?(?:\.\/|\/)/.test(glob);
    return [`${negated}${up}/${anywhere ? "**/" : ""}${bare}`];
  }
  let rest = bare.split("/");
  for (const folder of down === undefined || down === "." ? [] : down.split("/")) {
    const [first, ...others] = rest;
    if (first === "**") break;
    if (first === undefined || !matchesGlob(first, folder)) return [];
    rest = others.length === 0 || (others.length === 1 && others[0] === "") ? ["**"] : others;
  }
  return [`${negated}${rest.join("/")}`];
}

/** A path that is no glob; undefined when it does not lie below the working directory. */
function rebasePath(path: string, { down, up }: Place): string | undefined {
  const bare = path.replace(/^\.\/|\/+$/g, "") || ".";
  if (up !== undefined) return bare === "." ? up : `${up}/${bare}`;
  if (down === undefined || down === ".") return bare;
  if (bare === down) return ".";
  return bare.startsWith(`${down}/`) ? bare.slice(down.length + 1) : undefined;
}
