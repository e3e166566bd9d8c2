import type { At } from "../text/span.ts";

/** Why a value cannot be known from the files. A closed list: a new cause is a change of the report's schema. */
export type Cause =
  | "variable"
  | "computed"
  | "data"
  | "module"
  | "function"
  | "not-rendered"
  | "version"
  | "outside-scan"
  | "not-supported";

/**
 * Where a value came from: `key` of the resource (as in Resource.key), and the attribute path behind it.
 * Known values carry references too, so that `bucket = aws_s3_bucket.a.bucket` links although the name is known.
 */
export interface Reference {
  key: string;
  path: string;
  /** The value may come from elsewhere: a branch that is not known to be taken, an index that is not known. */
  maybe?: true;
}

interface Base {
  /** The text that set this value: an attribute's expression, a YAML scalar, a setting's value. */
  at: At;
  /** Where it was first written, when it came here through a variable, a local or an output. */
  origin?: At;
  /** The texts that brought it from where it is set into a built object: a chart's template, the file a patch changes. */
  through?: ReadonlyArray<{ readonly at: At; readonly what: string }>;
  refs?: readonly Reference[];
  /** Terraform calls it sensitive, also in a plan: policies judge it, nothing may print it or make a digest of it. */
  sensitive?: boolean;
}

export interface NullValue extends Base {
  kind: "null";
}
export interface BoolValue extends Base {
  kind: "bool";
  value: boolean;
}
export interface NumberValue extends Base {
  kind: "number";
  value: number;
}
export interface StringValue extends Base {
  kind: "string";
  value: string;
  /** What the text holds when it was written by `jsonencode` or reads as JSON; positions reach into it. */
  shape?: Value;
}
export interface ListValue extends Base {
  kind: "list";
  items: Value[];
}
export interface ObjectValue extends Base {
  kind: "object";
  entries: Map<string, Entry>;
}
/** An entry of an object: the key has a place of its own, which a finding on a present key covers too. */
export interface Entry {
  value: Value;
  keyAt?: At;
}
/**
 * A value that cannot be known, with all that is known of it: `parts` of a template (literal and unknown, in
 * order), and `shape`, the structure with unknown leaves (a jsonencode of an object, a merge, a heredoc of JSON).
 */
export interface UnknownValue extends Base {
  kind: "unknown";
  cause: Cause;
  parts?: Value[];
  shape?: Value;
  /** What would resolve it, for the report: the variable's name, the module's call. */
  detail?: string;
}

export type Value =
  | NullValue
  | BoolValue
  | NumberValue
  | StringValue
  | ListValue
  | ObjectValue
  | UnknownValue;

export function object(where: At, entries: Iterable<readonly [string, Value]> = []): ObjectValue {
  const map = new Map<string, Entry>();
  for (const [key, value] of entries) map.set(key, { value });
  return { kind: "object", entries: map, at: where };
}

export function unknown(
  cause: Cause,
  where: At,
  more: Partial<Omit<UnknownValue, "kind">> = {},
): UnknownValue {
  return { kind: "unknown", cause, at: where, ...more };
}

/** A step of a path into a value: an object's key or a list's index. */
export type Step = string | number;

/** The value one step below, or undefined. Looks through `shape` of strings and unknowns. */
export function step(value: Value, key: Step): Value | undefined {
  if (value.kind === "object") return value.entries.get(String(key))?.value;
  if (value.kind === "list") return typeof key === "number" ? value.items[key] : undefined;
  if ((value.kind === "string" || value.kind === "unknown") && value.shape) return step(value.shape, key);
  return undefined;
}

/** Follows a path as far as it exists; `rest` is what could not be followed. */
export function follow(value: Value, path: readonly Step[]): { value: Value; rest: readonly Step[] } {
  let here = value;
  for (let i = 0; i < path.length; i++) {
    const next = step(here, path[i] as Step);
    if (!next) return { value: here, rest: path.slice(i) };
    here = next;
  }
  return { value: here, rest: [] };
}
