import type { Entry, Value } from "../../value.ts";
import { oneOf } from "../choice.ts";
import { characters, needBool, needText } from "../convert.ts";
import { Fault } from "../fault.ts";
import { decimal, equals } from "../operators.ts";
import { limits } from "../run-state.ts";
import { getIndex } from "../traverse.ts";
import { convertTyped } from "../type-constraint.ts";
import { NUMBER, STRING, sameType, type Type, typeOf, unifyTypes } from "../types.ts";
import {
  bool,
  elementType,
  entries,
  firstUnknown,
  identity,
  isSet,
  list,
  nothing,
  number,
  ofElements,
  openCause,
  sortedKeys,
  text,
  unknownFrom,
  withRefs,
} from "../values.ts";
import {
  ANY_NUMBER,
  arg,
  type BuiltIn,
  boolResult,
  builtIn,
  type CallContext,
  listArg,
  listResult,
  numberArg,
  numberResult,
  objectArg,
  textArg,
  typedArg,
  wholeArg,
} from "./built-in.ts";
import { flatten, isScalarReference } from "./flatten.ts";

function length(args: readonly Value[], call: CallContext): Value {
  const value = arg(args, 0);
  if (value.kind === "string") return numberResult(characters(value.value).length, call);
  if (value.kind === "list") {
    // Unknown members of a set may be equal.
    if (isSet(value) && value.items.length > 1 && firstUnknown(value)) return unknownFrom(args, call.at);
    return numberResult(value.items.length, call);
  }
  if (value.kind === "object")
    return openCause(value) ? unknownFrom(args, call.at) : numberResult(value.entries.size, call);
  throw new Fault("length takes a string, list, set or map.", call.at);
}

function merge(args: readonly Value[], call: CallContext): Value {
  const pairs = new Map<string, Entry>();
  let hidden = false;
  for (const value of args) {
    if (value.kind === "null") continue;
    const known = value.kind === "unknown" ? value.shape : value;
    if (value.kind === "unknown" || openCause(value)) {
      hidden = true;
      // Every key so far may be set anew by what is not known.
      for (const [key, entry] of pairs)
        pairs.set(key, { ...entry, value: unknownFrom([value, entry.value], call.at) });
    }
    if (known?.kind === "object") for (const [key, entry] of known.entries) pairs.set(key, entry);
    else if (known) throw new Fault("merge takes maps and objects.", call.at);
  }
  const result = entries(pairs, call.at);
  if (hidden) return unknownFrom([...args], call.at, { shape: result });
  // Maps of one type give such a map; anything else gives an object.
  const [first, ...others] = args.flatMap((value) => (value.kind === "null" ? [] : [typeOf(value)]));
  const element = first?.kind === "map" ? first.element : undefined;
  const isMap = element && others.every((type) => type.kind === "map" && sameType(type.element, element));
  return isMap ? ofElements(result, element) : result;
}

function concat(args: readonly Value[], call: CallContext): Value {
  const items: Value[] = [];
  let hidden = false;
  for (const value of args) {
    if (value.kind === "unknown") {
      hidden = true;
      if (value.shape?.kind === "list") items.push(...value.shape.items);
      items.push(unknownFrom([value], call.at));
    } else if (value.kind === "list" && !isSet(value)) items.push(...value.items);
    else throw new Fault("concat takes lists.", call.at);
    if (items.length > limits.nodes) throw new Fault("A list is larger than the limit.", call.at, "tf-limit");
  }
  const result = listResult(items, call);
  if (hidden) return unknownFrom([...args], call.at, { shape: result });
  // Lists give a list; as soon as one is a tuple, so is the result.
  const types = args.map(elementType);
  const element = types.every((type) => type !== undefined) ? unifyTypes(types as Type[]) : undefined;
  if (!element) return result;
  return listResult(
    items.map((item) => convertTyped(item, element, call.at)),
    call,
    element,
  );
}

function lookup(args: readonly Value[], call: CallContext): Value {
  const [map, key, fallback] = args;
  const others = fallback ? [fallback] : [];
  if (!map || !key) return unknownFrom(args, call.at);
  if (key.kind === "unknown") return oneOf([key, map], [map, ...others], call.at);
  const name = needText(key, call.at);
  const known = map.kind === "unknown" ? map.shape : map;
  const entry = known?.kind === "object" ? known.entries.get(name) : undefined;
  const element = elementType(map);
  const standing = element && fallback ? convertTyped(fallback, element, call.at) : fallback;
  if (entry) return withRefs(entry.value, map.refs);
  if (map.kind === "unknown" || openCause(map)) return oneOf([map], [map, ...others], call.at);
  if (map.kind !== "object") throw new Fault("lookup takes a map.", call.at);
  if (!standing) throw new Fault(`The map has no key "${name}".`, call.at);
  return standing;
}

