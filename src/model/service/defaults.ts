import type { Resource } from "../resource.ts";
import { type Entry, unknown } from "../value.ts";

/**
 * One default of a setting, from the version `since` on (from the first when absent).
 * @internal Used by the build.
 */
export interface Default {
  value: string;
  since?: string;
}

/** The dated table of a product's defaults, as policies/defaults/<product>.yaml has it. */
export interface ProductDefaults {
  product: string;
  settings: Record<string, readonly Default[]>;
  /** What the vendor's container image sets otherwise. */
  container?: Record<string, readonly Default[]>;
}

/**
 * Gives every setting of the table that is written nowhere its default, placed at the resource's head and named in
 * `meta.defaulted`. Where the default depends on a version that is not known it is unknown with the cause "version".
 * A resource that is not complete is left alone: what it does not say may be said elsewhere.
 */
export function applyDefaults(resource: Resource, table: ProductDefaults): void {
  if (resource.meta.complete !== true) return;
  const version = typeof resource.meta.version === "string" ? resource.meta.version : undefined;
  const entries = new Map<string, Entry>(resource.values.entries);
  const rows = { ...table.settings, ...(resource.meta.image ? table.container : {}) };
  const defaulted: string[] = [];
  for (const [key, defaults] of Object.entries(rows)) {
    if (entries.has(key)) continue;
    const found = defaultFor(defaults, version);
    if (found === undefined) continue;
    const value =
      found === "version"
        ? unknown("version", resource.head, { detail: `${table.product}: ${key}` })
        : ({ kind: "string", value: found.value, at: resource.head } as const);
    entries.set(key, { value });
    defaulted.push(key);
  }
  resource.values = { ...resource.values, entries };
  resource.meta.defaulted = defaulted;
}

function defaultFor(
  defaults: readonly Default[],
  version: string | undefined,
): Default | "version" | undefined {
  const values = new Set(defaults.map((one) => one.value));
  if (version === undefined)
    return values.size === 1 && defaults.some((one) => one.since === undefined) ? defaults[0] : "version";
  let found: Default | undefined;
  for (const one of defaults) {
    const order = one.since === undefined ? 1 : compare(version, one.since);
    // `16` of the tag postgres:16 is some 16.x: as late as the line goes, unless the change came within it.
    if (order === undefined) return "version";
    if (order >= 0) found = one;
  }
  return found;
}

/** The order of two versions; undefined when the first is too short to tell (`8` against `8.4`). */
function compare(version: string, since: string): number | undefined {
  const own = version.split(".").map(Number);
  const other = since.split(".").map(Number);
  for (const [i, part] of other.entries()) {
    const mine = own[i];
    if (mine === undefined) return other.slice(i).some((one) => one > 0) ? undefined : 0;
    if (mine !== part) return mine - part;
  }
  return 1;
}
