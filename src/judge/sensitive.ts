import type { Site } from "../evaluate/verdict.ts";
import type { Resource } from "../model/resource.ts";
import type { Value } from "../model/value.ts";

const hidden = "(sensitive)";
/** A shorter text is a secret by itself, but says nothing inside another one. */
const shortest = 4;
const known = new WeakMap<Resource, ReadonlySet<string>>();

/**
 * A site's facts as they may be printed: what a plan calls sensitive in the resource or its companion is left out.
 * Facts of resources without such values are the same object.
 */
export function openFacts(facts: Site["facts"], resources: readonly Resource[]): Site["facts"] {
  const secrets = resources.flatMap((resource) => [...secretsOf(resource)]);
  if (secrets.length === 0) return facts;
  return Object.fromEntries(
    Object.entries(facts).map(([key, fact]) => {
      const text = String(fact);
      const tells = secrets.some((one) => text === one || (one.length >= shortest && text.includes(one)));
      return [key, tells ? hidden : fact];
    }),
  );
}

function secretsOf(resource: Resource): ReadonlySet<string> {
  let found = known.get(resource);
  if (!found) {
    const texts = new Set<string>();
    // Only plans mark values.
    if (resource.planned !== undefined) collect(resource.values, texts);
    found = texts;
    known.set(resource, found);
  }
  return found;
}

function collect(value: Value, into: Set<string>): void {
  if (value.sensitive && (value.kind === "string" || value.kind === "number" || value.kind === "bool"))
    into.add(String(value.value));
  if (value.kind === "list") for (const item of value.items) collect(item, into);
  else if (value.kind === "object") for (const entry of value.entries.values()) collect(entry.value, into);
  else if ((value.kind === "string" || value.kind === "unknown") && value.shape) collect(value.shape, into);
}
