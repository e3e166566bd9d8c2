import type { BinaryOperator } from "../../parse/hcl/ast.ts";
import type { At } from "../../text/span.ts";
import type { Value } from "../value.ts";
import { needBool, needNumber } from "./convert.ts";
import { Fault } from "./fault.ts";
import { sameType, typeOf } from "./types.ts";
import { bool, isSet, number, openCause, unknownFrom } from "./values.ts";

/** Equal, different, or not to be known; values of different types differ, as in Terraform. */
export function equals(a: Value, b: Value, depth = 0, work = { left: 200_000 }): boolean | undefined {
  if (--work.left < 0) throw new Fault("A value is larger than the limit.", a.at, "tf-limit");
  if (a === b && a.kind !== "unknown" && a.kind !== "object" && a.kind !== "list") return true;
  if (depth > 64) return undefined;
  if (a.kind === "unknown" || b.kind === "unknown") {
    // An unknown string of a template is surely not null, and starts and ends as its literal parts do.
    if (a.kind === "unknown" && b.kind === "null") return surelySet(a) ? false : undefined;
    if (b.kind === "unknown" && a.kind === "null") return surelySet(b) ? false : undefined;
    if (a.kind === "unknown" && b.kind === "string") return differsFromParts(a.parts, b.value);
    if (b.kind === "unknown" && a.kind === "string") return differsFromParts(b.parts, a.value);
    return undefined;
  }
  if (a.kind !== b.kind) return false;
  if (depth === 0 && (a.kind === "list" || a.kind === "object") && !sameType(typeOf(a), typeOf(b)))
    return false;
  if (a.kind === "list" && b.kind === "list") {
    if (a.items.length !== b.items.length) {
      return isSet(a) && [...a.items, ...b.items].some((item) => item.kind === "unknown") ? undefined : false;
    }
    let result: boolean | undefined = true;
    for (let i = 0; i < a.items.length; i++) {
      const [x, y] = [a.items[i], b.items[i]];
      const same = x && y ? equals(x, y, depth + 1, work) : false;
      if (same === false) return false;
      if (same === undefined) result = undefined;
    }
    return result;
  }
  if (a.kind === "object" && b.kind === "object") {
    if (openCause(a) || openCause(b)) return undefined;
    if (a.entries.size !== b.entries.size) return false;
    let result: boolean | undefined = true;
    for (const [key, entry] of a.entries) {
      const other = b.entries.get(key);
      if (!other) return false;
      const same = equals(entry.value, other.value, depth + 1, work);
      if (same === false) return false;
      if (same === undefined) result = undefined;
    }
    return result;
  }
  return a.kind === "null" || (a as { value?: unknown }).value === (b as { value?: unknown }).value;
}

function surelySet(value: Value & { kind: "unknown" }): boolean {
  return value.parts !== undefined || value.shape !== undefined;
}

function differsFromParts(parts: Value[] | undefined, whole: string): false | undefined {
  const first = parts?.[0];
  const last = parts?.[parts.length - 1];
  if (first?.kind === "string" && !whole.startsWith(first.value)) return false;
  if (last?.kind === "string" && !whole.endsWith(last.value)) return false;
  return undefined;
}

/** Every binary operator but `&&` and `||`, which may not need their right side. */
export function binary(operator: BinaryOperator, left: Value, right: Value, where: At): Value {
  if (operator === "==" || operator === "!=") {
    const same = equals(left, right);
    if (same === undefined) return unknownFrom([left, right], where);
    return bool(same === (operator === "=="), where);
  }
  if (left.kind === "unknown" || right.kind === "unknown") {
    if (left.kind !== "unknown") needNumber(left, where);
    if (right.kind !== "unknown") needNumber(right, where);
    return unknownFrom([left, right], where);
  }
  const a = needNumber(left, where);
  const b = needNumber(right, where);
  switch (operator) {
    case "+":
      return number(decimal(a + b), where);
    case "-":
      return number(decimal(a - b), where);
    case "*":
      return number(decimal(a * b), where);
    case "/":
      if (b === 0) throw new Fault("Division by zero.", where);
      return number(a / b, where);
    case "%":
      return number(remainder(a, b), where);
    case "<":
      return bool(a < b, where);
    case "<=":
      return bool(a <= b, where);
    case ">":
      return bool(a > b, where);
    case ">=":
      return bool(a >= b, where);
    default:
      return logical(operator, left, () => right, where);
  }
}

/** Terraform calculates in decimal; so much of a binary fraction's last digits is not meant. */
export function decimal(value: number): number {
  return Number.isInteger(value) ? value : Number(value.toPrecision(15));
}

/** In decimal as well; Terraform leaves a number as it is when there is nothing to divide by. */
function remainder(a: number, b: number): number {
  if (b === 0) return a;
  const scale = 10 ** Math.max(decimals(a), decimals(b));
  const [x, y] = [Math.round(a * scale), Math.round(b * scale)];
  if (Number.isSafeInteger(x) && Number.isSafeInteger(y)) return (x % y) / scale;
  // A divisor such as 2/3 is not exact here: what is a whole multiple of it to a double's precision is one there.
  const times = a / b;
  const isWhole = Math.abs(times - Math.round(times)) < 1e-12 * Math.max(1, Math.abs(times));
  return isWhole && Math.abs(times) < 1e12 && !Number.isInteger(b) ? 0 : a % b;
}

function decimals(value: number): number {
  const [, fraction = "", power = "0"] = /^-?\d+(?:\.(\d+))?(?:e(.+))?$/.exec(String(value)) ?? [];
  return Math.max(0, fraction.length - Number(power));
}

/** `&&` and `||`: one side that decides is enough, also when the other is unknown. */
export function logical(operator: "&&" | "||", left: Value, right: () => Value, where: At): Value {
  const deciding = operator === "||";
  const a = left.kind === "unknown" ? undefined : needBool(left, where);
  if (a === deciding) return bool(deciding, where);
  const other = right();
  const b = other.kind === "unknown" ? undefined : needBool(other, where);
  if (b === deciding) return bool(deciding, where);
  if (a === undefined || b === undefined) return unknownFrom([left, other], where);
  return bool(!deciding, where);
}
