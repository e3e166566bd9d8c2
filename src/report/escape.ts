/**
 * Scanned text is hostile: what is printed from it must not move a cursor, change a colour, reverse the reading
 * order, or speak to the log of a CI system. Everything here is linear in the length of its input.
 */

/**
 * What a terminal acts on or hides: controls (C0, C1), format characters (the bidirectional ones of "Trojan Source",
 * zero-width ones, tags), line separators, halves of surrogate pairs and all that is drawn as nothing. The selector of
 * emoji style stays.
 */
const UNSAFE = /(?!\ufe0f)[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;

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
