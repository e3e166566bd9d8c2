/**
 * Text as OSCAL's datatypes want it. What comes from scanned files is hostile: no control, format or bidirectional
 * character gets through, and in markup nothing of it is read as markup.
 */

/** A name and value; `ns` where the name is ours and not NIST's. */
export interface Property {
  name: string;
  value: string;
  ns?: string;
  class?: string;
  group?: string;
  remarks?: string;
}

const ours = "urn:crosswalk:oscal";

/** The namespace of our own names, for parts and facets. */
export const namespace: string = ours;

/** A property of our own. */
export function property(name: string, value: string, more: Omit<Property, "name" | "value"> = {}): Property {
  return { name, ns: ours, value: line(value), ...more };
}

/** Printable ASCII with no space at either end: as it is for most text, and ten times as fast to tell. */
const plain = /^[!-~](?:[ -~]*[!-~])?$/;

/** OSCAL `string`: one line without white space at its ends, never empty. */
export function line(text: string): string {
  if (plain.test(text)) return text;
  const flat = text
    .replace(/\p{Cs}/gu, "\ufffd")
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, " ")
    .trim();
  return flat === "" ? "-" : flat;
}

/** OSCAL `markup-line` that reads as the text does, whatever is in it. */
export function markup(text: string): string {
  const flat = line(text);
  if (!/[&<>\\`*[\]{}^~]/.test(flat)) return flat;
  return flat
    .replace(/&/g, "&amp;")
    .replace(/</g, "&lt;")
    .replace(/>/g, "&gt;")
    .replace(/[\\`*[\]{}^~]/g, "\\$&");
}

/** OSCAL `token`: starts with a letter, then letters, digits, `.`, `-`, `_`. */
export function token(text: string): string {
  const flat = text.replace(/[^\p{L}\p{N}.\-_]+/gu, "_");
  return /^[\p{L}_]/u.test(flat) ? flat : `_${flat}`;
}

/** A path as a relative reference of RFC 3986. */
export function reference(path: string): string {
  return path
    .replace(/\p{Cs}/gu, "\ufffd")
    .split("/")
    .map((part) => encodeURIComponent(part))
    .join("/");
}

/** A day, YYYY-MM-DD, as its last second in UTC; nothing when it is no such day. */
export function endOfDay(day: string): string | undefined {
  return isDay(day) ? `${day}T23:59:59Z` : undefined;
}

/** A day, YYYY-MM-DD, as its first second in UTC; nothing when it is no such day. */
export function startOfDay(day: string): string | undefined {
  return isDay(day) ? `${day}T00:00:00Z` : undefined;
}

function isDay(day: string): boolean {
  if (!/^(19|2\d)\d\d-\d\d-\d\d$/.test(day)) return false;
  const time = Date.parse(`${day}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(day);
}