function element(args: readonly Value[], call: CallContext): Value {
  const value = arg(args, 0);
  const index = arg(args, 1);
  if (value.kind === "unknown" || index.kind === "unknown")
    return oneOf([index, value], value.kind === "list" ? value.items : [value], call.at);
  const { items } = listArg(args, 0, call);
  if (isSet(value)) throw new Fault("element takes a list, not a set.", call.at);
  if (items.length === 0) throw new Fault("element of an empty list.", call.at);
  const i = wholeArg(args, 1, call);
  const item = items[((i % items.length) + items.length) % items.length];
  if (!item) throw new Fault("element of an empty list.", call.at);
  return item;
}

function coalesce(args: readonly Value[], call: CallContext): Value {
  const type = unifyTypes(args.map(typeOf));
  if (!type) throw new Fault("The arguments of coalesce have no type in common.", call.at);
  for (const value of args) {
    if (value.kind === "null" || (value.kind === "string" && value.value === "")) continue;
    if (value.kind === "unknown") {
      // A template or a document is never null; whether its text is empty shows its literal part.
      if (value.parts?.some((part) => part.kind === "string") || value.shape) return value;
      return oneOf([value], args.slice(args.indexOf(value)), call.at);
    }
    return convertTyped(value, type, call.at);
  }
  throw new Fault("coalesce finds no argument that is neither null nor empty.", call.at);
}

function coalesceList(args: readonly Value[], call: CallContext): Value {
  if (args.some((value) => value.kind !== "unknown" && (value.kind !== "list" || isSet(value))))
    throw new Fault("coalescelist takes lists.", call.at);
  for (const value of args) {
    if (value.kind === "unknown") return oneOf([value], args.slice(args.indexOf(value)), call.at);
    if (value.kind === "list" && value.items.length > 0) return value;
  }
  throw new Fault("coalescelist finds no list with items.", call.at);
}

function distinct(args: readonly Value[], call: CallContext): Value {
  const { items, element } = typedArg(args, 0, call);
  const seen = new Set<string>();
  const kept: Value[] = [];
  let hidden = 0;
  for (const item of items) {
    const key = identity(item);
    if (key === undefined) hidden++;
    else if (seen.has(key)) continue;
    else seen.add(key);
    kept.push(item);
  }
  const result = listResult(kept, call, element);
  return hidden > 0 ? unknownFrom(args, call.at, { shape: result }) : result;
}

function compact(args: readonly Value[], call: CallContext): Value {
  const { items } = typedArg(args, 0, call, STRING);
  const kept = items.filter((item) => item.kind !== "null" && !(item.kind === "string" && item.value === ""));
  const result = listResult(kept, call, STRING);
  const isOpen = kept.some((item) => item.kind === "unknown" && !item.parts && !isScalarReference(item));
  return isOpen ? unknownFrom(args, call.at, { shape: result }) : result;
}

function contains(args: readonly Value[], call: CallContext): Value {
  const { items } = listArg(args, 0, call);
  const wanted = arg(args, 1);
  let hidden = false;
  for (const item of items) {
    const same = equals(item, wanted);
    if (same === true) return boolResult(true, call);
    if (same === undefined) hidden = true;
  }
  return hidden ? unknownFrom(args, call.at) : boolResult(false, call);
}

function chunks(args: readonly Value[], call: CallContext): Value {
  const { items, element } = typedArg(args, 0, call);
  const size = wholeArg(args, 1, call);
  if (size < 0) throw new Fault("The size must not be negative.", call.at);
  const result: Value[] = [];
  const step = size === 0 ? items.length : size;
  for (let i = 0; i < items.length; i += step)
    result.push(listResult(items.slice(i, i + step), call, element));
  return listResult(result, call, { kind: "list", element });
}

