import type { At } from "../../../text/span.ts";
import type { Value } from "../../value.ts";
import { needNumber, needText } from "../convert.ts";
import { Fault } from "../fault.ts";
import { limits } from "../run-state.ts";
import type { Scope } from "../scope.ts";
import { convertTyped, unify } from "../type-constraint.ts";
import { ANY, sameType, type Type } from "../types.ts";
import { bool, elementType, list, number, ofElements, text } from "../values.ts";

/** Where a call stands. */
export interface CallContext {
  at: At;
  scope: Scope;
}

/**
 * How a function meets unknown arguments: `shallow` any unknown argument, `deep` an unknown anywhere in one makes
 * the result unknown; `own` the function sees to it itself. `rest` is for functions of lists that keep what they are
 * given: an unknown list is what is known of it and one unknown element that stands for the rest, and the result is
 * unknown with that shape.
 */
type UnknownRule = "shallow" | "deep" | "own" | "rest";

export interface BuiltIn {
  min: number;
  max: number;
  unknown: UnknownRule;
  /** Null arguments are refused unless the function takes them. */
  nulls: boolean;
  run(args: readonly Value[], call: CallContext): Value;
}

type Options = { max?: number; unknown?: UnknownRule; nulls?: boolean };

/** A function with `min` arguments, and up to `max` of them. */
export function builtIn(min: number, run: BuiltIn["run"], options: Options = {}): BuiltIn {
  return {
    min,
    max: options.max ?? min,
    unknown: options.unknown ?? "shallow",
    nulls: options.nulls ?? false,
    run,
  };
}

export const ANY_NUMBER = Number.POSITIVE_INFINITY;

const NONE: Value = { kind: "null", at: undefined as never };

export function arg(args: readonly Value[], i: number): Value {
  return args[i] ?? NONE;
}
export function textArg(args: readonly Value[], i: number, call: CallContext): string {
  return needText(arg(args, i), call.at);
}
export function numberArg(args: readonly Value[], i: number, call: CallContext): number {
  return needNumber(arg(args, i), call.at);
}
export function wholeArg(args: readonly Value[], i: number, call: CallContext): number {
  const value = numberArg(args, i, call);
  if (!Number.isInteger(value)) throw new Fault("A whole number is required.", call.at);
  return value;
}
export function listArg(args: readonly Value[], i: number, call: CallContext): Value & { kind: "list" } {
  const value = arg(args, i);
  if (value.kind !== "list") throw new Fault(`Argument ${i + 1} must be a list or set.`, call.at);
  return value;
}
/** An argument that the function takes as a list or set of one type: tuples are converted. */
export function typedArg(
  args: readonly Value[],
  i: number,
  call: CallContext,
  constraint: Type = ANY,
): { items: Value[]; element: Type } {
  const value = listArg(args, i, call);
  const before = elementType(value);
  if (before && (constraint.kind === "any" || sameType(before, constraint)))
    return { items: value.items, element: before };
  if (constraint.kind === "any") return unify(value.items, call.at);
  return {
    items: value.items.map((item) => convertTyped(item, constraint, call.at)),
    element: constraint,
  };
}
export function objectArg(args: readonly Value[], i: number, call: CallContext): Value & { kind: "object" } {
  const value = arg(args, i);
  if (value.kind !== "object") throw new Fault(`Argument ${i + 1} must be a map or object.`, call.at);
  return value;
}

export function textResult(value: string, call: CallContext): Value {
  if (value.length > limits.text) throw new Fault("A text is larger than the limit.", call.at, "tf-limit");
  return text(value, call.at);
}
export function numberResult(value: number, call: CallContext): Value {
  if (!Number.isFinite(value)) throw new Fault("The result is no finite number.", call.at);
  return number(value, call.at);
}
export function boolResult(value: boolean, call: CallContext): Value {
  return bool(value, call.at);
}
/** A list whose elements have that type; without one, a tuple. */
export function listResult(items: Value[], call: CallContext, element?: Type): Value {
  if (items.length > limits.nodes) throw new Fault("A list is larger than the limit.", call.at, "tf-limit");
  const result = list(items, call.at);
  return element ? ofElements(result, element) : result;
}

/** A function of texts to a text. */
export function ofText(run: (...texts: string[]) => string, count = 1): BuiltIn {
  return builtIn(count, (args, call) => textResult(run(...args.map((_, i) => textArg(args, i, call))), call));
}
