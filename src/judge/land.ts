import type { Resource, Unit } from "../model/resource.ts";
import type { Cause, ListValue, ObjectValue, Step, UnknownValue, Value } from "../model/value.ts";
import type { At } from "../text/span.ts";

/** A step that was taken: the container it was taken in (absent below what exists) and what it led to. */
export interface Stride {
  step: Step;
  within?: ObjectValue | ListValue;
  value?: Value;
  /** The container was read out of a text or an unknown: a JSON document, a merge. */
  opened: boolean;
}

export interface Landed {
  at: At;
  /** One stride for each step of the path, also of those that could not be taken. */
  strides: Stride[];
  exact: boolean;
}

/** Documents inside documents (a policy in a policy) end somewhere. */
const openLimit = 8;
/** A search for an unknown gives up after so many values: it only names a cause. */
const searchLimit = 5000;
const depthLimit = 64;

/**
 * Where a site's path leads in a resource: the text that set the value, with its key where that stands right before
 * it; for an absent one the deepest block that exists on the way, or the resource's head.
 */
export function land(resource: Resource, path: readonly Step[]): Landed {
  const strides: Stride[] = [];
  let here: Value | undefined = resource.values;
  let at = resource.head;
  let exact = true;
  for (const step of path) {
    const { container, opened }: ReturnType<typeof open> = open(here);
    const taken: { value: Value; keyAt?: At } | undefined = container && take(container, step);
    if (!container || !taken) {
      exact = false;
      here = undefined;
      strides.push({ step, opened: false });
      continue;
    }
    here = taken.value;
    at = taken.keyAt ? covering(taken.keyAt, taken.value.at) : taken.value.at;
    strides.push({ step, within: container, value: here, opened });
  }
  return { at, strides, exact };
}

function open(value: Value | undefined): { container: ObjectValue | ListValue | undefined; opened: boolean } {
  let here = value;
  for (let i = 0; i < openLimit && here; i++) {
    if (here.kind === "object" || here.kind === "list") return { container: here, opened: i > 0 };
    here = here.kind === "string" || here.kind === "unknown" ? here.shape : undefined;
  }
  return { container: undefined, opened: false };
}

function take(container: ObjectValue | ListValue, step: Step): { value: Value; keyAt?: At } | undefined {
  if (container.kind === "object") return container.entries.get(String(step));
  const value = typeof step === "number" ? container.items[step] : undefined;
  return value && { value };
}

/** Key and value together, when nothing but a separator lies between; a value set elsewhere stands alone. */
function covering(key: At, value: At): At {
  const gap = value.start - key.end;
  if (key.source !== value.source || gap < 0 || gap > 200) return value;
  // A comment behind the key changes nothing.
  const between = key.source.text.slice(key.end, value.start).replace(/#[^\r\n]*/g, "");
  if (!/^["'\s:=]*$/.test(between)) return value;
  return { source: value.source, start: key.start, end: value.end };
}

/** Why a verdict is unknown, and what would resolve it. */
export interface Explanation {
  cause: Cause;
  detail?: string;
}

/**
 * The cause of an unknown: the value on or under the path, the instance, what is missing from the unit, a companion
 * that could not be tied, else the first unknown in sight. Undefined when nothing in the unit explains it.
 */
export function explain(
  resource: Resource,
  strides: readonly Stride[],
  unit: Unit,
  find: (key: string) => Resource | undefined,
): Explanation | undefined {
  for (const { value } of strides) if (value?.kind === "unknown") return of(value);
  const deepest = strides.findLast((stride) => stride.value)?.value;
  const under = deepest && firstUnknown(deepest);
  if (under) return of(under);
  if (resource.unknownInstance) return { cause: resource.unknownInstance };
  const missing = unit.missing[0];
  if (missing) return { cause: missing.cause, detail: missing.what };
  for (const keys of unit.dangling.values()) {
    const dangling = keys.map(find).find((one) => one !== undefined);
    const found = dangling && inside(dangling);
    if (found) return found;
  }
  const own = firstUnknown(resource.values);
  if (own) return of(own);
  for (const link of resource.links) {
    const companion = find(link.to);
    const found = companion && inside(companion);
    if (found) return found;
  }
  // Whether two equal names mean the same thing is decided where they are deployed.
  return resource.links.some((link) => link.inferred) ? { cause: "outside-scan" } : undefined;
}

function inside(resource: Resource): Explanation | undefined {
  if (resource.unknownInstance) return { cause: resource.unknownInstance };
  const found = firstUnknown(resource.values);
  return found && of(found);
}

function of(value: UnknownValue): Explanation {
  return { cause: value.cause, ...(value.detail !== undefined && { detail: value.detail }) };
}

function firstUnknown(value: Value): UnknownValue | undefined {
  let left = searchLimit;
  const search = (here: Value, depth: number): UnknownValue | undefined => {
    if (here.kind === "unknown") return here;
    if (--left <= 0 || depth > depthLimit) return undefined;
    if (here.kind === "string") return here.shape && search(here.shape, depth + 1);
    if (here.kind === "list") {
      for (const item of here.items) {
        const found = search(item, depth + 1);
        if (found) return found;
      }
    } else if (here.kind === "object") {
      for (const entry of here.entries.values()) {
        const found = search(entry.value, depth + 1);
        if (found) return found;
      }
    }
    return undefined;
  };
  return search(value, 0);
}
