import type { Resource } from "../../resource.ts";
import type { Entry, UnknownValue, Value } from "../../value.ts";
import { follow } from "../../value.ts";

const deepest = 40;
/** How many resources a name may be taken from, one after the other. */
const longest = 8;

/**
 * A value in which a text stands for each that is not known, so that objects are tied by names as written: two names
 * that come from the same variable are the same name, and one that is another object's (`metadata[0].name`, the `id` of a
 * namespace) is that object's. Where the name of the reference cannot be told, its expression stands for it.
 */
export function named(value: Value, byKey: ReadonlyMap<string, Resource>, depth = 0): Value {
  if (depth > deepest) return value;
  switch (value.kind) {
    case "unknown":
      return value.shape && value.shape.kind !== "string"
        ? named(value.shape, byKey, depth + 1)
        : { kind: "string", value: nameOf(value, byKey, 0), at: value.at };
    case "list":
      return { ...value, items: value.items.map((item) => named(item, byKey, depth + 1)) };
    case "object": {
      const entries = new Map<string, Entry>();
      for (const [key, entry] of value.entries)
        entries.set(key, { ...entry, value: named(entry.value, byKey, depth + 1) });
      return { ...value, entries };
    }
    default:
      return value;
  }
}

function nameOf(value: UnknownValue, byKey: ReadonlyMap<string, Resource>, depth: number): string {
  const [ref, ...others] = value.refs ?? [];
  if (ref && others.length === 0 && !value.parts) {
    const field = fieldOf(ref.path);
    const target = field && depth < longest ? byKey.get(ref.key) : undefined;
    if (target && field) {
      const found = follow(target.values, ["metadata", field]);
      if (found.rest.length === 0) {
        if (found.value.kind === "string") return found.value.value;
        if (found.value.kind === "unknown" && found.value !== value)
          return nameOf(found.value, byKey, depth + 1);
      }
    }
    return `\${${ref.key}.${ref.path}}`;
  }
  if (value.cause === "variable" && value.detail !== undefined && !value.parts) return `\${${value.detail}}`;
  const { source, start, end } = value.at;
  return `\${${source.path} ${source.text.slice(start, Math.min(end, start + 200))}}`;
}

/** The field of an object's metadata that a reference reads. */
function fieldOf(path: string): string | undefined {
  if (path === "id") return "name";
  return /^metadata(?:\[0\]|\.0)\.(name|namespace)$/.exec(path)?.[1];
}

/** Does anything in the value hide a name? */
export function hides(value: Value | undefined, depth = 0): boolean {
  if (!value || depth > deepest) return false;
  if (value.kind === "unknown") return true;
  if (value.kind === "list") return value.items.some((item) => hides(item, depth + 1));
  if (value.kind !== "object") return false;
  for (const entry of value.entries.values()) if (hides(entry.value, depth + 1)) return true;
  return false;
}
