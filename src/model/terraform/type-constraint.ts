import type { Expression } from "../../parse/hcl/ast.ts";
import type { At } from "../../text/span.ts";
import type { Entry, Value } from "../value.ts";
import { describe, scalarBool, scalarNumber, scalarText } from "./convert.ts";
import { Fault } from "./fault.ts";
import { ANY, hasAny, type ObjectType, sameType, type Type, typeOf, unifyTypes } from "./types.ts";
import {
  bool,
  elementType,
  entries,
  list,
  makeSet,
  nothing,
  number,
  ofElements,
  openCause,
  text,
  unknownFrom,
} from "./values.ts";

/** Reads a variable's `type`; what is no type counts as `any`. */
export function readType(expression: Expression, depth = 0): Type {
  if (depth > 64) return ANY;
  switch (expression.kind) {
    case "parentheses":
      return readType(expression.inner, depth + 1);
    case "variable":
      return simpleType(expression.name);
    case "template": {
      const part = expression.parts.length === 1 ? expression.parts[0] : undefined;
      return part?.kind === "text" ? simpleType(part.text) : ANY;
    }
    case "call": {
      const [first] = expression.args;
      if (!first) return ANY;
      if (expression.name === "list" || expression.name === "set" || expression.name === "map") {
        return { kind: expression.name, element: readType(first, depth + 1) };
      }
      if (expression.name === "optional") return readType(first, depth + 1);
      if (expression.name === "tuple" && first.kind === "tuple") {
        return { kind: "tuple", items: first.items.map((item) => readType(item, depth + 1)) };
      }
      if (expression.name === "object" && first.kind === "object") return objectType(first, depth);
      return ANY;
    }
    default:
      return ANY;
  }
}

function objectType(expression: Expression & { kind: "object" }, depth: number): Type {
  const attributes: ObjectType["attributes"] = new Map();
  for (const { key, value } of expression.items) {
    const part = key.kind === "template" && key.parts.length === 1 ? key.parts[0] : undefined;
    const name = key.kind === "variable" ? key.name : part?.kind === "text" ? part.text : undefined;
    if (name === undefined) continue;
    const optional = value.kind === "call" && value.name === "optional";
    const fallback = optional ? value.args[1] : undefined;
    attributes.set(name, { type: readType(value, depth + 1), optional, ...(fallback ? { fallback } : {}) });
  }
  return { kind: "object", attributes };
}

function simpleType(name: string): Type {
  if (name === "string" || name === "number" || name === "bool") return { kind: name };
  if (name === "list" || name === "set" || name === "map") return { kind: name, element: ANY };
  return ANY;
}

/** Resolves an `optional` attribute's default. */
export type ResolveDefault = (expression: Expression) => Value;

/** A value as a variable of that type holds it; throws Fault where Terraform would refuse. */
export function convert(value: Value, type: Type, where: At, fallback: ResolveDefault, depth = 0): Value {
  const converted = convertKind(value, type, where, fallback, depth);
  return value.sensitive && !converted.sensitive ? { ...converted, sensitive: true } : converted;
}

function convertKind(value: Value, type: Type, where: At, fallback: ResolveDefault, depth: number): Value {
  if (type.kind === "any" || value.kind === "null" || depth > 64) return value;
  if (value.kind === "unknown") return convertShape(value, type, where, fallback, depth);
  if (value.kind !== "list" && value.kind !== "object")
    return convertKnown(value, type, where, fallback, depth);
  const content = value.kind === "list" ? value.items : value.entries;
  const before = converted.get(content);
  const isBefore = before?.type === type && before.element === elementType(value);
  const result = isBefore ? before.result : convertKnown(value, type, where, fallback, depth);
  if (!isBefore) converted.set(content, { type, element: elementType(value), result });
  return isBefore ? { ...result, at: value.at, ...(value.refs ? { refs: value.refs } : {}) } : result;
}

/** The last conversion of each content: values may share parts many times over. */
const converted = new WeakMap<object, { type: Type; element: Type | undefined; result: Value }>();

function convertKnown(value: Value, type: Type, where: At, fallback: ResolveDefault, depth: number): Value {
  if (type.kind === "any") return value;
  const refuse = (): never => {
    throw new Fault(`A value of type ${type.kind} is required, not ${describe(value)}.`, where);
  };
  const keep = value.refs ? { refs: value.refs } : {};
  switch (type.kind) {
    case "string":
      if (value.kind === "string") return value;
      return { ...text(scalarText(value) ?? refuse(), value.at), ...keep };
    case "number":
      if (value.kind === "number") return value;
      return { ...number(scalarNumber(value) ?? refuse(), value.at), ...keep };
    case "bool":
      if (value.kind === "bool") return value;
      return { ...bool(scalarBool(value) ?? refuse(), value.at), ...keep };
    case "list":
    case "set": {
      if (value.kind !== "list") return refuse();
      if (sameType(typeOf(value), type) && !hasAny(type)) return value;
      const { items, element } = ofOneType(
        value.items.map((item) => convert(item, type.element, where, fallback, depth + 1)),
        type.element,
        elementType(value),
        where,
      );
      const collection = type.kind === "set" ? makeSet(items, value.at) : list(items, value.at);
      return { ...ofElements(collection, element), ...keep };
    }
    case "tuple":
      if (value.kind !== "list" || value.items.length !== type.items.length || elementType(value))
        return refuse();
      return {
        ...list(
          value.items.map((item, i) => convert(item, type.items[i] ?? ANY, where, fallback, depth + 1)),
          value.at,
        ),
        ...keep,
      };
    case "map": {
      if (value.kind !== "object") return refuse();
      if (openCause(value)) return value;
      const { items, element } = ofOneType(
        [...value.entries.values()].map((entry) =>
          convert(entry.value, type.element, where, fallback, depth + 1),
        ),
        type.element,
        elementType(value),
        where,
      );
      const pairs = new Map<string, Entry>();
      let i = 0;
      for (const [key, entry] of value.entries)
        pairs.set(key, { ...entry, value: items[i++] ?? entry.value });
      return { ...ofElements(entries(pairs, value.at), element), ...keep };
    }
    case "object":
      if (value.kind !== "object") return refuse();
      return { ...convertObject(value, type, where, fallback, depth), ...keep };
  }
}

