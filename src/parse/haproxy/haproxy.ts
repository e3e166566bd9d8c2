import type { Diagnostic } from "../../text/diagnostic.ts";
import type { Source } from "../../text/source.ts";
import type { Span } from "../../text/span.ts";
import { endOfAction, endOfLine, isBlank, nextLine, syntaxError } from "../config-syntax.ts";

/** A haproxy.cfg: its sections in order. */
export interface HaproxyFile {
  source: Source;
  sections: HaproxySection[];
  diagnostics: Diagnostic[];
  comments: Span[];
}

/** `frontend NAME` and the like; the span runs to the end of its last line. */
export interface HaproxySection {
  start: number;
  end: number;
  /** `global`, `defaults`, `frontend` …, as written. */
  keyword: string;
  /** What stands behind the keyword. */
  args: HaproxyWord[];
  head: Span;
  lines: HaproxyLine[];
}

/** At least one word; the span runs from the first to the last. */
export interface HaproxyLine extends Span {
  words: HaproxyWord[];
}

export interface HaproxyWord {
  /** Without quotes, escapes undone; variables as written. */
  text: string;
  /** What stands between the quotes when they hold the whole word, else the word as written. */
  span: Span;
  /** `$NAME`, `${NAME}` and `${NAME-default}` inside double quotes, in order. */
  variables: HaproxyVariable[];
}

interface HaproxyVariable extends Span {
  name: string;
  fallback?: string;
}

const sections = new Set(
  "global defaults frontend backend listen peers resolvers userlist mailers program cache http-errors ring log-forward log-profile fcgi-app crt-store traces acme".split(
    " ",
  ),
);

/**
 * Reads a configuration by the rules of HAProxy's manual, sections 2.1 to 2.3: one directive a line, `#` comments,
 * backslash escapes, strong and weak quotes, variables in weak ones. Lines of both branches of `.if` are kept, because
 * the conditions depend on the machine. Never throws: a line that breaks the rules is passed over with a diagnostic.
 */
export function parseHaproxy(source: Source): HaproxyFile {
  const { text } = source;
  const file: HaproxyFile = { source, sections: [], diagnostics: [], comments: [] };
  let i = 0;
  while (i < text.length) {
    const char = text[i];
    if (char === "\n" || char === "\r") i = nextLine(text, i);
    else if (isBlank(char)) i++;
    else {
      const action = endOfAction(text, i);
      const end = endOfLine(text, i);
      // Actions of a template that fill a line of their own; one that begins a word is part of it.
      if (action !== undefined && (action === end || isBlank(text[action]))) i = action;
      else {
        readLine(file, i, end);
        i = end;
      }
    }
  }
  return file;
}

function readLine(file: HaproxyFile, start: number, end: number): void {
  const { text } = file.source;
  const words: HaproxyWord[] = [];
  let i = start;
  let last = start;
  while (i < end) {
    if (isBlank(text[i])) {
      i++;
      continue;
    }
    if (text[i] === "#") {
      file.comments.push({ start: i, end });
      break;
    }
    const word = readWord(text, i, end);
    if (!word) {
      fault(file, i, end, "a quote of this line is not closed", "Close it, or write \\ in front of it.");
      return;
    }
    words.push(word.word);
    i = word.next;
    last = i;
  }
  const [first, ...args] = words;
  if (!first || first.text.startsWith(".")) return;
  if (sections.has(first.text)) {
    const head = { start, end: last };
    file.sections.push({ keyword: first.text, args, head, lines: [], start, end: last });
    return;
  }
  const section = file.sections.at(-1);
  if (!section) {
    fault(file, start, end, "a directive stands in front of every section", "Begin with global or defaults.");
    return;
  }
  section.lines.push({ words, start, end: last });
  section.end = last;
}

const escapes: Record<string, string> = { n: "\n", r: "\r", t: "\t" };

/** A word up to the next blank or comment outside quotes; undefined when a quote stays open. */
function readWord(text: string, start: number, end: number): { word: HaproxyWord; next: number } | undefined {
  const variables: HaproxyVariable[] = [];
  let quote = "";
  let word = "";
  let quotes = 0;
  let i = start;
  for (; i < end; i++) {
    const char = text[i] as string;
    const action = quote === "'" ? undefined : endOfAction(text, i);
    if (action !== undefined) {
      word += text.slice(i, action);
      i = action - 1;
    } else if (char === "\\" && quote !== "'" && i + 1 < end) {
      const next = text[++i] as string;
      word += escapes[next] ?? next;
    } else if (!quote && (isBlank(char) || char === "#")) break;
    else if (quote ? char === quote : char === "'" || char === '"') {
      quote = quote ? "" : char;
      quotes++;
    } else {
      const variable = quote === '"' && char === "$" ? variableAt(text, i, end) : undefined;
      if (variable) {
        variables.push(variable);
        word += text.slice(i, variable.end);
        i = variable.end - 1;
      } else word += char;
    }
  }
  if (quote) return undefined;
  const first = text[start];
  const whole = quotes === 2 && (first === '"' || first === "'") && text[i - 1] === first;
  const span = whole ? { start: start + 1, end: i - 1 } : { start, end: i };
  return { word: { text: word, span, variables }, next: i };
}

function variableAt(text: string, start: number, end: number): HaproxyVariable | undefined {
  const braced = text[start + 1] === "{";
  const from = start + (braced ? 2 : 1);
  let i = from;
  while (i < end && /\w/.test(text[i] as string)) i++;
  const name = text.slice(from, i);
  if (name === "") return undefined;
  if (!braced) return { name, start, end: i };
  const after = i;
  // A default runs to the brace; a quote or another variable before it means that none is meant.
  while (i < end && text[i] !== "}" && text[i] !== '"' && text[i] !== "$") i++;
  if (text[i] !== "}" || i >= end) return undefined;
  if (text[after] === "-") return { name, fallback: text.slice(after + 1, i), start, end: i + 1 };
  return { name, start, end: i + 1 };
}

function fault(file: HaproxyFile, start: number, end: number, message: string, hint: string): void {
  file.diagnostics.push(syntaxError(file.source, start, end, message, hint));
}
