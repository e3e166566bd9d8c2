import type { At } from "../../../text/span.ts";
import type { Cause, Entry, ListValue, ObjectValue, Value } from "../../value.ts";
import { scalarText } from "../convert.ts";

/** Blocks that say what Terraform does, not what the resource is: a plan does not hold them. */
const aside = new Set(["lifecycle", "provisioner", "connection", "timeouts"]);
/** Larger lists of blocks are matched in order. */
const matchLimit = 300;

/**
 * What the plan knows, at the places of the source: the plan decides every value, the source says where it was
 * written, what it refers to, and what is known of a value that the plan calls unknown as a whole.
 * @param source the value as the source resolves it
 * @param planned the value as the plan has it
 */
function overlay(source: Value, planned: Value): Value {
  const result = merge(source, planned);
  return planned.sensitive && !result.sensitive ? { ...result, sensitive: true } : result;
}

function merge(source: Value, planned: Value): Value {
  switch (planned.kind) {
    case "unknown":
      if (source.kind !== "unknown") return here({ ...planned }, source);
      return { ...source, cause: settled(source.cause, planned.cause) };
    case "null":
      return source.kind === "null" ? source : here(planned, source);
    case "list":
      return list(source, planned);
    case "object":
      return object(source, planned);
    default:
      return scalar(source, planned);
  }
}

/** What the plan does not know is known after apply, whatever the source alone could not tell. */
function settled(source: Cause, planned: Cause): Cause {
  return source === "computed" || source === "data" ? source : planned;
}

/** A planned value at the source's place, with the source's references. */
function here<V extends Value>(planned: V, source: Value): V {
  const moved = moveTo(planned, source.at);
  return {
    ...moved,
    ...(source.origin && { origin: source.origin }),
    ...(source.refs ? { refs: source.refs } : planned.refs && { refs: planned.refs }),
  };
}

/** A value and all that is in it at one place. */
function moveTo<V extends Value>(value: V, at: At): V {
  const moved: Value = { ...value, at };
  if (moved.kind === "list") moved.items = moved.items.map((item) => moveTo(item, at));
  else if (moved.kind === "object")
    moved.entries = new Map(
      [...moved.entries].map(([key, entry]) => [key, { value: moveTo(entry.value, at) }]),
    );
  else if ((moved.kind === "string" || moved.kind === "unknown") && moved.shape)
    moved.shape = moveTo(moved.shape, at);
  return moved as V;
}

function scalar(source: Value, planned: Value): Value {
  const text = scalarText(planned);
  if (source.kind === planned.kind && scalarText(source) === text) return source;
  if (planned.kind === "string" && planned.shape && (source.kind === "string" || source.kind === "unknown")) {
    // The provider writes a document in its own way; the source knows where each part of it stands.
    if (source.shape) return { ...here(planned, source), shape: overlay(source.shape, planned.shape) };
  }
  return here(planned, source);
}

function list(source: Value, planned: ListValue): Value {
  const held = source.kind === "unknown" ? source.shape : source;
  // A document may have a list where the source has its only element.
  const from = held?.kind === "list" ? held.items : held && held.kind !== "unknown" ? [held] : [];
  const whole = held?.kind === "list" ? held : source;
  const pairs = match(from, planned.items);
  const items = planned.items.map((item, i) => {
    const partner = pairs[i];
    return partner ? overlay(partner, item) : moveTo(item, whole.at);
  });
  return { ...here({ ...planned, items: [] }, whole), items };
}

