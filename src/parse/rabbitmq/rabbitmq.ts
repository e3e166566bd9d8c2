import type { Diagnostic } from "../../text/diagnostic.ts";
import type { Source } from "../../text/source.ts";
import type { Span } from "../../text/span.ts";
import { endOfAction, endOfLine, isBlank, nextLine, syntaxError } from "../config-syntax.ts";

/** A rabbitmq.conf: its settings and includes in order. */
export interface RabbitmqFile {
  source: Source;
  entries: RabbitmqEntry[];
  diagnostics: Diagnostic[];
  comments: Span[];
}

/** `key = value`, or `include path` with the key `include`; the span runs from the key to the end of the value. */
export interface RabbitmqEntry extends Span {
  /** Words joined by dots; `\.` inside a word is a dot. */
  key: string;
  keySpan: Span;
  /** Without its single quotes. */
  value: string;
  valueSpan: Span;
  include: boolean;
}

/**
 * Reads a rabbitmq.conf by the grammar of Cuttlefish (conf_parse.peg): `key = value` lines, values in single quotes or
 * up to a `#`, `include` lines. Never throws: a line that breaks it is passed over with a diagnostic.
 */
export function parseRabbitmq(source: Source): RabbitmqFile {
  const { text } = source;
  const file: RabbitmqFile = { source, entries: [], diagnostics: [], comments: [] };
  let i = 0;
  while (i < text.length) {
    while (isBlank(text[i])) i++;
    const end = endOfLine(text, i);
    if (text[i] === "#") file.comments.push({ start: i, end });
    else if (i < end && endOfAction(text, i) !== trimmed(text, i, end)) readLine(file, i, end);
    i = end < text.length ? nextLine(text, end) : end;
  }
  return file;
}

function readLine(file: RabbitmqFile, start: number, end: number): void {
  const { text } = file.source;
  let i = start;
  while (i < end && (isWord(text.charCodeAt(i)) || text[i] === "." || text.startsWith("\\.", i)))
    i += text[i] === "\\" ? 2 : 1;
  const keySpan = { start, end: i };
  const key = text.slice(start, i).replaceAll("\\.", ".");
  while (isBlank(text[i])) i++;
  const include = key === "include" && text[i] !== "=" && i > keySpan.end;
  if (!include && (key === "" || text[i] !== "=")) {
    const hint = "Write key = value, or # before a comment; Erlang terms belong in advanced.config.";
    file.diagnostics.push(syntaxError(file.source, start, end, "this line is no setting", hint));
    return;
  }
  if (!include) i++;
  while (isBlank(text[i])) i++;
  const read = text[i] === "'" ? quoted(text, i, end) : undefined;
  const valueSpan = read ?? bare(file, i, end);
  if (read) comment(file, read.end + 1, end);
  if (!read && valueSpan.start === valueSpan.end) {
    const hint = "Write key = value; '' is the empty text.";
    file.diagnostics.push(syntaxError(file.source, start, end, `${key} has no value`, hint));
    return;
  }
  const value = text.slice(valueSpan.start, valueSpan.end);
  file.entries.push({ start, end: valueSpan.end + (read ? 1 : 0), key, keySpan, value, valueSpan, include });
}

/** What stands between single quotes; nothing escapes one. */
function quoted(text: string, start: number, end: number): Span | undefined {
  const close = text.indexOf("'", start + 1);
  return close < 0 || close >= end ? undefined : { start: start + 1, end: close };
}

/** Up to a `#`, which begins a comment wherever it stands. */
function bare(file: RabbitmqFile, start: number, end: number): Span {
  const { text } = file.source;
  let i = start;
  while (i < end && text[i] !== "#") i = endOfAction(text, i) ?? i + 1;
  comment(file, i, end);
  return { start, end: trimmed(text, start, i) };
}

function comment(file: RabbitmqFile, from: number, end: number): void {
  let i = from;
  while (i < end && isBlank(file.source.text[i])) i++;
  if (file.source.text[i] === "#") file.comments.push({ start: i, end });
}

function trimmed(text: string, start: number, end: number): number {
  let i = end;
  while (i > start && isBlank(text[i - 1])) i--;
  return i;
}

/** Letters, digits, `_` and `-`. */
function isWord(code: number): boolean {
  return (
    (code >= 97 && code <= 122) ||
    (code >= 65 && code <= 90) ||
    (code >= 48 && code <= 57) ||
    code === 95 ||
    code === 45
  );
}
