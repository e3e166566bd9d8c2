import type { At } from "../../text/span.ts";
import type { Reference, UnknownValue, Value } from "../value.ts";
import { oneOf } from "./choice.ts";
import { needNumber, scalarNumber, scalarText } from "./convert.ts";
import { Fault } from "./fault.ts";
import { firstUnknown, isSet, joinRefs, openCause, stamp, withRefs } from "./values.ts";

/** References one step deeper. An index right behind a resource picks an instance and is no part of its path. */
function deeper(refs: readonly Reference[], name: string, isIndex: boolean): Reference[] {
  return refs.map((ref) => {
    if (ref.path === "") return isIndex ? ref : { ...ref, path: name };
    return { ...ref, path: `${ref.path}.${name}` };
  });
}

function below(parent: Value, child: Value, name: string, isIndex: boolean, where: At): Value {
  const value = stamp(child, where);
  return parent.refs ? withRefs(value, deeper(parent.refs, name, isIndex)) : value;
}

function unknownBelow(
  parent: Value,
  cause: UnknownValue["cause"],
  name: string,
  isIndex: boolean,
  where: At,
): UnknownValue {
  const result: UnknownValue = { kind: "unknown", cause, at: where };
  if (parent.kind === "unknown" && parent.detail !== undefined) result.detail = parent.detail;
  if (parent.refs) result.refs = deeper(parent.refs, name, isIndex);
  return result;
}

/** `value.name`; also the legacy `value.0`. */
export function getAttribute(value: Value, name: string, where: At): Value {
  switch (value.kind) {
    case "object": {
      const entry = value.entries.get(name);
      if (entry) return below(value, entry.value, name, false, where);
      const cause = openCause(value);
      if (cause) return unknownBelow(value, cause, name, false, where);
      throw new Fault(`This object has no attribute "${name}".`, where);
    }
    case "unknown": {
      if (value.shape?.kind === "object") {
        const entry = value.shape.entries.get(name);
        if (entry) return below(value, entry.value, name, false, where);
      }
      return unknownBelow(value, value.cause, name, false, where);
    }
    case "list":
      if (/^\d{1,9}$/.test(name)) return getItem(value, Number(name), where);
      throw new Fault(`A list has no attribute "${name}".`, where);
    case "null":
      throw new Fault(`A null value has no attribute "${name}".`, where);
    default:
      throw new Fault(`A ${value.kind} has no attribute "${name}".`, where);
  }
}

function getItem(value: Value & { kind: "list" }, index: number, where: At): Value {
  const item = Number.isInteger(index) && index >= 0 ? value.items[index] : undefined;
  if (!item) throw new Fault("The index lies outside the list.", where);
  return below(value, item, String(index), true, where);
}

/** `value[key]`. */
export function getIndex(value: Value, key: Value, where: At): Value {
  if (key.kind === "null") throw new Fault("An index must not be null.", where);
  if (value.kind === "null") throw new Fault("A null value has no index.", where);
  if (key.kind === "unknown") {
    if (value.kind !== "list" && value.kind !== "object" && value.kind !== "unknown") {
      throw new Fault(`A ${value.kind} has no index.`, where);
    }
    return oneOf([key, value], elementsOf(value), where);
  }
  switch (value.kind) {
    case "object": {
      const name = scalarText(key);
      if (name === undefined) throw new Fault("The key of an object must be a string.", where);
      return getAttribute(value, name, where);
    }
    case "list":
      if (isSet(value)) throw new Fault("Elements of a set are not addressable by index.", where);
      return getItem(value, needNumber(key, where), where);
    case "unknown": {
      const name = scalarText(key) ?? "";
      const index = scalarNumber(key);
      if (value.shape?.kind === "object" && value.shape.entries.has(name))
        return getAttribute(value, name, where);
      if (value.shape?.kind === "list" && index !== undefined) {
        // Behind an unknown item the length is not known, so neither is what stands there.
        const before = value.shape.items.slice(0, index + 1);
        const item = before[index];
        if (item && !before.slice(0, index).some((other) => other.kind === "unknown")) {
          return below(value, item, name, true, where);
        }
      }
      return unknownBelow(value, value.cause, name, true, where);
    }
    default:
      throw new Fault(`A ${value.kind} has no index.`, where);
  }
}

/** What an index may lead to, when it is not known which it is. */
function elementsOf(value: Value): Value[] {
  const known = value.kind === "unknown" ? (value.shape ?? value) : value;
  if (known.kind === "list") return known === value ? known.items : [...known.items, value];
  if (known.kind !== "object") return [value];
  const items = [...known.entries.values()].map((entry) => entry.value);
  return known === value ? items : [...items, value];
}

/** What a splat walks: a list as it is, null as nothing, anything else as a list of one. */
export function splatItems(value: Value): Value[] | undefined {
  // A text made of parts is neither null nor a list: the one item.
  if (value.kind === "unknown") return value.parts ? [value] : undefined;
  if (value.kind === "null") return [];
  return value.kind === "list" ? value.items : [value];
}

export function unknownSplat(value: UnknownValue, each: Value, where: At): UnknownValue {
  const result: UnknownValue = { kind: "unknown", cause: value.cause, at: where };
  const refs = joinRefs(each.refs, undefined) ?? value.refs;
  if (refs) result.refs = refs;
  const detail = (firstUnknown(each) ?? value).detail;
  if (detail !== undefined) result.detail = detail;
  return result;
}
