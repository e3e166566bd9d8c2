import type { Expression } from "../../parse/hcl/ast.ts";
import type { At } from "../../text/span.ts";
import type { Entry, Value } from "../value.ts";
import { describe, scalarBool, scalarNumber, scalarText } from "./convert.ts";
import { Fault } from "./fault.ts";
import {
  bool,
  entries,
  isSet,
  list,
  makeSet,
  nothing,
  number,
  openCause,
  text,
  unknownFrom,
} from "./values.ts";

/** A type constraint (https://developer.hashicorp.com/terraform/language/expressions/type-constraints). */
export type Type =
  | { kind: "any" | "string" | "number" | "bool" }
  | { kind: "list" | "set" | "map"; element: Type }
  | { kind: "tuple"; items: Type[] }
  | { kind: "object"; attributes: Map<string, { type: Type; optional: boolean; fallback?: Expression }> };

const ANY: Type = { kind: "any" };

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
  const attributes: (Type & { kind: "object" })["attributes"] = new Map();
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
  if (type.kind === "any" || value.kind === "null" || depth > 64) return value;
  if (value.kind === "unknown") return convertShape(value, type, where, fallback, depth);
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
      const converted = value.items.map((item) => convert(item, type.element, where, fallback, depth + 1));
      const items = type.element.kind === "any" ? unify(converted) : converted;
      if (type.kind === "set") return { ...makeSet(items, value.at), ...keep };
      return { ...list(items, value.at), ...keep };
    }
    case "tuple":
      if (value.kind !== "list" || value.items.length !== type.items.length) return refuse();
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
      const pairs = new Map<string, Entry>();
      for (const [key, entry] of value.entries) {
        pairs.set(key, { ...entry, value: convert(entry.value, type.element, where, fallback, depth + 1) });
      }
      return { ...entries(type.element.kind === "any" ? unifyMap(pairs) : pairs, value.at), ...keep };
    }
    case "object":
      if (value.kind !== "object") return refuse();
      return { ...convertObject(value, type, where, fallback, depth), ...keep };
  }
}

function convertObject(
  value: Value & { kind: "object" },
  type: Type & { kind: "object" },
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
        key: ref.key,
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

/** Elements of one collection get one primitive type: texts win over numbers and bools. */
export function unify(items: readonly Value[]): Value[] {
  const kinds = new Set<string>();
  for (const item of items) if (item.kind !== "null" && item.kind !== "unknown") kinds.add(item.kind);
  if (kinds.size < 2) return [...items];
  if (kinds.has("list") || kinds.has("object") || !kinds.has("string")) {
    throw new Fault(`The elements of one collection cannot be ${[...kinds].join(" and ")}.`, items[0]?.at);
  }
  return items.map((item) => {
    const content = scalarText(item);
    return content === undefined ? item : text(content, item.at, item.refs);
  });
}

function unifyMap(pairs: Map<string, Entry>): Map<string, Entry> {
  const items = unify([...pairs.values()].map((entry) => entry.value));
  const result = new Map<string, Entry>();
  let i = 0;
  for (const [key, entry] of pairs) result.set(key, { ...entry, value: items[i++] ?? entry.value });
  return result;
}

/** tolist, toset and tomap of any value. */
export function convertTo(kind: "list" | "set" | "map", value: Value, where: At): Value {
  if (value.kind === "unknown")
    return { ...unknownFrom([value], where), ...(value.shape ? { shape: value.shape } : {}) };
  if (kind === "list" && isSet(value))
    return { kind: "list", items: value.items, at: where, ...(value.refs ? { refs: value.refs } : {}) };
  return convert(value, { kind, element: ANY }, where, () => nothing(where));
}
