import type { Diagnostic } from "../../text/diagnostic.ts";
import type { Source } from "../../text/source.ts";
import type { Span } from "../../text/span.ts";
import { endOfLine, isBlank, nextLine, syntaxError } from "../config-syntax.ts";
import { findReferences } from "./references.ts";

/** A `.env` file: its assignments in order. */
export interface DotenvFile {
  source: Source;
  entries: DotenvEntry[];
  diagnostics: Diagnostic[];
  comments: Span[];
}

/** `KEY=value`; the span runs from the key (or `export`) to the end of the value, quotes included. */
export interface DotenvEntry extends Span {
  key: string;
  keySpan: Span;
  /** Without quotes, escapes of double quotes undone; references are left as written. */
  value: string;
  /** What stands between the quotes, or the bare value without its inline comment. */
  valueSpan: Span;
  quote?: '"' | "'" | "`";
  exported: boolean;
  /** `${NAME}` and `$(command)` in the value, as offsets into the source; none in single quotes. */
  references: DotenvReference[];
}

/** A part of a value that is filled in when the file is loaded. */
export interface DotenvReference extends Span {
  /** The variable's name; empty for a command substitution. */
  name: string;
  /** The text behind `:-` or `-`. */
  fallback?: string;
}

interface Reader {
  text: string;
  file: DotenvFile;
  /** Quotes that are known to have no partner in the rest of the text. */
  open: Set<string>;
}

/**
 * Reads a `.env` file as the dotenv libraries and Compose agree on it: `export`, single, double and back quotes
 * over several lines, inline comments behind a blank. Never throws: a line that is no assignment is passed over
 * with a diagnostic.
 */
export function parseDotenv(source: Source): DotenvFile {
  const { text } = source;
  const file: DotenvFile = { source, entries: [], diagnostics: [], comments: [] };
  const reader: Reader = { text, file, open: new Set() };
  let i = 0;
  while (i < text.length) {
    while (isBlank(text[i])) i++;
    if (i >= text.length) break;
    const char = text[i];
    if (char === "\n" || char === "\r") i = nextLine(text, i);
    else if (char === "#") i = readComment(reader, i);
    else i = readEntry(reader, i);
  }
  return file;
}

function readComment({ text, file }: Reader, start: number): number {
  const end = endOfLine(text, start);
  file.comments.push({ start, end });
  return end;
}

function readEntry(reader: Reader, start: number): number {
  const { text, file } = reader;
  let i = start;
  let exported = false;
  if (text.startsWith("export", i) && isBlank(text[i + 6])) {
    exported = true;
    i += 7;
    while (isBlank(text[i])) i++;
  }
  const keyStart = i;
  while (isKeyCharacter(text.charCodeAt(i))) i++;
  const keySpan = { start: keyStart, end: i };
  while (isBlank(text[i])) i++;
  const assigns = text[i] === "=" || (text[i] === ":" && isBlank(text[i + 1]));
  if (keySpan.start === keySpan.end || !assigns) return passOver(reader, start, keySpan, i);
  i++;
  while (isBlank(text[i])) i++;
  const read = readQuoted(reader, i) ?? readBare(text, i);
  const { value, valueSpan, quote, end } = read;
  const entry: DotenvEntry = {
    start,
    end,
    key: text.slice(keySpan.start, keySpan.end),
    keySpan,
    value,
    valueSpan,
    exported,
    references: quote === "'" ? [] : findReferences(text, valueSpan),
  };
  if (quote) entry.quote = quote;
  file.entries.push(entry);
  return readTail(reader, end);
}

/** What may follow a value: blanks and a comment. */
function readTail(reader: Reader, from: number): number {
  let i = from;
  while (isBlank(reader.text[i])) i++;
  return reader.text[i] === "#" ? readComment(reader, i) : endOfLine(reader.text, i);
}

function passOver(reader: Reader, start: number, key: Span, stop: number): number {
  const { text, file } = reader;
  const end = endOfLine(text, start);
  // A name alone takes its value from the environment; nothing is written here.
  const alone = key.start < key.end && (stop === end || text[stop] === "#");
  if (alone) return readTail(reader, stop);
  file.diagnostics.push(
    syntaxError(
      file.source,
      start,
      end,
      "this line is no KEY=value assignment",
      "Write KEY=value, or # before a comment.",
    ),
  );
  return end;
}

interface ReadValue {
  value: string;
  valueSpan: Span;
  quote?: '"' | "'" | "`";
  end: number;
}

function readQuoted(reader: Reader, start: number): ReadValue | undefined {
  const { text, file, open } = reader;
  const quote = text[start];
  if ((quote !== '"' && quote !== "'" && quote !== "`") || open.has(quote)) return undefined;
  let i = start + 1;
  while (i < text.length && text[i] !== quote) i += text[i] === "\\" && quote === '"' ? 2 : 1;
  if (i >= text.length) {
    open.add(quote);
    file.diagnostics.push(
      syntaxError(
        file.source,
        start,
        start + 1,
        "this quote is not closed",
        `Close the value with ${quote}.`,
      ),
    );
    return undefined;
  }
  const end = i + 1;
  let tail = end;
  while (isBlank(text[tail])) tail++;
  // `"a"b` is taken as written, as the libraries do.
  if (tail < text.length && !"#\r\n".includes(text[tail] ?? "")) return undefined;
  const raw = text.slice(start + 1, i);
  const value = quote === '"' ? raw.replace(/\\([\s\S])/g, unescapeCharacter) : raw;
  return { value, valueSpan: { start: start + 1, end: i }, quote, end };
}

function unescapeCharacter(written: string, char: string): string {
  switch (char) {
    case "n":
      return "\n";
    case "r":
      return "\r";
    case "t":
      return "\t";
    case '"':
    case "\\":
    case "$":
      return char;
    default:
      return written;
  }
}

function readBare(text: string, start: number): ReadValue {
  let end = endOfLine(text, start);
  for (let i = start; i < end; i++) {
    if (text[i] === "#" && isBlank(text[i - 1])) {
      end = i;
      break;
    }
  }
  while (end > start && isBlank(text[end - 1])) end--;
  return { value: text.slice(start, end), valueSpan: { start, end }, end };
}

/** Letters, digits, `_`, and the `.` and `-` that the libraries tolerate. */
function isKeyCharacter(code: number): boolean {
  return (
    (code >= 97 && code <= 122) ||
    (code >= 65 && code <= 90) ||
    (code >= 48 && code <= 57) ||
    code === 95 ||
    code === 46 ||
    code === 45
  );
}
