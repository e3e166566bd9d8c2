import type { Value } from "../../value.ts";
import { formatNumber, needBool, needNumber, needText, scalarText } from "../convert.ts";
import { Fault } from "../fault.ts";
import { encodeJson, quoteJson } from "../json-encode.ts";
import { assemble } from "../template.ts";
import { STRING } from "../types.ts";
import { text, unknownFrom } from "../values.ts";
import { type CallContext, listResult } from "./built-in.ts";

const VERB = /%(?:%|([-+ #0]*)(\d{1,4})?(?:\.(\d{0,4}))?(?:\[(\d{1,3})\])?([a-zA-Z])|)/g;

/** https://developer.hashicorp.com/terraform/language/functions/format — an unknown argument becomes a part. */
export function format(args: readonly Value[], call: CallContext): Value {
  const [spec, ...values] = args;
  if (!spec || spec.kind === "unknown") return unknownFrom(args, call.at);
  const content = needText(spec, call.at);
  const pieces: Array<{ value: Value }> = [];
  let last = 0;
  let next = 0;
  let highest = 0;
  VERB.lastIndex = 0;
  for (let match = VERB.exec(content); match; match = VERB.exec(content)) {
    pieces.push({ value: text(content.slice(last, match.index), call.at) });
    last = match.index + match[0].length;
    const [whole, flags = "", width, precision, position, verb = ""] = match;
    if (whole === "%") throw new Fault("format finds no verb behind a %.", call.at);
    if (whole === "%%") {
      pieces.push({ value: text("%", call.at) });
      continue;
    }
    const index = position === undefined ? next : Number(position) - 1;
    next = index + 1;
    highest = Math.max(highest, next);
    const value = values[index];
    if (!value) throw new Fault("format has too few arguments.", call.at);
    if (value.kind === "unknown") pieces.push({ value });
    else {
      const shown = show(value, verb, flags, precision === undefined ? undefined : Number(precision), call);
      if (typeof shown !== "string") return unknownFrom(args, call.at);
      pieces.push({ value: text(pad(shown, flags, Number(width ?? 0), verb), call.at, value.refs) });
    }
  }
  if (highest < values.length) throw new Fault("format has too many arguments.", call.at);
  pieces.push({ value: text(content.slice(last), call.at) });
  return assemble(pieces, call.at);
}

function pad(shown: string, flags: string, width: number, verb: string): string {
  const missing = width - [...shown].length;
  if (missing <= 0) return shown;
  if (flags.includes("-")) return shown + " ".repeat(missing);
  if (flags.includes("0") && verb !== "s" && verb !== "v" && verb !== "q") {
    const sign = /^[+-]/.test(shown) ? shown.slice(0, 1) : "";
    return sign + "0".repeat(missing) + shown.slice(sign.length);
  }
  return (flags.includes("0") ? "0" : " ").repeat(missing) + shown;
}

function show(
  value: Value,
  verb: string,
  flags: string,
  precision: number | undefined,
  call: CallContext,
): string | undefined {
  const sign = (shown: string, isNegative: boolean) =>
    isNegative ? shown : flags.includes("+") ? `+${shown}` : flags.includes(" ") ? ` ${shown}` : shown;
  const cut = (shown: string) => (precision === undefined ? shown : [...shown].slice(0, precision).join(""));
  switch (verb) {
    case "v": {
      if (flags.includes("#")) {
        const literal = encodeJson(value, call.at);
        return literal.kind === "string" ? literal.value : undefined;
      }
      const scalar = scalarText(value);
      if (scalar !== undefined) return cut(scalar);
      const encoded = encodeJson(value, call.at);
      return encoded.kind === "string" ? encoded.value : undefined;
    }
    case "s":
      return cut(needText(value, call.at));
    case "q":
      return quoteJson(needText(value, call.at));
    case "t":
      return String(needBool(value, call.at));
    default: {
      const number = needNumber(value, call.at);
      const isNegative = number < 0;
      const whole = number;
      if (/[dxXob]/.test(verb) && !Number.isInteger(number))
        throw new Fault(`"%${verb}" of format takes whole numbers.`, call.at);
      if (verb === "d") return sign(formatNumber(whole), isNegative);
      if (verb === "x") return sign(whole.toString(16), isNegative);
      if (verb === "X") return sign(whole.toString(16).toUpperCase(), isNegative);
      if (verb === "o") return sign(whole.toString(8), isNegative);
      if (verb === "b") return sign(whole.toString(2), isNegative);
      if (verb === "f") return sign(number.toFixed(Math.min(precision ?? 6, 100)), isNegative);
      if (verb === "e" || verb === "E") {
        const shown = number.toExponential(Math.min(precision ?? 6, 100)).replace(/e([+-])(\d)$/, "e$10$2");
        return sign(verb === "E" ? shown.toUpperCase() : shown, isNegative);
      }
      if (verb === "g" || verb === "G")
        return sign(
          precision === undefined
            ? formatNumber(number)
            : String(Number(number.toPrecision(Math.max(1, precision)))),
          isNegative,
        );
      throw new Fault(`format does not know the verb "%${verb}".`, call.at);
    }
  }
}

/** One format for each element; scalars are repeated. */
export function formatList(args: readonly Value[], call: CallContext): Value {
  let length: number | undefined;
  for (const value of args.slice(1)) {
    if (value.kind !== "list") continue;
    if (length !== undefined && length !== value.items.length)
      throw new Fault("The lists of formatlist differ in length.", call.at);
    length = value.items.length;
  }
  // An unknown argument may be a list of any length.
  if (length === undefined && args.some((value) => value.kind === "unknown"))
    return unknownFrom(args, call.at);
  const results: Value[] = [];
  for (let i = 0; i < (length ?? 1); i++) {
    const row = args.map((value, at) =>
      at > 0 && value.kind === "list" ? (value.items[i] ?? value) : value,
    );
    results.push(format(row, call));
  }
  return listResult(results, call, STRING);
}
