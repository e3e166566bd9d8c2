import type { Value } from "../../value.ts";
import { needNumber } from "../convert.ts";
import { Fault } from "../fault.ts";
import type { CallContext } from "./built-in.ts";
import { ANY_NUMBER, type BuiltIn, builtIn, listArg, numberArg, numberResult, wholeArg } from "./built-in.ts";

function of(run: (value: number) => number): BuiltIn {
  return builtIn(1, (args, call) => numberResult(run(numberArg(args, 0, call)), call));
}

function extreme(pick: (...values: number[]) => number): BuiltIn {
  return builtIn(
    1,
    (args, call) => {
      let best = numberArg(args, 0, call);
      for (const value of args) best = pick(best, needNumber(value, call.at));
      return numberResult(best, call);
    },
    { max: ANY_NUMBER },
  );
}

function parseInteger(args: readonly Value[], call: CallContext): Value {
  const [digitsOf] = args;
  if (digitsOf?.kind !== "string") throw new Fault("parseint takes a string.", call.at);
  const content = digitsOf.value;
  const base = wholeArg(args, 1, call);
  if (base < 2 || base > 62) throw new Fault("The base must lie between 2 and 62.", call.at);
  const digits = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
  const isNegative = content.startsWith("-");
  const body = /^[+-]/.test(content) ? content.slice(1) : content;
  if (body === "" || body.length > 300) throw new Fault(`"${content}" is no number.`, call.at);
  let result = 0;
  for (const char of base <= 36 ? body.toLowerCase() : body) {
    const digit = digits.indexOf(char);
    if (digit < 0 || digit >= base) throw new Fault("The text is no whole number in this base.", call.at);
    result = result * base + digit;
  }
  return numberResult(isNegative ? -result : result, call);
}

export const numeric: ReadonlyMap<string, BuiltIn> = new Map([
  ["abs", of(Math.abs)],
  ["ceil", of(Math.ceil)],
  ["floor", of(Math.floor)],
  ["signum", builtIn(1, (args, call) => numberResult(Math.sign(wholeArg(args, 0, call)), call))],
  ["max", extreme(Math.max)],
  ["min", extreme(Math.min)],
  [
    "log",
    builtIn(2, (args, call) =>
      numberResult(Math.log(numberArg(args, 0, call)) / Math.log(numberArg(args, 1, call)), call),
    ),
  ],
  [
    "pow",
    builtIn(2, (args, call) => numberResult(numberArg(args, 0, call) ** numberArg(args, 1, call), call)),
  ],
  ["parseint", builtIn(2, parseInteger)],
  [
    "sum",
    builtIn(
      1,
      (args, call) => {
        const { items } = listArg(args, 0, call);
        if (items.length === 0) throw new Fault("The sum of nothing is not defined.", call.at);
        return numberResult(
          items.reduce((total, item) => total + needNumber(item, call.at), 0),
          call,
        );
      },
      { unknown: "deep" },
    ),
  ],
]);
