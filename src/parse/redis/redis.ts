import type { Diagnostic } from "../../text/diagnostic.ts";
import type { Source } from "../../text/source.ts";
import type { Span } from "../../text/span.ts";
import { endOfAction, endOfLine, isBlank, nextLine, syntaxError } from "../config-syntax.ts";

/** A redis.conf, valkey.conf or sentinel.conf: its directives in order, repeated ones and includes among them. */
export interface RedisFile {
  source: Source;
  directives: RedisDirective[];
  diagnostics: Diagnostic[];
  comments: Span[];
}

/** `name word word …`; the span runs from the name to the end of the last word, quotes included. */
export interface RedisDirective extends Span {
  /** Lower case: the server folds names. */
  name: string;
  nameSpan: Span;
  words: RedisWord[];
}

export interface RedisWord {
  /** Without quotes, escapes undone. */
  value: string;
  /** What stands between the quotes of a word that is quoted as a whole, else the word as written. */
  span: Span;
  quoted: boolean;
}

/**
 * Reads a file by the rules of the server's own splitter (`sdssplitargs`): one directive a line, words split at blanks,
 * double quotes with escapes, single quotes, `#` comments only where a line begins with one. Never throws: a line that
 * breaks them is passed over with a diagnostic.
 */
export function parseRedis(source: Source): RedisFile {
  const { text } = source;
  const file: RedisFile = { source, directives: [], diagnostics: [], comments: [] };
  let i = 0;
  while (i < text.length) {
    while (isBlank(text[i])) i++;
    const end = endOfLine(text, i);
    if (text[i] === "#") file.comments.push({ start: i, end });
    else if (i < end) readLine(file, i, end);
    i = end < text.length ? nextLine(text, end) : end;
  }
  return file;
}

function readLine(file: RedisFile, start: number, end: number): void {
  const { text } = file.source;
  const words: RedisWord[] = [];
  let i = start;
  while (i < end) {
    if (isBlank(text[i])) {
      i++;
      continue;
    }
    const { word, next, problem } = readWord(text, i, end);
    if (!word) {
      const hint = 'Close the quote, and leave a blank behind it: requirepass "a b".';
      file.diagnostics.push(syntaxError(file.source, i, end, problem ?? "this word cannot be read", hint));
      return;
    }
    words.push(word);
    i = next;
  }
  const [first, ...rest] = words;
  if (!first) return;
  // A statement of a template engine, alone on its line.
  if (rest.length === 0 && endOfAction(text, first.span.start) === first.span.end) return;
  if (!/^[A-Za-z][\w.-]*$/.test(first.value)) {
    const what = "a directive begins with its name";
    file.diagnostics.push(syntaxError(file.source, start, end, what, "Write: name value."));
    return;
  }
  const last = words.at(-1) ?? first;
  file.directives.push({
    start: first.span.start,
    end: last.span.end + (last.quoted ? 1 : 0),
    name: first.value.toLowerCase(),
    nameSpan: first.span,
    words: rest,
  });
}

interface ReadWord {
  word?: RedisWord;
  next: number;
  problem?: string;
}

function readWord(text: string, start: number, end: number): ReadWord {
  let i = start;
  let value = "";
  let quotes = 0;
  let closed = start;
  while (i < end && !isBlank(text[i])) {
    const action = endOfAction(text, i);
    const char = text[i] as string;
    if (action !== undefined) {
      value += text.slice(i, action);
      i = action;
    } else if (char === '"' || char === "'") {
      const read = readQuoted(text, i, end, char);
      if (!read) return { next: end, problem: "this quote is not closed on its line" };
      if (read.next < end && !isBlank(text[read.next]))
        return { next: end, problem: "a blank must follow a closing quote" };
      value += read.value;
      i = read.next;
      quotes++;
      closed = i;
    } else {
      value += char;
      i++;
    }
  }
  const whole = quotes === 1 && (text[start] === '"' || text[start] === "'") && closed === i;
  const span = whole ? { start: start + 1, end: i - 1 } : { start, end: i };
  return { word: { value, span, quoted: whole }, next: i };
}

const escapes: Record<string, string> = { n: "\n", r: "\r", t: "\t", b: "\b", a: "\x07" };

function readQuoted(
  text: string,
  start: number,
  end: number,
  quote: string,
): { value: string; next: number } | undefined {
  let value = "";
  for (let i = start + 1; i < end; i++) {
    const char = text[i] as string;
    if (char === quote) return { value, next: i + 1 };
    if (char !== "\\" || i + 1 >= end) {
      value += char;
      continue;
    }
    const next = text[++i] as string;
    if (quote === "'") value += next === "'" ? next : `\\${next}`;
    else if (next === "x" && /^[0-9a-fA-F]{2}$/.test(text.slice(i + 1, Math.min(i + 3, end)))) {
      value += String.fromCharCode(Number.parseInt(text.slice(i + 1, i + 3), 16));
      i += 2;
    } else value += Object.hasOwn(escapes, next) ? escapes[next] : next;
  }
  return undefined;
}
