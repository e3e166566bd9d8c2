import type { Diagnostic } from "../../text/diagnostic.ts";
import type { Source } from "../../text/source.ts";
import type { Span } from "../../text/span.ts";
import { endOfAction, endOfLine, isBlank, nextLine, syntaxError } from "../config-syntax.ts";

/** An option file of MySQL or MariaDB: options and includes in order, repeated ones too. */
export interface MysqlFile {
  source: Source;
  entries: Array<MysqlOption | MysqlInclude>;
  diagnostics: Diagnostic[];
  comments: Span[];
}

/** `name` or `name = value` below a `[group]`. */
export interface MysqlOption extends Span {
  kind: "option";
  /** As written, in lower case; empty below a group line that could not be read. */
  group: string;
  /** As written. */
  name: string;
  nameSpan: Span;
  /** Without quotes, escapes undone; absent when the option is its name alone. */
  value?: string;
  /** What stands between the quotes, or the bare value. */
  valueSpan?: Span;
}

/** `!include FILE` or `!includedir FOLDER`, which may stand in front of every group. */
export interface MysqlInclude extends Span {
  kind: "include";
  folder: boolean;
  path: string;
}

/**
 * Reads an option file (MySQL reference manual, "Using Option Files", and my_default.c): `[group]` lines, one option a
 * line, `#` and `;` comments, a `#` behind a value, quotes, backslash escapes. Never throws: a line that breaks the
 * rules is passed over with a diagnostic.
 */
export function parseMysql(source: Source): MysqlFile {
  const { text } = source;
  const file: MysqlFile = { source, entries: [], diagnostics: [], comments: [] };
  let group: string | undefined;
  let i = 0;
  while (i < text.length) {
    const char = text[i];
    if (char === "\n" || char === "\r") {
      i = nextLine(text, i);
      continue;
    }
    if (isBlank(char)) {
      i++;
      continue;
    }
    const action = endOfAction(text, i);
    if (action !== undefined) {
      i = action;
      continue;
    }
    const end = endOfLine(text, i);
    if (char === "#" || char === ";") file.comments.push({ start: i, end });
    else if (char === "!") readInclude(file, i, end);
    else if (char === "[") group = readGroup(file, i, end);
    else if (group === undefined)
      fault(file, i, end, "an option stands in front of every group", "Write [mysqld] on a line above it.");
    else readOption(file, i, end, group);
    i = end;
  }
  return file;
}

function readGroup(file: MysqlFile, start: number, end: number): string {
  const { text } = file.source;
  const close = text.slice(start, end).indexOf("]");
  if (close < 0) {
    fault(file, start, end, "this group's name is not closed", "Close it with ].");
    return "";
  }
  const rest = skipBlanks(text, start + close + 1, end);
  if (rest < end && (text[rest] === "#" || text[rest] === ";")) file.comments.push({ start: rest, end });
  return text
    .slice(start + 1, start + close)
    .trim()
    .toLowerCase();
}

function readInclude(file: MysqlFile, start: number, end: number): void {
  const { text } = file.source;
  const line = text.slice(start, end);
  const name = ["!includedir", "!include"].find((one) => line.startsWith(one) && isBlank(line[one.length]));
  const path = name && line.slice(name.length).trim();
  if (!path) {
    fault(
      file,
      start,
      end,
      "this directive is not known or names no file",
      "Write !include FILE or !includedir FOLDER.",
    );
    return;
  }
  const last = start + line.trimEnd().length;
  file.entries.push({ kind: "include", folder: name === "!includedir", path, start, end: last });
}

function readOption(file: MysqlFile, start: number, lineEnd: number, group: string): void {
  const { text } = file.source;
  let end = lineEnd;
  const comment = commentIn(text, start, end);
  if (comment !== undefined) {
    file.comments.push({ start: comment, end });
    end = comment;
  }
  while (end > start && isBlank(text[end - 1])) end--;
  let i = start;
  while (i < end && text[i] !== "=") i++;
  let nameEnd = i;
  while (nameEnd > start && isBlank(text[nameEnd - 1])) nameEnd--;
  const name = text.slice(start, nameEnd);
  if (!isName(name)) {
    fault(
      file,
      start,
      end,
      "this is neither an option nor a group",
      "Write name = value, or the name alone.",
    );
    return;
  }
  const option = { kind: "option", group, name, nameSpan: { start, end: nameEnd }, start, end } as const;
  if (i >= end) {
    file.entries.push(option);
    return;
  }
  const from = skipBlanks(text, i + 1, end);
  const quote = text[from];
  if (from < end && (quote === "'" || quote === '"')) {
    if (end - from < 2 || text[end - 1] !== quote) {
      fault(
        file,
        from,
        end,
        "this quote is not closed at the end of the value",
        `Close the value with ${quote}; nothing but a comment may follow.`,
      );
      return;
    }
    const valueSpan = { start: from + 1, end: end - 1 };
    file.entries.push({ ...option, value: unescaped(text.slice(from + 1, end - 1)), valueSpan });
    return;
  }
  file.entries.push({ ...option, value: unescaped(text.slice(from, end)), valueSpan: { start: from, end } });
}

/** The offset of a `#` outside quotes; a backslash counts inside quotes only (remove_end_comment in my_default.c). */
function commentIn(text: string, start: number, end: number): number | undefined {
  let quote = "";
  let escaped = false;
  for (let i = start; i < end; i++) {
    const char = text[i] as string;
    if (!escaped && (char === "'" || char === '"')) {
      if (!quote) quote = char;
      else if (quote === char) quote = "";
    }
    if (!quote && char === "#") return i;
    escaped = quote !== "" && char === "\\" && !escaped;
  }
  return undefined;
}

function isName(name: string): boolean {
  for (let i = 0; i < name.length; i++) {
    const code = name.charCodeAt(i);
    const letter = (code >= 97 && code <= 122) || (code >= 65 && code <= 90);
    // Letters, digits, `-`, `_`, and the dot of a component's or plugin's variable.
    if (!letter && !(code >= 48 && code <= 57) && code !== 45 && code !== 95 && code !== 46) return false;
  }
  return name !== "" && name !== "." && name !== "-";
}

const escapes: Record<string, string> = {
  b: "\b",
  t: "\t",
  n: "\n",
  r: "\r",
  s: " ",
  "\\": "\\",
  '"': '"',
  "'": "'",
};

/** `\b \t \n \r \\ \s` and quotes; any other backslash stays, as in a Windows path. */
function unescaped(raw: string): string {
  return raw.replace(/\\([btnrs\\"'])/g, (whole, code: string) => escapes[code] ?? whole);
}

function skipBlanks(text: string, start: number, end: number): number {
  let i = start;
  while (i < end && isBlank(text[i])) i++;
  return i;
}

function fault(file: MysqlFile, start: number, end: number, message: string, hint: string): void {
  file.diagnostics.push(syntaxError(file.source, start, end, message, hint));
}
