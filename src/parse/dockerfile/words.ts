import { isBlank } from "../config-syntax.ts";
import type { Flag, Pair, Word } from "./ast.ts";
import type { LogicalLine } from "./logical-line.ts";

type Escape = "\\" | "`";

/** The end of the word that begins at an offset: at a blank that is neither quoted nor escaped. */
function endOfWord(text: string, start: number, mark: Escape): number {
  let quote = "";
  let i = start;
  for (; i < text.length; i++) {
    const char = text[i];
    // Nothing escapes between single quotes.
    if (char === mark && quote !== "'") i++;
    else if (quote) quote = char === quote ? "" : quote;
    else if (char === '"' || char === "'") quote = char;
    else if (isBlank(char) || char === "\n" || char === "\r") break;
  }
  return Math.min(i, text.length);
}

export function skipBlanks(text: string, start: number): number {
  let i = start;
  while (isBlank(text[i])) i++;
  return i;
}

/** The words of a text from an offset on. */
export function splitWords(line: LogicalLine, from: number, mark: Escape): Word[] {
  const { text } = line;
  const words: Word[] = [];
  for (let i = skipBlanks(text, from); i < text.length; i = skipBlanks(text, i)) {
    const end = endOfWord(text, i, mark);
    // A line end inside stands for itself; it can only be one of a here-document.
    if (end === i) break;
    words.push(line.word(i, end));
    i = end;
  }
  return words;
}

const flag = /^--([A-Za-z][\w-]*)(=?)/;

/** The flags in front of an instruction's arguments, and where these begin. */
export function readFlags(line: LogicalLine, from: number, mark: Escape): { flags: Flag[]; end: number } {
  const { text } = line;
  const flags: Flag[] = [];
  let i = skipBlanks(text, from);
  while (text.startsWith("--", i)) {
    const end = endOfWord(text, i, mark);
    const match = flag.exec(text.slice(i, end));
    if (!match?.[1]) break;
    const value = match[2] ? line.word(i + match[0].length, end) : undefined;
    flags.push({ name: match[1].toLowerCase(), ...line.span(i, end), ...(value && { value }) });
    i = skipBlanks(text, end);
  }
  return { flags, end: i };
}

/** The texts of a JSON array, with their places (quotes included); undefined when it is none. */
export function readJsonWords(line: LogicalLine, from: number): Word[] | undefined {
  const { text } = line;
  if (text[from] !== "[") return undefined;
  let parsed: unknown;
  try {
    parsed = JSON.parse(text.slice(from));
  } catch {
    // Docker reads what is no JSON as a shell command.
    return undefined;
  }
  if (!Array.isArray(parsed) || !parsed.every((item) => typeof item === "string")) return undefined;
  const words: Word[] = [];
  for (let i = from; i < text.length; i++) {
    if (text[i] !== '"') continue;
    const start = i;
    for (i++; text[i] !== '"'; i++) if (text[i] === "\\") i++;
    words.push({ text: parsed[words.length] ?? "", ...line.span(start, i + 1) });
  }
  return words;
}

const assignment = /^([^\s=]+)=/;

/** `NAME=value NAME="other"`; or, in ENV's and LABEL's older form, `NAME all that follows`. */
export function readPairs(line: LogicalLine, from: number, mark: Escape, older: boolean): Pair[] {
  const { text } = line;
  const start = skipBlanks(text, from);
  const first = endOfWord(text, start, mark);
  if (older && first > start && !text.slice(start, first).includes("=")) {
    const at = skipBlanks(text, first);
    const end = text.trimEnd().length;
    const pair = { name: text.slice(start, first), nameSpan: line.span(start, first) };
    const value = end > at ? line.word(at, end) : undefined;
    return [{ ...pair, ...line.span(start, Math.max(first, end)), ...(value && { value }) }];
  }
  const pairs: Pair[] = [];
  for (let i = start; i < text.length; i = skipBlanks(text, i)) {
    const end = endOfWord(text, i, mark);
    if (end === i) break;
    const name = assignment.exec(text.slice(i, end))?.[1];
    const stop = i + (name?.length ?? end - i);
    const value = name === undefined ? undefined : line.word(stop + 1, end);
    const pair = { name: text.slice(i, stop), nameSpan: line.span(i, stop) };
    pairs.push({ ...pair, ...line.span(i, end), ...(value && { value }) });
    i = end;
  }
  return pairs;
}
