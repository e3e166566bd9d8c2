import type { Entry, ObjectValue, Value } from "../value.ts";

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
  const present = new Set(base.items.map(keyOf));
  const added = over.items.filter((item) => {
    const known = keyOf(item);
    return known === undefined || !present.has(known);
  });
  return { ...over, items: [...base.items, ...added] };
}

/** The same for equal scalars and equal ports: an override that repeats an entry does not add it again. */
function keyOf(value: Value): string | undefined {
  if (value.kind === "string" || value.kind === "number" || value.kind === "bool")
    return JSON.stringify(value.value);
  if (value.kind !== "object") return undefined;
  const fields: string[] = [];
  for (const [key, entry] of value.entries) {
    const scalar = entry.value.kind === "object" ? undefined : keyOf(entry.value);
    if (scalar === undefined) return undefined;
    fields.push(`${JSON.stringify(key)}:${scalar}`);
  }
  return fields.sort().join();
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
