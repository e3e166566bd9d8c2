import type { Value } from "../../value.ts";
import { Fault } from "../fault.ts";
import { limits } from "../run-state.ts";
import { convertTyped } from "../type-constraint.ts";
import { type Type, unifyTypes } from "../types.ts";
import { identity, isSet, list, makeSet, ofElements } from "../values.ts";
import { ANY_NUMBER, type BuiltIn, builtIn, type CallContext, listResult, typedArg } from "./built-in.ts";

/** The sets, their members brought to one type. */
function unified(args: readonly Value[], call: CallContext): { sets: Value[][]; element: Type } {
  const all = args.map((_, i) => typedArg(args, i, call));
  const element = unifyTypes(all.map((one) => one.element).filter(({ kind }) => kind !== "any"));
  if (!element) throw new Fault("The sets have no type in common.", call.at);
  const sets = all.map(({ items }) => items.map((item) => convertTyped(item, element, call.at)));
  return { sets, element };
}

function setResult(items: readonly Value[], element: Type, call: CallContext): Value {
  return ofElements(makeSet(items, call.at), element);
}

/** Identities of items; only called where all are known. */
function members(items: readonly Value[]): Set<string> {
  return new Set(items.map((item) => identity(item) ?? ""));
}

function intersection(args: readonly Value[], call: CallContext): Value {
  const { sets, element } = unified(args, call);
  const [first = [], ...rest] = sets;
  const others = rest.map(members);
  const kept = first.filter((item) => others.every((other) => other.has(identity(item) ?? "")));
  return setResult(kept, element, call);
}

function subtract(args: readonly Value[], call: CallContext): Value {
  const { sets, element } = unified(args, call);
  const [first = [], second = []] = sets;
  const without = members(second);
  return setResult(
    first.filter((item) => !without.has(identity(item) ?? "")),
    element,
    call,
  );
}

function union(args: readonly Value[], call: CallContext): Value {
  const { sets, element } = unified(args, call);
  return setResult(sets.flat(), element, call);
}

/** All combinations; a set of tuples when any argument is a set. */
function product(args: readonly Value[], call: CallContext): Value {
  let rows: Value[][] = [[]];
  const types: Type[] = [];
  for (let i = 0; i < args.length; i++) {
    const { items, element } = typedArg(args, i, call);
    types.push(element);
    if (rows.length * items.length > limits.items)
      throw new Fault("setproduct gives too many combinations.", call.at, "tf-limit");
    rows = rows.flatMap((row) => items.map((item) => [...row, item]));
  }
  const results = rows.map((row) => list(row, call.at));
  const element: Type = { kind: "tuple", items: types };
  return args.some(isSet) ? setResult(results, element, call) : listResult(results, call, element);
}

const deep = { max: ANY_NUMBER, unknown: "deep" } as const;

export const sets: ReadonlyMap<string, BuiltIn> = new Map([
  ["setintersection", builtIn(1, intersection, deep)],
  ["setsubtract", builtIn(2, subtract, { unknown: "deep" })],
  ["setunion", builtIn(1, union, { max: ANY_NUMBER, unknown: "rest" })],
  ["setproduct", builtIn(2, product, { max: ANY_NUMBER })],
]);