/** For each planned element the one of the source it is: sets come in another order, dynamic blocks from one. */
function match(source: readonly Value[], planned: readonly Value[]): Array<Value | undefined> {
  const standsForAll = source.length === 1 ? source[0] : undefined;
  if (standsForAll?.kind === "unknown" && planned.length !== 1)
    return planned.map(() => (standsForAll.shape ? { ...standsForAll.shape } : standsForAll));
  const isBlocks = planned.some((item) => item.kind === "object");
  if (planned.length < 2 || !isBlocks || planned.length > matchLimit || source.length > matchLimit) {
    if (isBlocks || source.length === planned.length) return planned.map((_, i) => source[i]);
    return planned.map((item) => source.find((one) => scalarText(one) === scalarText(item)));
  }
  const free = new Set(source.keys());
  return planned.map((item) => {
    let best: number | undefined;
    let score = -1;
    for (const i of free) {
      const one = source[i];
      const fits = one ? likeness(one, item) : -1;
      if (fits > score) {
        score = fits;
        best = i;
      }
    }
    if (best === undefined) return undefined;
    free.delete(best);
    return source[best];
  });
}

/** How many attributes two blocks agree in; negative when they cannot be the same. */
function likeness(source: Value, planned: Value): number {
  const held = source.kind === "unknown" && source.shape ? source.shape : source;
  if (held.kind !== "object" || planned.kind !== "object") return 0;
  let same = 0;
  for (const [name, { value }] of held.entries) {
    const other = planned.entries.get(name)?.value;
    const [a, b] = [plainText(value), other && plainText(other)];
    if (a === undefined) continue;
    if (a === b) same += 2;
    else if (b !== undefined) return -1;
  }
  return same;
}

/** A text for a scalar or a list of scalars that is wholly known. */
function plainText(value: Value): string | undefined {
  if (value.kind !== "list") return value.kind === "null" ? undefined : scalarText(value);
  const texts = value.items.map(scalarText);
  return texts.includes(undefined) ? undefined : JSON.stringify(texts.sort());
}

function object(source: Value, planned: ObjectValue): Value {
  const held = source.kind === "unknown" ? source.shape : source;
  // A block that can be there once is an object in a plan.
  if (held?.kind === "list") {
    const [only] = held.items;
    return { ...held, items: [only ? overlay(only, planned) : moveTo(planned, held.at)] };
  }
  if (held?.kind !== "object") return here(planned, source);
  const merged = members(
    held,
    planned,
    () => true,
    (value) => !isLeft(value),
  );
  return { ...here({ ...planned, entries: new Map() }, held), entries: merged };
}

/** Entries of both; `keep` decides on what only the source has, `fill` on what only the plan has. */
function members(
  source: ObjectValue,
  planned: ObjectValue,
  keep: (entry: Entry, name: string) => boolean,
  fill: (value: Value) => boolean,
): Map<string, Entry> {
  const entries = new Map<string, Entry>();
  for (const [name, entry] of source.entries) {
    const other = planned.entries.get(name);
    if (other) entries.set(name, { ...entry, value: overlay(entry.value, other.value) });
    else if (keep(entry, name)) entries.set(name, entry);
  }
  for (const [name, { value }] of planned.entries)
    if (!source.entries.has(name) && fill(value)) entries.set(name, { value: moveTo(value, source.at) });
  return entries;
}

/** A value that a provider leaves behind in a block which does not set it. */
function isLeft(value: Value): boolean {
  return (
    value.kind === "unknown" ||
    value.kind === "null" ||
    scalarText(value) === "false" ||
    scalarText(value) === "0"
  );
}

/**
 * The same for a whole resource.
 * @param planning what the plan itself says of an attribute that `planned` leaves out: that it is `known` to be
 *   nothing, that it is `unknown`, or nothing at all
 */
export function overlayResource(
  source: ObjectValue,
  planned: ObjectValue,
  planning: (name: string) => "known" | "unknown" | undefined,
  cause: Cause,
): ObjectValue {
  const entries = members(
    source,
    planned,
    // Arguments that are never stored (`password_wo`) are null in every plan.
    ({ value }, name) =>
      aside.has(name) || name.endsWith("_wo") || value.kind === "null" || planning(name) !== "known",
    () => true,
  );
  for (const [name, entry] of entries) {
    const { value } = entry;
    if (!planned.entries.has(name) && value.kind === "unknown" && planning(name) === "unknown")
      entries.set(name, { ...entry, value: { ...value, cause: settled(value.cause, cause) } });
  }
  return { ...source, entries };
}
