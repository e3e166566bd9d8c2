import type { Value } from "../../value.ts";
import { Fault } from "../fault.ts";
import { limits } from "../run-state.ts";
import { identity, isSet, list, makeSet } from "../values.ts";
import { ANY_NUMBER, type BuiltIn, builtIn, type CallContext, listArg } from "./built-in.ts";

/** Identities of a list's items; only called where all are known. */
function members(args: readonly Value[], i: number, call: CallContext): Set<string> {
  return new Set(listArg(args, i, call).items.map((item) => identity(item) ?? ""));
}

function intersection(args: readonly Value[], call: CallContext): Value {
  const others = args.slice(1).map((_, i) => members(args, i + 1, call));
  const kept = listArg(args, 0, call).items.filter((item) =>
    others.every((other) => other.has(identity(item) ?? "")),
  );
  return makeSet(kept, call.at);
}

function subtract(args: readonly Value[], call: CallContext): Value {
  const without = members(args, 1, call);
  return makeSet(
    listArg(args, 0, call).items.filter((item) => !without.has(identity(item) ?? "")),
    call.at,
  );
}

function union(args: readonly Value[], call: CallContext): Value {
  return makeSet(
    args.flatMap((_, i) => listArg(args, i, call).items),
    call.at,
  );
}

/** All combinations; a set of lists when an argument is a set. */
function product(args: readonly Value[], call: CallContext): Value {
  let rows: Value[][] = [[]];
  for (let i = 0; i < args.length; i++) {
    const { items } = listArg(args, i, call);
    if (rows.length * items.length > limits.items)
      throw new Fault("setproduct gives too many combinations.", call.at, "tf-limit");
    rows = rows.flatMap((row) => items.map((item) => [...row, item]));
  }
  const results = rows.map((row) => list(row, call.at));
  return args.every(isSet) ? makeSet(results, call.at) : list(results, call.at);
}

const deep = { max: ANY_NUMBER, unknown: "deep" } as const;

export const sets: ReadonlyMap<string, BuiltIn> = new Map([
  ["setintersection", builtIn(1, intersection, deep)],
  ["setsubtract", builtIn(2, subtract, { unknown: "deep" })],
  ["setunion", builtIn(1, union, deep)],
  ["setproduct", builtIn(2, product, { max: ANY_NUMBER })],
]);
