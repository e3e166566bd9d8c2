import type { At } from "../../text/span.ts";
import type { Entry, Reference, UnknownValue, Value } from "../value.ts";
import { isName } from "./identity.ts";
import { equals } from "./operators.ts";
import {
  deepRefs,
  entries,
  isSet,
  joinRefs,
  list,
  openCause,
  stamp,
  text,
  unknownFrom,
  withoutRefs,
  withRefs,
} from "./values.ts";

const MAX_DEPTH = 32;

/**
 * One of several values, and `deciding` are not known: cause and detail come from what decides, references from
 * what it may be. A reference that not all of them share is marked `maybe`.
 */
export function oneOf(deciding: readonly Value[], outcomes: readonly Value[], where: At): UnknownValue {
  const result = unknownFrom([...deciding, ...outcomes], where);
  const refs = sharedRefs(outcomes);
  return refs && refs.length > 0 ? { ...result, refs } : withoutRefs(result);
}

function sharedRefs(outcomes: readonly Value[]): readonly Reference[] | undefined {
  const each = outcomes.map((value) => deepRefs(value) ?? []);
  let joined: readonly Reference[] | undefined;
  for (const refs of each) joined = joinRefs(joined, refs);
  // Many outcomes are an index into a long list: they hardly name the same.
  if (each.length > 64) return joined?.map((ref) => ({ ...ref, maybe: true }));
  return joined?.map((ref) => {
    const isSame = (one: Reference) =>
      one.key === ref.key && (one.path === ref.path || (isName(one.path) && isName(ref.path)));
    const isShared = each.every((refs) => refs.some((one) => !one.maybe && isSame(one)));
    return isShared ? ref : { ...ref, maybe: true };
  });
}

/**
 * What a conditional gives when its condition is not known: unknown, with the structure and the literal beginning and
 * end that both branches share. Equal branches need no condition.
 */
export function choose(condition: Value, one: Value, other: Value, where: At, depth = 0): Value {
  if (equals(one, other) === true) return withRefs(stamp(one, where), deepRefs(other));
  const result = oneOf([condition], [one, other], where);
  if (depth > MAX_DEPTH) return result;
  const shape = sharedShape(condition, one, other, where, depth);
  if (shape) return { ...result, shape };
  const parts = sharedParts(one, other, result, where);
  return parts ? { ...result, parts } : result;
}

function sharedShape(
  condition: Value,
  one: Value,
  other: Value,
  where: At,
  depth: number,
): Value | undefined {
  const [a, b] = [structureOf(one), structureOf(other)];
  if (a?.kind === "object" && b?.kind === "object") {
    const pairs = new Map<string, Entry>();
    for (const [key, entry] of a.entries) {
      const beside = b.entries.get(key);
      if (!beside) continue;
      const value = choose(condition, entry.value, beside.value, where, depth + 1);
      pairs.set(key, entry.keyAt ? { value, keyAt: entry.keyAt } : { value });
    }
    const shape = entries(pairs, where);
    // Inside a text an absent key would read as absent for sure, so what only one branch has keeps it open.
    const isOpen = isText(one) && (pairs.size < a.entries.size || pairs.size < b.entries.size);
    return isOpen ? { ...oneOf([condition], [one, other], where), shape } : shape;
  }
  if (
    a?.kind === "list" &&
    b?.kind === "list" &&
    !isSet(a) &&
    !isSet(b) &&
    a.items.length === b.items.length
  ) {
    return list(
      a.items.map((item, i) => choose(condition, item, b.items[i] ?? item, where, depth + 1)),
      where,
    );
  }
  return undefined;
}

function isText(value: Value): boolean {
  return value.kind === "string" || (value.kind === "unknown" && value.parts !== undefined);
}

/** A collection, or what a document's text holds. */
function structureOf(value: Value): Value | undefined {
  if (openCause(value)) return undefined;
  if (value.kind === "list" || value.kind === "object") return value;
  return value.kind === "string" || value.kind === "unknown" ? value.shape : undefined;
}

/** A literal beginning and end that both texts have, with the unknown in between. */
function sharedParts(one: Value, other: Value, middle: UnknownValue, where: At): Value[] | undefined {
  const [a, b] = [textOf(one), textOf(other)];
  if (!a || !b) return undefined;
  const start = shared(a.start, b.start);
  const longest = Math.min(a.end.length - (a.isWhole ? start : 0), b.end.length - (b.isWhole ? start : 0));
  const end = Math.min(longest, shared(reverse(a.end), reverse(b.end)));
  if (start === 0 && end <= 0) return undefined;
  const parts: Value[] = [{ ...middle }];
  if (start > 0) parts.unshift(text(a.start.slice(0, start), where));
  if (end > 0) parts.push(text(a.end.slice(a.end.length - end), where));
  return parts;
}

function textOf(value: Value): { start: string; end: string; isWhole: boolean } | undefined {
  if (value.kind === "string") return { start: value.value, end: value.value, isWhole: true };
  if (value.kind !== "unknown" || !value.parts) return undefined;
  const first = value.parts[0];
  const last = value.parts[value.parts.length - 1];
  const literal = (part: Value | undefined) => (part?.kind === "string" ? part.value : "");
  return { start: literal(first), end: literal(last), isWhole: false };
}

function shared(a: string, b: string): number {
  let n = 0;
  while (n < a.length && n < b.length && a[n] === b[n]) n++;
  // Half of a surrogate pair is no character.
  return n > 0 && /[\uD800-\uDBFF]/.test(a[n - 1] ?? "") ? n - 1 : n;
}

function reverse(content: string): string {
  return content.split("").reverse().join("");
}
