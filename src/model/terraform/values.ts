import type { At } from "../../text/span.ts";
import type {
  BoolValue,
  Cause,
  Entry,
  ListValue,
  NullValue,
  NumberValue,
  ObjectValue,
  Reference,
  StringValue,
  UnknownValue,
  Value,
} from "../value.ts";
import { Fault } from "./fault.ts";
import type { Type } from "./types.ts";

/** A list whose order and repetitions do not count; Terraform's `set`. */
export interface SetValue extends ListValue {
  set: true;
}

/** A list, set or map all of whose elements have one type; without, a list is a tuple and an object an object. */
interface Typed {
  element?: Type;
}

/**
 * The object of a whole resource or module: what it does not list may still exist after apply, so a missing
 * attribute is unknown with this cause, not an error.
 */
export interface OpenObject extends ObjectValue {
  open: Cause;
}

export function isSet(value: Value): value is SetValue {
  return value.kind === "list" && (value as Partial<SetValue>).set === true;
}

/** The type of a collection's elements; undefined for tuples and objects. */
export function elementType(value: Value): Type | undefined {
  return value.kind === "list" || value.kind === "object" ? (value as Typed).element : undefined;
}

/** The same collection, with the type of its elements. */
export function ofElements<V extends ListValue | ObjectValue>(value: V, element: Type): V {
  return Object.assign(value, { element });
}

export function openCause(value: Value): Cause | undefined {
  return value.kind === "object" ? (value as Partial<OpenObject>).open : undefined;
}

type Refs = readonly Reference[] | undefined;
const MAX_REFS = 64;

/** Both lists without repetitions; capped, since a policy asks only whether a reference is among them. */
export function joinRefs(a: Refs, b: Refs): Refs {
  if (!a || a.length === 0) return b;
  if (!b || b.length === 0 || a === b) return a;
  const joined = [...a];
  for (const ref of b) {
    const at = joined.findIndex((known) => known.key === ref.key && known.path === ref.path);
    // One sure way is enough.
    if (at >= 0 && joined[at]?.maybe && !ref.maybe) joined[at] = ref;
    if (at >= 0) continue;
    if (joined.length >= MAX_REFS) break;
    joined.push(ref);
  }
  return joined;
}

export function withRefs<V extends Value>(value: V, refs: Refs): V {
  if (!refs || refs.length === 0) return value;
  return { ...value, refs: joinRefs(value.refs, refs) };
}

/** The same value, which refers to nothing; an unknown still tells what it waits for. */
export function withoutRefs<V extends Value>(value: V): V {
  const [first] = value.refs ?? [];
  const result = { ...value };
  delete result.refs;
  if (result.kind === "unknown" && first)
    result.detail ??= first.path ? `${first.key}.${first.path}` : first.key;
  return result;
}

/** The same value, set by another text. */
export function stamp<V extends Value>(value: V, where: At): V {
  return value.at === where ? value : { ...value, at: where, origin: value.origin ?? value.at };
}

export function text(value: string, where: At, refs?: Refs): StringValue {
  return refs ? { kind: "string", value, at: where, refs } : { kind: "string", value, at: where };
}
export function number(value: number, where: At): NumberValue {
  return { kind: "number", value: value === 0 ? 0 : value, at: where };
}
export function bool(value: boolean, where: At): BoolValue {
  return { kind: "bool", value, at: where };
}
export function nothing(where: At): NullValue {
  return { kind: "null", at: where };
}
export function list(items: Value[], where: At): ListValue {
  return { kind: "list", items, at: where };
}
export function entries(pairs: Map<string, Entry>, where: At): ObjectValue {
  return { kind: "object", entries: pairs, at: where };
}

/** A set: equal known members once, texts and numbers in order as Terraform iterates them. */
export function makeSet(items: readonly Value[], where: At): SetValue {
  const seen = new Set<string>();
  const members: Value[] = [];
  for (const item of items) {
    const key = identity(item);
    if (key !== undefined) {
      if (seen.has(key)) continue;
      seen.add(key);
    }
    members.push(item);
  }
  members.sort(compareMembers);
  return { kind: "list", items: members, at: where, set: true };
}

function compareMembers(a: Value, b: Value): number {
  if (a.kind === "string" && b.kind === "string") return compareText(a.value, b.value);
  if (a.kind === "number" && b.kind === "number") return a.value - b.value;
  if (a.kind === "bool" && b.kind === "bool") return Number(a.value) - Number(b.value);
  const [x, y] = [setKey(a), setKey(b)];
  if (x !== undefined && y !== undefined) return compareText(x, y);
  const rank = Number(a.kind === "null") + 2 * Number(a.kind === "unknown");
  return rank - Number(b.kind === "null") - 2 * Number(b.kind === "unknown");
}