function range(args: readonly Value[], call: CallContext): Value {
  const values = args.map((_, i) => numberArg(args, i, call));
  const [first = 0, second, third] = values;
  const start = second === undefined ? 0 : first;
  const end = second ?? first;
  const step = third ?? (end < start ? -1 : 1);
  if (step === 0) throw new Fault("The step of range must not be zero.", call.at);
  if (step > 0 ? end < start : end > start)
    throw new Fault("The step of range leads away from its end.", call.at);
  const items: Value[] = [];
  for (let n = start; step > 0 ? n < end : n > end; n = decimal(n + step)) {
    if (items.length >= limits.items)
      throw new Fault(`range gives more than ${limits.items} items.`, call.at, "tf-limit");
    items.push(number(n, call.at));
  }
  return listResult(items, call, NUMBER);
}

function slice(args: readonly Value[], call: CallContext): Value {
  const [source, first, last] = args;
  if (source?.kind === "unknown" && first?.kind === "number" && last?.kind === "number") {
    // The slice of an unknown list is as long as asked for, or an error.
    const length = last.value - first.value;
    if (!Number.isInteger(length) || length < 0 || length > 1_000) return unknownFrom(args, call.at);
    return list(
      Array.from({ length }, (_, i) => getIndex(source, number(first.value + i, call.at), call.at)),
      call.at,
    );
  }
  if (args.some((value) => value.kind === "unknown")) return unknownFrom(args, call.at);
  const whole = listArg(args, 0, call);
  if (isSet(whole)) throw new Fault("slice takes a list, not a set.", call.at);
  const { items } = whole;
  const from = wholeArg(args, 1, call);
  const to = wholeArg(args, 2, call);
  if (from < 0 || to < from || to > items.length)
    throw new Fault("The slice lies outside the list.", call.at);
  return listResult(items.slice(from, to), call, elementType(whole));
}

function sort(args: readonly Value[], call: CallContext): Value {
  const source = listArg(args, 0, call).items;
  // What stands where is not known, that there are as many is.
  if (source.some((item) => item.kind === "unknown")) {
    return listResult(
      source.map(() => unknownFrom(args, call.at)),
      call,
      STRING,
    );
  }
  const items = source.map((item) => ({ content: needText(item, call.at), item }));
  items.sort((a, b) => (a.content < b.content ? -1 : a.content > b.content ? 1 : 0));
  return listResult(
    items.map(({ content, item }) => text(content, item.at, item.refs)),
    call,
    STRING,
  );
}

function every(args: readonly Value[], call: CallContext, isAll: boolean): Value {
  let hidden = false;
  for (const item of listArg(args, 0, call).items) {
    if (item.kind === "unknown") hidden = true;
    else if (item.kind !== "null" && needBool(item, call.at) !== isAll) return bool(!isAll, call.at);
    else if (item.kind === "null" && isAll) return bool(false, call.at);
  }
  return hidden ? unknownFrom(args, call.at) : bool(isAll, call.at);
}

function transpose(args: readonly Value[], call: CallContext): Value {
  const map = objectArg(args, 0, call);
  const result = new Map<string, Value[]>();
  for (const key of sortedKeys(map)) {
    const value = map.entries.get(key)?.value;
    if (value?.kind !== "list") throw new Fault("transpose takes a map of lists of strings.", call.at);
    for (const item of value.items) {
      const name = needText(item, call.at);
      const group = result.get(name);
      if (group) group.push(text(key, call.at));
      else result.set(name, [text(key, call.at)]);
    }
  }
  const pairs = [...result].map(([key, items]) => [key, { value: listResult(items, call, STRING) }] as const);
  return ofElements(entries(new Map(pairs), call.at), { kind: "list", element: STRING });
}

function zipmap(args: readonly Value[], call: CallContext): Value {
  const keys = listArg(args, 0, call).items;
  const source = listArg(args, 1, call);
  if (isSet(source)) throw new Fault("zipmap takes a list of values, not a set.", call.at);
  const values = source.items;
  if (keys.length !== values.length) throw new Fault("The lists of zipmap differ in length.", call.at);
  const pairs = new Map<string, Entry>();
  for (const [i, key] of keys.entries()) {
    if (key.kind === "unknown") return unknownFrom(args, call.at);
    const value = values[i];
    if (value) pairs.set(needText(key, call.at), { value });
  }
  const element = elementType(source);
  const result = entries(pairs, call.at);
  return element ? ofElements(result, element) : result;
}

