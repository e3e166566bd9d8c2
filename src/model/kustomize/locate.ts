import type { At } from "../../text/span.ts";
import { canonical } from "../kubernetes/read.ts";
import type { Frame } from "../resource.ts";
import type { Entry, ListValue, ObjectValue, Step, Value } from "../value.ts";

/** A text that says something of an object: the file it comes from, or a patch of it. */
export interface Layer {
  tree: ObjectValue;
  /** What a value that it set came through, beside its own place. */
  through: readonly Frame[];
}

/** A value in a layer, with its key where it is an entry. */
interface Candidate {
  value: Value;
  keyAt?: At;
  layer: Layer;
}

/** Where a value stands that no layer holds: what a transformer of a kustomization wrote. */
export type Transformed = (path: readonly Step[], value: Value) => At | undefined;

/**
 * Gives every value of a built object the place that set it: the last patch that holds it with that value, else the
 * file that the object comes from, else the transformer's entry. A container stands where the object's own file has it.
 * @param layers the last that acted first, the object's own file last
 */
export function locate(
  built: ObjectValue,
  layers: readonly Layer[],
  transformed: Transformed,
  head: At,
): ObjectValue {
  const candidates = layers.map((layer) => ({ value: layer.tree, layer }));
  return place(built, candidates, [], transformed, head).value as ObjectValue;
}

function place(
  value: Value,
  candidates: readonly Candidate[],
  path: readonly Step[],
  transformed: Transformed,
  around: At,
): { value: Value; keyAt?: At } {
  if (value.kind === "object") return object(value, candidates, path, transformed, around);
  if (value.kind === "list") return list(value, candidates, path, transformed, around);
  const same = textOf(value);
  const from = candidates.find((one) => textOf(one.value) === same);
  const other = from ? undefined : transformed(path, value);
  const found = from ?? (other ? undefined : candidates[0]);
  const at = other ?? found?.value.at ?? around;
  return {
    value: { ...value, at, ...through(found) },
    ...(found?.keyAt && { keyAt: found.keyAt }),
  };
}

function through(from: Candidate | undefined): { through?: readonly Frame[] } {
  return from && from.layer.through.length > 0 ? { through: from.layer.through } : {};
}

function object(
  value: ObjectValue,
  candidates: readonly Candidate[],
  path: readonly Step[],
  transformed: Transformed,
  around: At,
): { value: Value; keyAt?: At } {
  const holders = candidates.filter((one) => one.value.kind === "object");
  const own = holders.at(-1);
  const at = own?.value.at ?? around;
  const entries = new Map<string, Entry>();
  for (const [key, entry] of value.entries) {
    const inner = holders.flatMap((holder) => {
      const found = (holder.value as ObjectValue).entries.get(key);
      return found ? [{ ...found, layer: holder.layer }] : [];
    });
    entries.set(key, place(entry.value, inner, [...path, key], transformed, at));
  }
  return { value: { ...value, at, entries, ...through(own) }, ...(own?.keyAt && { keyAt: own.keyAt }) };
}

function list(
  value: ListValue,
  candidates: readonly Candidate[],
  path: readonly Step[],
  transformed: Transformed,
  around: At,
): { value: Value; keyAt?: At } {
  const holders = candidates.filter((one) => one.value.kind === "list");
  const own = holders.at(-1);
  const at = own?.value.at ?? around;
  const items = value.items.map((item, i) => {
    const inner = candidates.flatMap((holder) => {
      const found = elementOf(holder.value, item, i);
      return found ? [{ ...found, layer: holder.layer }] : [];
    });
    return place(item, inner, [...path, i], transformed, at).value;
  });
  return { value: { ...value, at, items, ...through(own) }, ...(own?.keyAt && { keyAt: own.keyAt }) };
}

/** Keys by which Kubernetes merges lists (`x-kubernetes-patch-merge-key` of its API types). */
const mergeKeys = [
  "name",
  "containerPort",
  "mountPath",
  "devicePath",
  "port",
  "ip",
  "topologyKey",
  "key",
  "host",
];

/** The element of a layer's list that a built element is: by its merge key, else by what it holds, else by its place. */
function elementOf(holder: Value, item: Value, i: number): Entry | undefined {
  if (holder.kind === "object") {
    const same = textOf(item);
    const appended = holder.entries.get("-");
    if (appended && textOf(appended.value) === same) return appended;
    return holder.entries.get(String(i));
  }
  if (holder.kind !== "list") return undefined;
  if (item.kind === "object") {
    for (const key of mergeKeys) {
      const name = item.entries.get(key)?.value;
      if (!name || name.kind === "object" || name.kind === "list") continue;
      const wanted = textOf(name);
      const named = (one: Value | undefined): boolean => {
        const other = one?.kind === "object" ? one.entries.get(key)?.value : undefined;
        return other !== undefined && textOf(other) === wanted;
      };
      const found = named(holder.items[i]) ? holder.items[i] : holder.items.find(named);
      return found && { value: found };
    }
  }
  const same = textOf(item);
  const there = holder.items[i];
  const equal = there && textOf(there) === same ? there : holder.items.find((one) => textOf(one) === same);
  const found = equal ?? (item.kind === "object" || item.kind === "list" ? holder.items[i] : undefined);
  return found && { value: found };
}

const texts = new WeakMap<Value, string>();

/** A value as text to compare by; made once, because a list's elements are compared with each other. */
function textOf(value: Value): string {
  let text = texts.get(value);
  if (text === undefined) {
    text = canonical(value);
    texts.set(value, text);
  }
  return text;
}
