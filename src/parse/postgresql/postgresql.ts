import type { Diagnostic } from "../../text/diagnostic.ts";
import type { Source } from "../../text/source.ts";
import type { Span } from "../../text/span.ts";
import { endOfAction, endOfLine, isBlank, nextLine, syntaxError } from "../config-syntax.ts";

/** A postgresql.conf: settings and include directives in order, repeated ones included. */
export interface PostgresqlFile {
  source: Source;
  entries: PostgresqlEntry[];
  diagnostics: Diagnostic[];
  comments: Span[];
}

/** `name = value`; the span runs from the name to the end of the value, quotes included. */
export interface PostgresqlEntry extends Span {
  /** Lower case: PostgreSQL folds names. `include`, `include_dir` and `include_if_exists` name other files. */
  name: string;
  nameSpan: Span;
  /** Without quotes, `''` and backslash escapes undone. */
  value: string;
  /** What stands between the quotes, or the bare value. */
  valueSpan: Span;
  quoted: boolean;
}

/**
 * Reads a postgresql.conf by the rules of guc-file.l: one setting a line, `=` optional, single quotes, `#` comments.
 * Never throws: a line that breaks them is passed over with a diagnostic.
 */
export function parsePostgresql(source: Source): PostgresqlFile {
  const { text } = source;
  const file: PostgresqlFile = { source, entries: [], diagnostics: [], comments: [] };
  let i = 0;
  while (i < text.length) {
    const char = text[i];
    if (char === "\n" || char === "\r") i = nextLine(text, i);
    else if (isBlank(char)) i++;
    else if (char === "#") i = readComment(file, i);
    else i = endOfAction(text, i) ?? readEntry(file, i);
  }
  return file;
}

function readComment(file: PostgresqlFile, start: number): number {
  const end = endOfLine(file.source.text, start);
  file.comments.push({ start, end });
  return end;
}

function readEntry(file: PostgresqlFile, start: number): number {
  const { text } = file.source;
  let i = start;
  while (isNameCharacter(text.charCodeAt(i))) i++;
  const nameSpan = { start, end: i };
  if (i === start) return fault(file, start, "a setting begins with its name", "Write name = value.");
  while (isBlank(text[i])) i++;
  if (text[i] === "=") i++;
  while (isBlank(text[i])) i++;
  const value = readValue(text, i);
  if (value === "open") {
    return fault(
      file,
      i,
      "this quote is not closed on its line",
      "Close the value with '; write '' for a quote inside.",
    );
  }
  if (!value)
    return fault(file, start, "the setting has no value", "Write name = value; '' is the empty text.");
  file.entries.push({ ...value, start, name: text.slice(start, nameSpan.end).toLowerCase(), nameSpan });
  i = value.end;
  while (isBlank(text[i])) i++;
  if (i >= text.length || text[i] === "\n" || text[i] === "\r") return i;
  if (text[i] === "#") return readComment(file, i);
  return fault(
    file,
    i,
    "only a comment may follow the value",
    "Quote a value that holds blanks: name = 'a b'.",
  );
}

interface ReadValue extends Span {
  value: string;
  valueSpan: Span;
  quoted: boolean;
}

function readValue(text: string, start: number): ReadValue | "open" | undefined {
  let i = start;
  if (text[i] === "'") {
    for (i++; i < text.length && text[i] !== "\n" && text[i] !== "\r"; i++) {
      if (text[i] === "\\") i++;
      else if (text[i] === "'" && text[i + 1] === "'") i++;
      else if (text[i] === "'") {
        const raw = text.slice(start + 1, i);
        return {
          value: unescaped(raw),
          valueSpan: { start: start + 1, end: i },
          quoted: true,
          start,
          end: i + 1,
        };
      }
    }
    return "open";
  }
  while (i < text.length && text[i] !== "#" && text[i] !== "\n" && text[i] !== "\r" && !isBlank(text[i])) {
    i = endOfAction(text, i) ?? i + 1;
  }
  if (i === start) return undefined;
  const span = { start, end: i };
  return { value: text.slice(start, i), valueSpan: span, quoted: false, ...span };
}

const escapes: Record<string, string> = { b: "\b", f: "\f", n: "\n", r: "\r", t: "\t" };

function unescaped(raw: string): string {
  return raw.replace(/''|\\([0-7]{1,3}|[\s\S])/g, (_, code: string | undefined) => {
    if (code === undefined) return "'";
    if (/^[0-7]/.test(code)) return String.fromCharCode(Number.parseInt(code, 8) & 255);
    return Object.hasOwn(escapes, code) ? (escapes[code] ?? code) : code;
  });
}

function fault(file: PostgresqlFile, start: number, message: string, hint: string): number {
  const end = endOfLine(file.source.text, start);
  file.diagnostics.push(syntaxError(file.source, start, end, message, hint));
  return end;
}

/** Letters, digits, `_`, `$`, the dot of `extension.setting`, and everything beyond ASCII. */
function isNameCharacter(code: number): boolean {
  return (
    (code >= 97 && code <= 122) ||
    (code >= 65 && code <= 90) ||
    (code >= 48 && code <= 57) ||
    code === 95 ||
    code === 36 ||
    code === 46 ||
    code >= 128
  );
}
