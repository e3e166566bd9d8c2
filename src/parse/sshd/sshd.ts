import type { Diagnostic } from "../../text/diagnostic.ts";
import type { Source } from "../../text/source.ts";
import type { Span } from "../../text/span.ts";
import { endOfAction, endOfLine, isBlank, nextLine, syntaxError } from "../config-syntax.ts";

/** An sshd_config: its lines in order, `Match` and `Include` among them. */
export interface SshdFile {
  source: Source;
  lines: SshdLine[];
  diagnostics: Diagnostic[];
  comments: Span[];
}

/** `Keyword argument …`; the span runs from the keyword to the end of the last argument. */
export interface SshdLine extends Span {
  /** Lower case: sshd folds keywords. */
  keyword: string;
  keywordSpan: Span;
  /** At least one. */
  args: SshdArgument[];
}

interface SshdArgument {
  /** Without quotes, escapes undone. */
  text: string;
  /** What stands between the quotes, or the bare word. */
  span: Span;
}

/**
 * Reads an sshd_config by the rules of sshd_config(5) and argv_split() of OpenSSH's misc.c: one keyword a line, `=` or
 * blanks behind it, single and double quotes, a `#` where a word would begin ends the line. Never throws: a line that
 * breaks the rules is passed over with a diagnostic.
 */
export function parseSshd(source: Source): SshdFile {
  const { text } = source;
  const file: SshdFile = { source, lines: [], diagnostics: [], comments: [] };
  let i = 0;
  while (i < text.length) {
    const char = text[i];
    if (char === "\n" || char === "\r") i = nextLine(text, i);
    else if (isBlank(char)) i++;
    else {
      const action = endOfAction(text, i);
      const end = endOfLine(text, i);
      if (action !== undefined) i = action;
      else {
        if (char === "#") file.comments.push({ start: i, end });
        else readLine(file, i, end);
        i = end;
      }
    }
  }
  return file;
}

function readLine(file: SshdFile, start: number, end: number): void {
  const { text } = file.source;
  let i = start;
  while (i < end && isLetter(text.charCodeAt(i))) i++;
  const keywordSpan = { start, end: i };
  if (i === start || (i < end && text[i] !== "=" && !isBlank(text[i]))) {
    fault(file, start, end, "a line begins with a keyword of letters", "Write Keyword value.");
    return;
  }
  while (i < end && isBlank(text[i])) i++;
  if (text[i] === "=") i++;
  const args: SshdArgument[] = [];
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
      fault(file, i, end, "this quote is not closed on its line", `Close it with ${quoteIn(text, i, end)}.`);
      return;
    }
    args.push(word.argument);
    i = word.next;
  }
  const last = args.at(-1);
  if (!last) {
    fault(file, start, end, "the keyword has no value", "Write Keyword value.");
    return;
  }
  let to = i;
  while (to > last.span.end && (text[to] === "#" || isBlank(text[to - 1]))) to--;
  file.lines.push({
    keyword: text.slice(start, keywordSpan.end).toLowerCase(),
    keywordSpan,
    args,
    start,
    end: Math.max(to, last.span.end),
  });
}

/** A word up to the next blank outside quotes; undefined when a quote stays open. */
function readWord(
  text: string,
  start: number,
  end: number,
): { argument: SshdArgument; next: number } | undefined {
  let quote = "";
  let word = "";
  let i = start;
  for (; i < end; i++) {
    const char = text[i] as string;
    const action = quote ? undefined : endOfAction(text, i);
    if (action !== undefined) {
      word += text.slice(i, action);
      i = action - 1;
    } else if (char === "\\" && i + 1 < end && (text[i + 1] === "\\" || isQuote(text[i + 1]))) {
      word += text[++i];
    } else if (!quote && isBlank(char)) break;
    else if (quote ? char === quote : isQuote(char)) quote = quote ? "" : char;
    else word += char;
  }
  if (quote) return undefined;
  const whole = isQuote(text[start]) && text[i - 1] === text[start] && word.length === i - start - 2;
  const span = whole ? { start: start + 1, end: i - 1 } : { start, end: i };
  return { argument: { text: word, span }, next: i };
}

function quoteIn(text: string, start: number, end: number): string {
  for (let i = start; i < end; i++) if (isQuote(text[i])) return text[i] as string;
  return '"';
}

function isQuote(char: string | undefined): boolean {
  return char === '"' || char === "'";
}

function isLetter(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 48 && code <= 57);
}

function fault(file: SshdFile, start: number, end: number, message: string, hint: string): void {
  file.diagnostics.push(syntaxError(file.source, start, end, message, hint));
}
