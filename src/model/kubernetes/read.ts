import type { ObjectValue, Value } from "../value.ts";
import { follow, type Step } from "../value.ts";

/** The value at a path; undefined when any step is missing. */
function at(value: Value | undefined, path: readonly Step[]): Value | undefined {
  if (!value) return undefined;
  const { value: found, rest } = follow(value, path);
  return rest.length === 0 ? found : undefined;
}

/** The text at a path; undefined for anything but text. */
export function text(value: Value | undefined, ...path: Step[]): string | undefined {
  const found = at(value, path);
  return found?.kind === "string" ? found.value : undefined;
}

/** The items of the list at a path; none for anything else. */
export function items(value: Value | undefined, ...path: Step[]): readonly Value[] {
  const found = at(value, path);
  return found?.kind === "list" ? found.items : [];
}

export function objectAt(value: Value | undefined, ...path: Step[]): ObjectValue | undefined {
  const found = at(value, path);
  return found?.kind === "object" ? found : undefined;
}

/** Scalars of an object as texts: labels, annotations, a selector's matchLabels. */
export function texts(value: Value | undefined, ...path: Step[]): Map<string, string> {
  const map = new Map<string, string>();
  for (const [key, entry] of objectAt(value, ...path)?.entries ?? []) {
    const scalar = scalarText(entry.value);
    if (scalar !== undefined) map.set(key, scalar);
  }
  return map;
}

export function scalarText(value: Value | undefined): string | undefined {
  if (value?.kind === "string") return value.value;
  return value?.kind === "bool" || value?.kind === "number" ? String(value.value) : undefined;
}

/** Plain JSON with sorted keys: equal texts mean equal values. `replace` may stand in for a value. */
export function canonical(value: Value, replace?: (value: Value) => string | undefined): string {
  const other = replace?.(value);
  if (other !== undefined) return other;
  switch (value.kind) {
    case "object": {
      const keys = [...value.entries.keys()].sort();
      const fields = keys.map((key) => {
        const entry = value.entries.get(key);
        return entry ? `${JSON.stringify(key)}:${canonical(entry.value, replace)}` : "";
      });
      return `{${fields.join(",")}}`;
    }
    case "list":
      return `[${value.items.map((item) => canonical(item, replace)).join(",")}]`;
    case "null":
      return "null";
    case "unknown":
      return `?${value.cause}:${value.detail ?? ""}:${value.at.start}`;
    default:
      return JSON.stringify(value.value);
  }
}
