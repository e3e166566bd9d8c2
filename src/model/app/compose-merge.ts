import { type Entry, type ObjectValue, step, type Value } from "../value.ts";

/** Keys whose later value stands alone. Source: Compose file reference, Merge. */
const replacing = new Set(["command", "entrypoint", "test"]);

/**
 * A service over the one it is merged onto: mappings by key, lists one after the other, scalars and commands
 * replaced; `!override` replaces what is below, `!reset` removes it.
 */
export function mergeObjects(base: ObjectValue, over: ObjectValue): ObjectValue {
  const entries = new Map(base.entries);
  for (const [key, entry] of over.entries) {
    const below = entries.get(key);
    if (isTagged(entry.value, "!reset")) entries.delete(key);
    else if (entry.value.kind === "null" && below) continue;
    else if (below) entries.set(key, { ...entry, value: mergeValues(key, below.value, entry.value) });
    else entries.set(key, entry);
  }
  return { ...over, entries };
}

function mergeValues(key: string, base: Value, over: Value): Value {
  if (replacing.has(key)) return over;
  if (base.kind === "object" && over.kind === "object") return mergeObjects(base, over);
  if (base.kind !== "list" || over.kind !== "list") return over;
  return {
    ...over,
    items: [...base.items, ...over.items.filter((item) => !base.items.some((one) => same(one, item)))],
  };
}

/** Equal scalars, or equal ports: an override that repeats an entry does not add it again. */
function same(a: Value, b: Value): boolean {
  if (a.kind === "object" && b.kind === "object") {
    if (a.entries.size !== b.entries.size) return false;
    for (const [key, { value }] of a.entries) {
      const other = step(b, key);
      if (!other || !sameScalar(value, other)) return false;
    }
    return true;
  }
  return sameScalar(a, b);
}

function sameScalar(a: Value, b: Value): boolean {
  return "value" in a && "value" in b && a.kind === b.kind && a.value === b.value;
}

/** The service with the merge's own tags taken away. */
export function untagged(service: ObjectValue): ObjectValue {
  const entries = new Map<string, Entry>();
  for (const [key, entry] of service.entries) {
    if (isTagged(entry.value, "!reset")) continue;
    const shape =
      isTagged(entry.value, "!override") && "shape" in entry.value ? entry.value.shape : undefined;
    entries.set(key, shape ? { ...entry, value: shape } : entry);
  }
  return { ...service, entries };
}

function isTagged(value: Value, tag: string): boolean {
  return value.kind === "unknown" && value.detail === tag;
}
