import type { At } from "../../text/span.ts";
import type { Value } from "../value.ts";
import { Fault } from "./fault.ts";

/**
 * A number as Terraform writes it into text: no exponent for whole numbers, else the shortest exact form
 * (https://developer.hashicorp.com/terraform/language/functions/tostring).
 */
export function formatNumber(value: number): string {
  const shortest = String(value);
  const exponent = /^(-?)(\d)(?:\.(\d+))?e\+(\d+)$/.exec(shortest);
  if (!exponent) return shortest;
  const [, sign = "", head = "", fraction = "", power = "0"] = exponent;
  return sign + head + fraction.padEnd(Number(power), "0");
}

const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,4})?$/;

function parseNumber(value: string): number | undefined {
  if (value.length > 400 || !NUMBER.test(value)) return undefined;
  const parsed = Number(value);
  return Number.isFinite(parsed) ? parsed : undefined;
}

/** The text of a scalar, undefined for what has none. */
export function scalarText(value: Value): string | undefined {
  if (value.kind === "string") return value.value;
  if (value.kind === "number") return formatNumber(value.value);
  if (value.kind === "bool") return value.value ? "true" : "false";
  return undefined;
}

export function scalarNumber(value: Value): number | undefined {
  if (value.kind === "number") return value.value;
  return value.kind === "string" ? parseNumber(value.value) : undefined;
}

/** Terraform converts only "true", "false", "1" and "0". */
export function scalarBool(value: Value): boolean | undefined {
  if (value.kind === "bool") return value.value;
  if (value.kind !== "string") return undefined;
  if (value.value === "true" || value.value === "1") return true;
  if (value.value === "false" || value.value === "0") return false;
  return undefined;
}

/** What a reader takes for one character: Terraform counts grapheme clusters (Unicode Standard Annex 29). */
export function characters(content: string): string[] {
  if (/^[\n\x20-\x7e]*$/.test(content)) return [...content];
  return Array.from(new Intl.Segmenter("en").segment(content), ({ segment }) => segment);
}

export function describe(value: Value): string {
  if (value.kind === "list") return "a list";
  if (value.kind === "object") return "an object";
  return value.kind === "null" ? "null" : `a ${value.kind}`;
}

export function needText(value: Value, where: At): string {
  const result = scalarText(value);
  if (result === undefined) throw new Fault(`A string is required, not ${describe(value)}.`, where);
  return result;
}
export function needNumber(value: Value, where: At): number {
  const result = scalarNumber(value);
  if (result === undefined) throw new Fault(`A number is required, not ${describe(value)}.`, where);
  return result;
}
export function needBool(value: Value, where: At): boolean {
  const result = scalarBool(value);
  if (result === undefined) throw new Fault(`A bool is required, not ${describe(value)}.`, where);
  return result;
}
