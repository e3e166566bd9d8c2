import type { Value } from "../../value.ts";
import { Fault } from "../fault.ts";
import { limits } from "../run-state.ts";
import { unify } from "../type-constraint.ts";
import { identity, isSet, list, makeSet } from "../values.ts";
import { ANY_NUMBER, type BuiltIn, builtIn, type CallContext, listArg } from "./built-in.ts";

/** The sets, their members brought to one type. */
function unified(args: readonly Value[], call: CallContext): Value[][] {
  const all = args.map((_, i) => listArg(args, i, call).items);
  const items = unify(all.flat());
  let from = 0;
  return all.map(({ length }) => {
    from += length;
    return items.slice(from - length, from);
  });
}

/** Identities of items; only called where all are known. */
function members(items: readonly Value[]): Set<string> {
  return new Set(items.map((item) => identity(item) ?? ""));
}

function intersection(args: readonly Value[], call: CallContext): Value {
  const [first = [], ...rest] = unified(args, call);
  const others = rest.map(members);
  const kept = first.filter((item) => others.every((other) => other.has(identity(item) ?? "")));
  return makeSet(kept, call.at);
}

function subtract(args: readonly Value[], call: CallContext): Value {
  const [first = [], second = []] = unified(args, call);
  const without = members(second);
  return makeSet(
    first.filter((item) => !without.has(identity(item) ?? "")),
    call.at,
  );
}

function union(args: readonly Value[], call: CallContext): Value {
  return makeSet(unified(args, call).flat(), call.at);
}

/** All combinations; a set of lists when any argument is a set. */
function product(args: readonly Value[], call: CallContext): Value {
  let rows: Value[][] = [[]];
  for (let i = 0; i < args.length; i++) {
    const items = unify(listArg(args, i, call).items);
    if (rows.length * items.length > limits.items)
      throw new Fault("setproduct gives too many combinations.", call.at, "tf-limit");
    rows = rows.flatMap((row) => items.map((item) => [...row, item]));
  }
  const results = rows.map((row) => list(row, call.at));
  return args.some(isSet) ? makeSet(results, call.at) : list(results, call.at);
}

const deep = { max: ANY_NUMBER, unknown: "deep" } as const;

export const sets: ReadonlyMap<string, BuiltIn> = new Map([
  ["setintersection", builtIn(1, intersection, deep)],
  ["setsubtract", builtIn(2, subtract, { unknown: "deep" })],
  ["setunion", builtIn(1, union, { max: ANY_NUMBER })],
  ["setproduct", builtIn(2, product, { max: ANY_NUMBER })],
]);
