import type { Expression } from "../../parse/hcl/ast.ts";
import type { Value } from "../value.ts";
import { Fault } from "./fault.ts";
import { elementType, isSet, openCause } from "./values.ts";

/** A type constraint (https://developer.hashicorp.com/terraform/language/expressions/type-constraints). */
export type Type =
  | { kind: "any" | "string" | "number" | "bool" }
  | { kind: "list" | "set" | "map"; element: Type }
  | { kind: "tuple"; items: Type[] }
  | ObjectType;

export interface ObjectType {
  kind: "object";
  attributes: Map<string, { type: Type; optional: boolean; fallback?: Expression }>;
}

export const ANY: Type = { kind: "any" };
export const STRING: Type = { kind: "string" };
export const NUMBER: Type = { kind: "number" };
const BOOL: Type = { kind: "bool" };
const SCALARS = { string: STRING, number: NUMBER, bool: BOOL } as const;

/** How many steps one question about types may take: values and types may share parts many times over. */
const STEPS = 200_000;
class Work {
  #left = STEPS;
  step(): void {
    if (--this.#left < 0) throw new Fault("A type is larger than the limit.", undefined, "tf-limit");
  }
}

/** By items or entries: the copies of a value that differ in their place alone share them. */
const known = new WeakMap<object, Type>();

/**
 * The type of a value, as Terraform sees it: literals are tuples and objects, what was converted is a list, set or
 * map of one type. Nulls, unknowns and whole resources are of any type: theirs is not written anywhere; but a text made of known and unknown parts is a text.
 */
export function typeOf(value: Value): Type {
  if (value.kind === "string" || value.kind === "number" || value.kind === "bool") return SCALARS[value.kind];
  // What is made of parts is a text, whatever it will say.
  if (value.kind === "unknown" && value.parts) return STRING;
  if (value.kind !== "list" && value.kind !== "object") return ANY;
  const element = elementType(value);
  if (value.kind === "list" && element) return { kind: isSet(value) ? "set" : "list", element };
  if (element) return { kind: "map", element };
  if (openCause(value)) return ANY;
  const content = value.kind === "list" ? value.items : value.entries;
  const before = isSet(value) ? undefined : known.get(content);
  if (before) return before;
  const type: Type =
    value.kind === "object"
      ? {
          kind: "object",
          attributes: new Map(
            [...value.entries].map(([key, entry]) => [key, { type: typeOf(entry.value), optional: false }]),
          ),
        }
      : isSet(value)
        ? { kind: "set", element: unifyTypes(value.items.map(typeOf)) ?? ANY }
        : { kind: "tuple", items: value.items.map(typeOf) };
  if (!isSet(value)) known.set(content, type);
  return type;
}

/** Are these the same type? Any fits all. */
export function sameType(a: Type, b: Type, work = new Work()): boolean {
  work.step();
  if (a === b || a.kind === "any" || b.kind === "any") return true;
  if (a.kind !== b.kind) return false;
  if (a.kind === "tuple" && b.kind === "tuple") {
    return (
      a.items.length === b.items.length && a.items.every((item, i) => sameType(item, b.items[i] ?? ANY, work))
    );
  }
  if (a.kind === "object" && b.kind === "object") {
    if (a.attributes.size !== b.attributes.size) return false;
    for (const [name, { type }] of a.attributes) {
      const other = b.attributes.get(name);
      if (!other || !sameType(type, other.type, work)) return false;
    }
    return true;
  }
  return "element" in a && "element" in b ? sameType(a.element, b.element, work) : true;
}

const open = new WeakMap<Type, boolean>();

/** Does the type leave something open? */
export function hasAny(type: Type): boolean {
  if (type.kind === "any") return true;
  if (!("element" in type) && type.kind !== "tuple" && type.kind !== "object") return false;
  const before = open.get(type);
  if (before !== undefined) return before;
  const result = elementsOf([type]).some(hasAny);
  open.set(type, result);
  return result;
}

/** May a value of one type be converted to the other? Whether a text reads as a number is seen later. */
function convertible(from: Type, to: Type, work: Work): boolean {
  work.step();
  if (from === to || from.kind === "any" || to.kind === "any") return true;
  switch (to.kind) {
    case "string":
      return from.kind === "string" || from.kind === "number" || from.kind === "bool";
    case "number":
    case "bool":
      return from.kind === to.kind || from.kind === "string";
    case "list":
    case "set":
      if (from.kind === "tuple") return from.items.every((item) => convertible(item, to.element, work));
      return (from.kind === "list" || from.kind === "set") && convertible(from.element, to.element, work);
    case "map":
      if (from.kind === "object")
        return [...from.attributes.values()].every(({ type }) => convertible(type, to.element, work));
      return from.kind === "map" && convertible(from.element, to.element, work);
    case "tuple":
      return (
        from.kind === "tuple" &&
        from.items.length === to.items.length &&
        from.items.every((item, i) => convertible(item, to.items[i] ?? ANY, work))
      );
    case "object":
      if (from.kind === "map")
        return [...to.attributes.values()].every(({ type }) => convertible(from.element, type, work));
      if (from.kind !== "object") return false;
      for (const [name, { type, optional }] of to.attributes) {
        const own = from.attributes.get(name);
        if (own ? !convertible(own.type, type, work) : !optional) return false;
      }
      return true;
  }
}

/**
 * The one type that values of all these types are converted to, or undefined when there is none: what the elements
 * of a list and the branches of a conditional get. The rules are those of Terraform's type system
 * (https://developer.hashicorp.com/terraform/language/expressions/types#type-conversion).
 */
export function unifyTypes(types: readonly Type[], work = new Work()): Type | undefined {
  const typed = types.filter(({ kind }) => kind !== "any");
  const [first, ...rest] = typed;
  if (!first) return ANY;
  work.step();
  if (rest.every((other) => other === first)) return first;
  const kinds = new Set(typed.map(({ kind }) => kind));
  const only = kinds.size === 1 ? first.kind : undefined;
  if (only === "list" || only === "set" || only === "map") return collectionOf(only, elementsOf(typed), work);
  if (only === "object") return unifyObjects(typed as ObjectType[], work);
  if (only === "tuple") return unifyTuples(typed as Array<Type & { kind: "tuple" }>, work);
  if (kinds.has("object") && kinds.has("tuple")) return undefined;
  if (kinds.size === 2 && kinds.has("map") && kinds.has("object")) {
    const result = collectionOf("map", elementsOf(typed), work);
    if (result) return result;
  }
  if (kinds.size === 2 && kinds.has("list") && kinds.has("tuple")) {
    const result = collectionOf("list", elementsOf(typed), work);
    if (result) return result;
  }
  const common = [...typed]
    .sort((a, b) => rank(a) - rank(b))
    .find((wanted) => typed.every((one) => convertible(one, wanted, work)));
  // Beside a value of any type, each may stay what it is.
  return common ?? (typed.length < types.length ? ANY : undefined);
}

/** Texts hold any scalar, lists any sequence: those are tried first. */
function rank({ kind }: Type): number {
  return ["string", "list", "set", "map", "object", "tuple"].indexOf(kind) + 1 || 9;
}

function elementsOf(types: readonly Type[]): Type[] {
  return types.flatMap((type) => {
    if (type.kind === "tuple") return type.items;
    if (type.kind === "object") return [...type.attributes.values()].map((one) => one.type);
    return "element" in type ? [type.element] : [];
  });
}

function collectionOf(kind: "list" | "set" | "map", elements: readonly Type[], work: Work): Type | undefined {
  const element = unifyTypes(elements, work);
  return element && { kind, element };
}

/** Objects with the same attributes stay objects, others become maps. */
function unifyObjects(types: readonly ObjectType[], work: Work): Type | undefined {
  const [first] = types;
  const attributes: ObjectType["attributes"] = new Map();
  for (const name of first?.attributes.keys() ?? []) {
    const own = types.flatMap((type) => type.attributes.get(name)?.type ?? []);
    const type = own.length === types.length ? unifyTypes(own, work) : undefined;
    if (!type) return collectionOf("map", elementsOf(types), work);
    attributes.set(name, { type, optional: false });
  }
  if (types.some((type) => type.attributes.size !== attributes.size))
    return collectionOf("map", elementsOf(types), work);
  return { kind: "object", attributes };
}

/** Tuples of one length stay tuples, others become lists. */
function unifyTuples(types: ReadonlyArray<Type & { kind: "tuple" }>, work: Work): Type | undefined {
  const length = types[0]?.items.length ?? 0;
  if (types.some((type) => type.items.length !== length))
    return collectionOf("list", elementsOf(types), work);
  const items: Type[] = [];
  for (let i = 0; i < length; i++) {
    const item = unifyTypes(
      types.flatMap((type) => type.items[i] ?? []),
      work,
    );
    // Of equal length they become no list: Terraform finds no type for them.
    if (!item) return undefined;
    items.push(item);
  }
  return { kind: "tuple", items };
}
