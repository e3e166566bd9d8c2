import type { Resource, Unit } from "../model/resource.ts";
import type { Reference, Step, Value } from "../model/value.ts";
import type { PolicyMetadata } from "./catalogue.ts";

/** What crosswalk.yaml tells the policies about a root. */
export interface Declarations {
  declares: readonly string[];
}

/** What a policy sees, as JSON; docs/architecture.md describes it. */
export interface PolicyInput {
  policies: string[];
  kind: string;
  declares: readonly string[];
  missing: string[];
  dangling: Record<string, string[]>;
  by_type: Record<string, string[]>;
  resources: Record<string, unknown>;
}

/** True when a policy's subject or companion pattern (`aws_*`) covers a resource type. */
export function covers(pattern: string, type: string): boolean {
  return pattern.endsWith("*") ? type.startsWith(pattern.slice(0, -1)) : pattern === type;
}

/**
 * The input of one evaluate call: the resources that the given policies judge or read, nothing else.
 * @param unit the resolved unit
 * @param policies the policies that run in this call; undefined takes in every resource
 */
export function buildInput(
  unit: Unit,
  policies: readonly PolicyMetadata[] | undefined,
  given: Declarations,
): PolicyInput {
  const patterns = new Set(policies?.flatMap((policy) => [...policy.subjects, ...policy.reads]) ?? ["*"]);
  const wanted = new Map<string, boolean>();
  const wants = (type: string): boolean => {
    let answer = wanted.get(type);
    if (answer === undefined) {
      answer = [...patterns].some((pattern) => covers(pattern, type));
      wanted.set(type, answer);
    }
    return answer;
  };
  const input: PolicyInput = {
    policies: (policies ?? []).map((policy) => policy.package).sort(),
    kind: unit.kind,
    declares: given.declares,
    missing: unit.missing.map((one) => one.what),
    dangling: Object.fromEntries(unit.dangling),
    by_type: Object.create(null) as Record<string, string[]>,
    resources: Object.create(null) as Record<string, unknown>,
  };
  for (const resource of unit.resources) {
    if (!wants(resource.type)) continue;
    input.by_type[resource.type] ??= [];
    input.by_type[resource.type]?.push(resource.key);
    input.resources[resource.key] = resourceInput(resource);
  }
  return input;
}

function resourceInput(resource: Resource): unknown {
  const links: Record<string, Array<{ to: string; inferred: boolean }>> = Object.create(null);
  for (const link of resource.links) {
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

/**
 * A value as a policy sees it; an unknown is `{"$unknown": {cause, refs, parts?, shape?}}`.
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
    case "unknown":
      return {
        $unknown: {
          cause: value.cause,
          refs: (value.refs ?? []).map(referenceText),
          ...(value.parts && { parts: value.parts.map(toJson) }),
          ...(value.shape && { shape: toJson(value.shape) }),
        },
      };
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
