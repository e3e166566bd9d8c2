/**
 * Scanned text is hostile: what is printed from it must not move a cursor, change a colour, reverse the reading
 * order, or speak to the log of a CI system. Everything here is linear in the length of its input.
 */

/**
 * What a terminal acts on or hides: C0 and C1 controls, the bidirectional controls of "Trojan Source", zero-width and
 * invisible characters, line separators, tags, and halves of surrogate pairs.
 */
const UNSAFE =
  /[\u0000-\u001f\u007f-\u009f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff0-\ufffb]|[\u{e0000}-\u{e0fff}]|\p{Surrogate}/gu;

/** Azure Pipelines and GitHub read `##vso[…]`, `##[…]` anywhere in a line of a log. */
const LOG_COMMAND = /##([A-Za-z]{0,16})\[/g;
/** GitHub reads `::name …::` at the first text of a line. */
const WORKFLOW_COMMAND = /(^|\s)::(?=[A-Za-z])/g;

function show(character: string): string {
  const code = character.codePointAt(0) ?? 0xfffd;
  if (code < 0x20) return String.fromCharCode(0x2400 + code);
  if (code === 0x7f) return "\u2421";
  if (code >= 0xd800 && code <= 0xdfff) return "\ufffd";
  return `\\u{${code.toString(16)}}`;
}

/** One line of source code, made safe to print behind a gutter. Tabs are expected to be expanded already. */
export function visibleCode(text: string): string {
  return text.replace(UNSAFE, show).replace(LOG_COMMAND, "##$1\\[");
}

/** A path, an address or a message, made safe to print anywhere on a line; line breaks and tabs become spaces. */
export function visible(text: string): string {
  return visibleCode(text.replace(/[\t\r\n]+/g, " ")).replace(WORKFLOW_COMMAND, "$1:\\:");
}

/** JSON of the value, indented, in which every unsafe character is written as an escape; it parses to the same. */
export function safeJson(value: unknown): string {
  return JSON.stringify(value, null, 2)
    .replace(UNSAFE, (character) => (character === "\n" ? character : escapeUnits(character)))
    .replace(/##/g, "#\\u0023");
}

function escapeUnits(character: string): string {
  let out = "";
  for (let i = 0; i < character.length; i++) {
    out += `\\u${character.charCodeAt(i).toString(16).padStart(4, "0")}`;
  }
  return out;
}

/**
 * A path as the relative reference of RFC 3986: forward slashes, every other reserved character percent-encoded, never
 * empty, never with a scheme.
 */
export function relativeUri(path: string): string {
  const parts = path
    .replace(/\\/g, "/")
    .replace(/^(?:\.\/)+/, "")
    .replace(/\p{Surrogate}/gu, "\ufffd")
    .split("/");
  return parts.map(encodeURIComponent).join("/") || ".";
}
