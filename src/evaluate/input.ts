import type { Resource, Unit } from "../model/resource.ts";
import type { Entry, ObjectValue, Reference, Step, Value } from "../model/value.ts";
import type { PolicyMetadata } from "./catalogue.ts";

/** What crosswalk.yaml tells the policies about a root. */
export interface Declarations {
  declares: readonly string[];
  /** Values of policies' parameters that differ from the default: policy id → name → value. */
  parameters?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  /** The input is to be shown, not judged: what a plan calls sensitive is left out. */
  concealed?: boolean;
}

/** What a policy sees, as JSON; docs/architecture.md describes it. */
export interface PolicyInput {
  policies: string[];
  kind: string;
  declares: readonly string[];
  /** By package: every parameter with its value. */
  parameters: Record<string, Record<string, unknown>>;
  missing: string[];
  dangling: Record<string, string[]>;
  by_type: Record<string, string[]>;
  resources: Record<string, unknown>;
}

/** True when a policy's subject or companion pattern (`aws_*`) covers a resource type. */
export function covers(pattern: string, type: string): boolean {
  return pattern.endsWith("*") ? type.startsWith(pattern.slice(0, -1)) : pattern === type;
}

/** A part of a unit, as batch.ts slices it. */
export interface Slice {
  judged: ReadonlySet<Resource>;
  resources: readonly Resource[];
  /** Links that the policies follow; others are left out. */
  links: (resource: Resource) => Resource["links"];
}

/**
 * The input of one evaluate call: the resources that the given policies judge or read, nothing else.
 * @param unit the resolved unit
 * @param policies the policies that run in this call; undefined takes in every resource
 * @param slice only that part of the unit; then `by_type` holds what is judged in this call and the types that a
 * policy reads whole, and of the companions that cannot be tied and of what is missing one stands for all
 */
export function buildInput(
  unit: Unit,
  policies: readonly PolicyMetadata[] | undefined,
  given: Declarations,
  slice?: Slice,
): PolicyInput {
  const wants = coverage(policies?.flatMap((policy) => [...policy.subjects, ...policy.reads]) ?? ["*"]);
  const whole = coverage(policies?.flatMap((policy) => policy.whole ?? []) ?? []);
  const input: PolicyInput = {
    policies: (policies ?? []).map((policy) => policy.package).sort(),
    kind: unit.kind,
    declares: given.declares,
    parameters: parametersOf(policies ?? [], given),
    missing: unit.missing.slice(0, slice ? 1 : undefined).map((one) => one.what),
    dangling: Object.fromEntries(
      [...unit.dangling].map(([name, keys]) => [name, slice ? keys.slice(0, 1) : keys]),
    ),
    by_type: Object.create(null) as Record<string, string[]>,
    resources: Object.create(null) as Record<string, unknown>,
  };
  for (const resource of slice?.resources ?? unit.resources) {
    if (!wants(resource.type)) continue;
    const shown = given.concealed
      ? { ...resource, values: conceal(resource.values) as ObjectValue }
      : resource;
    input.resources[resource.key] = resourceInput(shown, slice?.links(resource) ?? resource.links);
    if (slice && !slice.judged.has(resource) && !whole(resource.type)) continue;
    input.by_type[resource.type] ??= [];
    input.by_type[resource.type]?.push(resource.key);
  }
  return input;
}

/** Asks whether any of the patterns covers a type; each type is looked at once. */
function coverage(patterns: readonly string[]): (type: string) => boolean {
  const distinct = [...new Set(patterns)];
  const known = new Map<string, boolean>();
  return (type) => {
    let answer = known.get(type);
    if (answer === undefined) {
      answer = distinct.some((pattern) => covers(pattern, type));
      known.set(type, answer);
    }
    return answer;
  };
}

function parametersOf(policies: readonly PolicyMetadata[], given: Declarations): PolicyInput["parameters"] {
  const found: PolicyInput["parameters"] = {};
  for (const policy of policies) {
    if (!policy.parameters) continue;
    const values: Record<string, unknown> = {};
    for (const [name, { default: fallback }] of Object.entries(policy.parameters))
      values[name] = given.parameters?.[policy.id]?.[name] ?? fallback;
    found[policy.package] = values;
  }
  return found;
}

function resourceInput(resource: Resource, given: Resource["links"]): unknown {
  const links: Record<string, Array<{ to: string; inferred: boolean }>> = Object.create(null);
  for (const link of given) {
    links[link.name] ??= [];
    links[link.name]?.push({ to: link.to, inferred: link.inferred });
  }
  return {
    key: resource.key,
    type: resource.type,
    name: resource.name,
    address: resource.address,
    values: toJson(resource.values),
    links,
    meta: resource.scope ? { ...resource.meta, phi: resource.scope.phi } : resource.meta,
    ...(resource.unknownInstance && { $unknown: { cause: resource.unknownInstance, refs: [] } }),
  };
}

/** The same value with every sensitive one in it replaced by a text that says so. */
function conceal(value: Value): Value {
  if (value.sensitive && value.kind !== "null") return { kind: "string", value: "(sensitive)", at: value.at };
  if (value.kind === "list") return { ...value, items: value.items.map(conceal) };
  if (value.kind !== "object") return value;
  const entries = new Map<string, Entry>();
  for (const [key, entry] of value.entries) entries.set(key, { ...entry, value: conceal(entry.value) });
  return { ...value, entries };
}

/**
 * A value as a policy sees it; an unknown is `{"$unknown": {cause, refs, maybe?, parts?, shape?}}`; `maybe` are those
 * of `refs` that the value may not come from.
 * @internal Used by tests and scripts.
 */
export function toJson(value: Value): unknown {
  switch (value.kind) {
    case "null":
      return null;
    case "bool":
    case "number":
    case "string":
      return value.value;
    case "list":
      return value.items.map(toJson);
    case "object": {
      const result: Record<string, unknown> = Object.create(null);
      for (const [key, entry] of value.entries) result[escapeKey(key)] = toJson(entry.value);
      return result;
    }
    case "unknown": {
      const doubtful = (value.refs ?? []).filter((one) => one.maybe);
      return {
        $unknown: {
          cause: value.cause,
          refs: (value.refs ?? []).map(referenceText),
          ...(doubtful.length > 0 && { maybe: doubtful.map(referenceText) }),
          ...(value.parts && { parts: value.parts.map(toJson) }),
          ...(value.shape && { shape: toJson(value.shape) }),
        },
      };
    }
  }
}

function referenceText(reference: Reference): string {
  return reference.path ? `${reference.key}.${reference.path}` : reference.key;
}

/** A scanned key that looks like the marker gets a `$` more, so that no document can pose as an unknown. */
function escapeKey(key: string): string {
  return key.endsWith("$unknown") && /^\$+unknown$/.test(key) ? `$${key}` : key;
}

/** The path a policy gave, in terms of the model: marker steps are looked through, escaped keys unescaped. */
export function modelPath(path: readonly Step[]): Step[] {
  const result: Step[] = [];
  for (let i = 0; i < path.length; i++) {
    const key = path[i] as Step;
    if (key === "$unknown") {
      if (path[i + 1] === "shape") i++;
      continue;
    }
    result.push(typeof key === "string" && /^\$\$+unknown$/.test(key) ? key.slice(1) : key);
  }
  return result;
}
