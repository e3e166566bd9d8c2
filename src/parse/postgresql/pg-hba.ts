import type { Diagnostic } from "../../text/diagnostic.ts";
import type { Source } from "../../text/source.ts";
import type { Span } from "../../text/span.ts";
import { endOfAction, endOfLine, isBlank, nextLine, syntaxError } from "../config-syntax.ts";

/** A pg_hba.conf: its records in order; the first that matches a connection decides. */
export interface PgHbaFile {
  source: Source;
  records: PgHbaRecord[];
  /** `include`, `include_if_exists` and `include_dir` lines, by their place among the records. */
  includes: PgHbaInclude[];
  diagnostics: Diagnostic[];
  comments: Span[];
}

/** One line of client authentication; the span runs from the type to the last field. */
export interface PgHbaRecord extends Span {
  type: PgHbaField;
  database: PgHbaField;
  user: PgHbaField;
  /** Absent for `local`. */
  address?: PgHbaField;
  /** The netmask, where it stands in a column of its own. */
  mask?: PgHbaField;
  method: PgHbaField;
  options: PgHbaField[];
}

interface PgHbaInclude extends Span {
  name: string;
  target: PgHbaField;
  /** How many records stand before it. */
  before: number;
}

/** A column: a list of comma-separated words. The span covers what was written. */
export interface PgHbaField {
  words: PgHbaWord[];
  span: Span;
}

/** A word; quoted, it loses the meaning of a keyword (`"all"` is a database of that name). */
interface PgHbaWord {
  text: string;
  quoted: boolean;
}

const types = new Set(["local", "host", "hostssl", "hostnossl", "hostgssenc", "hostnogssenc"]);
const includes = new Set(["include", "include_if_exists", "include_dir"]);
const hint = "Write: type database user [address [mask]] method [options].";

/**
 * Reads a pg_hba.conf by the rules of hba.c: columns split at blanks, words at commas, double quotes, `#` comments, a
 * backslash at the line's end joins the next line. Never throws: an incomplete record is reported and left out.
 */
export function parsePgHba(source: Source): PgHbaFile {
  const { text } = source;
  const file: PgHbaFile = { source, records: [], includes: [], diagnostics: [], comments: [] };
  let i = 0;
  while (i < text.length) {
    const { fields, end } = readLine(file, i);
    addLine(file, fields);
    i = end < text.length ? nextLine(text, end) : end;
  }
  return file;
}

function addLine(file: PgHbaFile, fields: PgHbaField[]): void {
  const [type, database, user, ...rest] = fields;
  const last = fields.at(-1);
  if (!type || !last) return;
  const span = { start: type.span.start, end: last.span.end };
  const word = textOf(type);
  if (includes.has(word) && database) {
    file.includes.push({ name: word, target: database, before: file.records.length, ...span });
    return;
  }
  if (!types.has(word)) {
    // A template statement alone on its line.
    if (endOfAction(word, 0) === word.length && fields.length === 1) return;
    fault(file, span, `${JSON.stringify(word.slice(0, 40))} is no connection type`);
    return;
  }
  if (!database || !user) {
    fault(file, span, "the record misses columns");
    return;
  }
  const address = word === "local" ? undefined : rest.shift();
  const mask = address && needsMask(address) ? rest.shift() : undefined;
  const [method, ...options] = rest;
  if (!method) {
    fault(file, span, "the record names no authentication method");
    return;
  }
  file.records.push({
    ...span,
    type,
    database,
    user,
    ...(address && { address }),
    ...(mask && { mask }),
    method,
    options,
  });
}

function fault(file: PgHbaFile, span: Span, message: string): void {
  file.diagnostics.push(syntaxError(file.source, span.start, span.end, message, hint));
}

/** A numeric address without a prefix length is followed by its mask. */
function needsMask(address: PgHbaField): boolean {
  return /^[0-9.]+$|^[0-9a-fA-F:.]*:[0-9a-fA-F:.]*$/.test(textOf(address));
}

function textOf(field: PgHbaField): string {
  return field.words.map((word) => word.text).join(",");
}

function readLine(file: PgHbaFile, from: number): { fields: PgHbaField[]; end: number } {
  const { text } = file.source;
  const fields: PgHbaField[] = [];
  let i = from;
  while (i < text.length && text[i] !== "\n" && text[i] !== "\r") {
    if (isBlank(text[i]) || text[i] === ",") i++;
    else if (text[i] === "\\" && (text[i + 1] === "\n" || text[i + 1] === "\r")) i = nextLine(text, i + 1);
    else if (text[i] === "#") {
      const start = i;
      i = endOfLine(text, i);
      file.comments.push({ start, end: i });
    } else i = readField(file, i, fields);
  }
  return { fields, end: i };
}

/** Words up to a blank that no comma precedes. */
function readField(file: PgHbaFile, start: number, fields: PgHbaField[]): number {
  const { text } = file.source;
  const words: PgHbaWord[] = [];
  let i = start;
  let end = start;
  for (;;) {
    const word = readWord(file, i);
    words.push(word);
    end = word.end;
    let next = end;
    if (text[next] !== ",") break;
    next++;
    while (isBlank(text[next])) next++;
    if (next >= text.length || "\r\n#,".includes(text[next] ?? "")) {
      end = next;
      break;
    }
    i = next;
  }
  fields.push({
    words: words.map(({ text: word, quoted }) => ({ text: word, quoted })),
    span: { start, end: words.length ? lastEnd(end, text, start) : start },
  });
  return end;
}

/** A comma that ends the line is no part of the field. */
function lastEnd(end: number, text: string, start: number): number {
  let i = end;
  while (i > start && (isBlank(text[i - 1]) || text[i - 1] === ",")) i--;
  return i;
}

function readWord(file: PgHbaFile, start: number): PgHbaWord & { end: number } {
  const { text } = file.source;
  let i = start;
  let quoted = false;
  let word = "";
  while (i < text.length && !"\r\n#,".includes(text[i] ?? "") && !isBlank(text[i])) {
    const action = endOfAction(text, i);
    if (action !== undefined) {
      word += text.slice(i, action);
      i = action;
    } else if (text[i] === '"') {
      const close = endOfQuote(text, i + 1);
      if (close === undefined) {
        file.diagnostics.push(
          syntaxError(file.source, i, i + 1, "this quote is not closed", 'Close the name with ".'),
        );
        word += text.slice(i + 1, endOfLine(text, i));
        return { text: word, quoted: true, end: endOfLine(text, i) };
      }
      quoted = true;
      word += text.slice(i + 1, close).replaceAll('""', '"');
      i = close + 1;
    } else if (text[i] === "\\" && (text[i + 1] === "\n" || text[i + 1] === "\r")) break;
    else word += text[i++];
  }
  return { text: word, quoted, end: i };
}

function endOfQuote(text: string, start: number): number | undefined {
  for (let i = start; i < text.length && text[i] !== "\n" && text[i] !== "\r"; i++) {
    if (text[i] !== '"') continue;
    if (text[i + 1] !== '"') return i;
    i++;
  }
  return undefined;
}
