import type { Value } from "../../value.ts";
import { describe, scalarBool, scalarNumber, scalarText } from "../convert.ts";
import { Fault } from "../fault.ts";
import { convertTo } from "../type-constraint.ts";
import { bool, isSet, number, text, unknownFrom } from "../values.ts";
import { arg, type BuiltIn, builtIn, type CallContext } from "./built-in.ts";

const nulls = { nulls: true } as const;

function refuse(value: Value, to: string, call: CallContext): never {
  throw new Fault(`${describe(value)} is no ${to}.`, call.at);
}

/** Unknown arguments go through: a converted text keeps its parts. */
function toText(args: readonly Value[], call: CallContext): Value {
  const value = arg(args, 0);
  if (value.kind === "null" || value.kind === "unknown") return value;
  return text(scalarText(value) ?? refuse(value, "string", call), call.at);
}

function collect(kind: "list" | "set" | "map"): BuiltIn {
  return builtIn(1, (args, call) => convertTo(kind, arg(args, 0), call.at), { nulls: true, unknown: "own" });
}

function typeName(value: Value): string {
  if (value.kind === "list") return isSet(value) ? "set" : "list";
  if (value.kind === "null") return "dynamic";
  return value.kind;
}

export const conversion: ReadonlyMap<string, BuiltIn> = new Map([
  ["tostring", builtIn(1, toText, { nulls: true, unknown: "own" })],
  [
    "tonumber",
    builtIn(
      1,
      (args, call) => {
        const value = arg(args, 0);
        return value.kind === "null"
          ? value
          : number(scalarNumber(value) ?? refuse(value, "number", call), call.at);
      },
      nulls,
    ),
  ],
  [
    "tobool",
    builtIn(
      1,
      (args, call) => {
        const value = arg(args, 0);
        return value.kind === "null"
          ? value
          : bool(scalarBool(value) ?? refuse(value, "bool", call), call.at);
      },
      nulls,
    ),
  ],
  ["tolist", collect("list")],
  ["toset", collect("set")],
  ["tomap", collect("map")],
  ["sensitive", builtIn(1, (args) => arg(args, 0), { nulls: true, unknown: "own" })],
  ["nonsensitive", builtIn(1, (args) => arg(args, 0), { nulls: true, unknown: "own" })],
  ["ephemeralasnull", builtIn(1, (args) => arg(args, 0), { nulls: true, unknown: "own" })],
  ["issensitive", builtIn(1, (args, call) => unknownFrom(args, call.at), { nulls: true, unknown: "own" })],
  ["type", builtIn(1, (args, call) => text(typeName(arg(args, 0)), call.at), nulls)],
]);