/** The text by which Terraform (cty's sets) orders members that are no scalars; undefined for those that are. */
function setKey(value: Value, depth = 0): string | undefined {
  if (depth > 64) return "";
  const inner = (item: Value): string => `${setKey(item, depth + 1) ?? scalarKey(item)};`;
  if (value.kind === "list") {
    const content = value.items.map(inner).join("");
    return elementType(value) ? `[${content}]` : `<${content}>`;
  }
  if (value.kind !== "object") return undefined;
  const isMap = elementType(value) !== undefined;
  const content = sortedKeys(value).map((key) => {
    const item = inner(value.entries.get(key)?.value ?? nothing(value.at));
    return isMap ? `${JSON.stringify(key)}:${item}` : item;
  });
  return isMap ? `{${content.join("")}}` : `<${content.join("")}>`;
}

function scalarKey(value: Value): string {
  if (value.kind === "null") return "~";
  if (value.kind === "bool") return value.value ? "T" : "F";
  if (value.kind === "number") return String(value.value);
  return value.kind === "string" ? JSON.stringify(value.value) : "?";
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Terraform iterates maps and objects in the order of their keys. */
export function sortedKeys(value: ObjectValue): string[] {
  return [...value.entries.keys()].sort(compareText);
}

/** A text that is equal for equal wholly known values of one type; undefined when any part is unknown. */
export function identity(value: Value, depth = 0, work = { left: 200_000 }): string | undefined {
  if (depth > 64) return undefined;
  if (--work.left < 0) throw new Fault("A value is larger than the limit.", value.at, "tf-limit");
  switch (value.kind) {
    case "null":
      return "n";
    case "bool":
      return value.value ? "t" : "f";
    case "number":
      return `#${value.value}`;
    case "string":
      return JSON.stringify(value.value);
    case "unknown":
      return undefined;
    case "list": {
      const parts: string[] = [];
      for (const item of value.items) {
        const part = identity(item, depth + 1, work);
        if (part === undefined) return undefined;
        parts.push(part);
      }
      if (isSet(value)) parts.sort();
      return `[${parts.join(",")}]`;
    }
    case "object": {
      const parts: string[] = [];
      if (openCause(value)) return undefined;
      for (const key of sortedKeys(value)) {
        const entry = value.entries.get(key);
        const part = entry && identity(entry.value, depth + 1, work);
        if (part === undefined) return undefined;
        parts.push(`${JSON.stringify(key)}:${part}`);
      }
      return `{${parts.join(",")}}`;
    }
  }
}

/** The first unknown anywhere in a value, shapes of strings left out; shared parts are looked at once. */
export function firstUnknown(value: Value): UnknownValue | undefined {
  if (value.kind === "unknown") return value;
  if (value.kind !== "list" && value.kind !== "object") return undefined;
  const seen = new Set<Value>([value]);
  const queue: Value[] = [value];
  for (let next = queue.pop(); next; next = queue.pop()) {
    for (const child of childrenOf(next)) {
      if (child.kind === "unknown") return child;
      if ((child.kind === "list" || child.kind === "object") && !seen.has(child)) {
        seen.add(child);
        queue.push(child);
      }
    }
  }
  return undefined;
}

/** References of a value and of everything in it. */
export function deepRefs(value: Value): Refs {
  let refs = value.refs;
  if (
    value.kind !== "list" &&
    value.kind !== "object" &&
    !(value.kind === "unknown" && (value.shape || value.parts))
  )
    return refs;
  const seen = new Set<Value>([value]);
  const queue: Value[] = [value];
  for (let next = queue.pop(); next; next = queue.pop()) {
    for (const child of childrenOf(next)) {
      if (child.refs) refs = joinRefs(refs, child.refs);
      if (refs && refs.length >= MAX_REFS) return refs;
      if (child.kind !== "null" && !seen.has(child)) {
        seen.add(child);
        queue.push(child);
      }
    }
  }
  return refs;
}

function* childrenOf(value: Value): Iterable<Value> {
  if (value.kind === "list") yield* value.items;
  else if (value.kind === "object") for (const entry of value.entries.values()) yield entry.value;
  else if (value.kind === "unknown") {
    if (value.shape) yield value.shape;
    if (value.parts) yield* value.parts;
  }
}

/** Unknown because others are: the first unknown's cause and detail, the references of all. */
export function unknownFrom(
  values: readonly Value[],
  where: At,
  more: { parts?: Value[]; shape?: Value } = {},
): UnknownValue {
  let cause: Cause = "not-supported";
  let detail: string | undefined;
  let refs: Refs;
  let found = false;
  for (const value of values) {
    const hidden = found ? undefined : firstUnknown(value);
    if (hidden) {
      found = true;
      cause = hidden.cause;
      detail = hidden.detail;
    }
    refs = joinRefs(refs, deepRefs(value));
  }
  const result: UnknownValue = { kind: "unknown", cause, at: where, ...more };
  if (detail !== undefined) result.detail = detail;
  if (refs) result.refs = refs;
  return result;
}