function matchKeys(args: readonly Value[], call: CallContext): Value {
  const { items: values, element } = typedArg(args, 0, call);
  const keys = typedArg(args, 1, call);
  const wanted = typedArg(args, 2, call);
  const type = unifyTypes([keys.element, wanted.element]);
  if (!type) throw new Fault("The keys and those searched for have no type in common.", call.at);
  if (keys.items.length !== values.length)
    throw new Fault("The lists of matchkeys differ in length.", call.at);
  const [own, searched] = [keys, wanted].map(({ items }) =>
    items.map((item) => convertTyped(item, type, call.at)),
  );
  return listResult(
    values.filter((_, i) => searched?.some((one) => equals(one, own?.[i] ?? nothing(call.at)) === true)),
    call,
    element,
  );
}

function index(args: readonly Value[], call: CallContext): Value {
  const at = listArg(args, 0, call).items.findIndex((item) => equals(item, arg(args, 1)) === true);
  if (at < 0) throw new Fault("The list does not hold the value.", call.at);
  return number(at, call.at);
}

function one(args: readonly Value[], call: CallContext): Value {
  const value = arg(args, 0);
  if (value.kind === "object") throw new Fault("one takes a list or set.", call.at);
  const { items } = listArg(args, 0, call);
  if (items.length > 1) throw new Fault("one takes a list of at most one item.", call.at);
  return items[0] ?? nothing(call.at);
}

function reverse(args: readonly Value[], call: CallContext): Value {
  const source = listArg(args, 0, call);
  return listResult([...source.items].reverse(), call, elementType(source));
}

function keysOf(args: readonly Value[], call: CallContext): Value {
  const map = objectArg(args, 0, call);
  if (openCause(map)) return unknownFrom(args, call.at);
  return listResult(
    sortedKeys(map).map((key) => text(key, call.at)),
    call,
    elementType(map) && STRING,
  );
}

function valuesOf(args: readonly Value[], call: CallContext): Value {
  const map = objectArg(args, 0, call);
  if (openCause(map)) return unknownFrom(args, call.at);
  return listResult(
    sortedKeys(map).map((key) => map.entries.get(key)?.value ?? nothing(call.at)),
    call,
    elementType(map),
  );
}

const own = { unknown: "own" } as const;
const deep = { unknown: "deep" } as const;

export const collection: ReadonlyMap<string, BuiltIn> = new Map([
  ["alltrue", builtIn(1, (args, call) => every(args, call, true))],
  ["anytrue", builtIn(1, (args, call) => every(args, call, false))],
  ["chunklist", builtIn(2, chunks)],
  ["coalesce", builtIn(1, coalesce, { max: ANY_NUMBER, nulls: true, ...own })],
  ["coalescelist", builtIn(1, coalesceList, { max: ANY_NUMBER, nulls: true, ...own })],
  ["compact", builtIn(1, compact, { unknown: "rest" })],
  ["concat", builtIn(1, concat, { max: ANY_NUMBER, ...own })],
  ["contains", builtIn(2, contains)],
  ["distinct", builtIn(1, distinct, { unknown: "rest" })],
  ["element", builtIn(2, element, own)],
  ["flatten", builtIn(1, flatten, { unknown: "rest" })],
  ["index", builtIn(2, index, deep)],
  ["keys", builtIn(1, keysOf)],
  ["length", builtIn(1, length)],
  ["list", builtIn(0, (args, call) => listResult([...args], call), { max: ANY_NUMBER, nulls: true, ...own })],
  ["lookup", builtIn(2, lookup, { max: 3, nulls: true, ...own })],
  ["matchkeys", builtIn(3, matchKeys, deep)],
  ["merge", builtIn(0, merge, { max: ANY_NUMBER, nulls: true, ...own })],
  ["one", builtIn(1, one)],
  ["range", builtIn(1, range, { max: 3 })],
  ["reverse", builtIn(1, reverse)],
  ["slice", builtIn(3, slice, own)],
  ["sort", builtIn(1, sort)],
  ["transpose", builtIn(1, transpose, deep)],
  ["values", builtIn(1, valuesOf)],
  ["zipmap", builtIn(2, zipmap)],
  [
    "map",
    builtIn(
      0,
      (args, call) => {
        const pairs = new Map<string, Entry>();
        for (let i = 0; i + 1 < args.length; i += 2)
          pairs.set(textArg(args, i, call), { value: arg(args, i + 1) });
        return entries(pairs, call.at);
      },
      { max: ANY_NUMBER, nulls: true },
    ),
  ],
]);