function convertObject(
  value: Value & { kind: "object" },
  type: ObjectType,
  where: At,
  fallback: ResolveDefault,
  depth: number,
): Value {
  const open = openCause(value);
  const pairs = new Map<string, Entry>();
  for (const [name, attribute] of type.attributes) {
    const entry = value.entries.get(name);
    if (entry && entry.value.kind !== "null") {
      pairs.set(name, { ...entry, value: convert(entry.value, attribute.type, where, fallback, depth + 1) });
    } else if (attribute.fallback) {
      const standing = convert(fallback(attribute.fallback), attribute.type, where, fallback, depth + 1);
      pairs.set(name, { value: { ...standing, at: value.at } });
    } else if (entry) pairs.set(name, entry);
    else if (attribute.optional) pairs.set(name, { value: nothing(value.at) });
    else if (open) {
      const refs = value.refs?.map((ref) => ({
        ...ref,
        path: ref.path === "" ? name : `${ref.path}.${name}`,
      }));
      pairs.set(name, { value: { kind: "unknown", cause: open, at: value.at, ...(refs ? { refs } : {}) } });
    } else throw new Fault(`The attribute "${name}" is required.`, where);
  }
  return entries(pairs, value.at);
}

/** An unknown keeps its cause; what is known of its structure is converted as far as it fits. */
function convertShape(
  value: Value & { kind: "unknown" },
  type: Type,
  where: At,
  fallback: ResolveDefault,
  depth: number,
): Value {
  if (!value.shape || type.kind === "string" || type.kind === "any") return value;
  const isMap = type.kind === "map" && value.shape.kind === "object";
  const isList = (type.kind === "list" || type.kind === "set") && value.shape.kind === "list";
  if (!isMap && !isList) return value;
  return { ...value, shape: convert(value.shape, type, where, fallback, depth + 1) };
}

/** The type that a conversion to the constraint gives where the constraint leaves nothing open. */
function settled(type: Type): Type {
  if (!("element" in type) && type.kind !== "tuple" && type.kind !== "object") return type;
  const before = closed.get(type) ?? settle(type);
  closed.set(type, before);
  return before;
}

const closed = new WeakMap<Type, Type>();

function settle(type: Type): Type {
  if ("element" in type) return { kind: type.kind, element: settled(type.element) };
  if (type.kind === "tuple") return { kind: "tuple", items: type.items.map(settled) };
  if (type.kind !== "object") return type;
  const attributes: ObjectType["attributes"] = new Map();
  for (const [name, one] of type.attributes)
    attributes.set(name, { type: settled(one.type), optional: false });
  return { kind: "object", attributes };
}

/** Elements of one collection get one type, also where the constraint says any; `before` is what they had. */
function ofOneType(
  items: Value[],
  constraint: Type,
  before: Type | undefined,
  where: At,
): { items: Value[]; element: Type } {
  if (!hasAny(constraint)) return { items, element: settled(constraint) };
  if (items.length === 0 && before && constraint.kind === "any") return { items, element: before };
  return unify(items, where, constraint.kind === "any" && before ? [before] : []);
}

/** Values brought to one type, and that type. Terraform refuses those that have none in common. */
export function unify(
  items: readonly Value[],
  where: At | undefined,
  more: readonly Type[] = [],
): { items: Value[]; element: Type } {
  const element = unifyTypes([...items.map(typeOf), ...more]);
  if (!element)
    throw new Fault("The elements of one collection have no type in common.", where ?? items[0]?.at);
  return { items: items.map((item) => convertTyped(item, element, where ?? item.at)), element };
}

/** A value as that type, which needs no defaults. */
export function convertTyped(value: Value, type: Type, where: At): Value {
  if (type.kind === "any" || (!hasAny(type) && sameKind(value, type))) return value;
  return convert(value, type, where, () => nothing(where));
}

function sameKind(value: Value, type: Type): boolean {
  const own = typeOf(value);
  return own.kind === type.kind && !hasAny(own) && sameType(own, type);
}

/** tolist, toset and tomap of any value. */
export function convertTo(kind: "list" | "set" | "map", value: Value, where: At): Value {
  if (value.kind === "unknown")
    return { ...unknownFrom([value], where), ...(value.shape ? { shape: value.shape } : {}) };
  return convert(value, { kind, element: ANY }, where, () => nothing(where));
}
