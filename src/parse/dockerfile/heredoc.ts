import type { Span } from "../../text/span.ts";
import { endOfLine, nextLine } from "../config-syntax.ts";
import type { Heredoc, Word } from "./ast.ts";

const opener = /^\d*<<(-?)([^<]+)$/;

/** What a word such as `<<EOF`, `<<-"EOF"` or `3<<EOF` announces. */
function announced({ text }: Word): { name: string; tabs: boolean; expands: boolean } | undefined {
  const match = opener.exec(text);
  if (!match?.[2]) return undefined;
  const name = match[2].replace(/["'\\]/g, "");
  return name === "" ? undefined : { name, tabs: match[1] === "-", expands: name === match[2] };
}

/**
 * The here-documents that an instruction's words announce, read from the lines behind it.
 * @param from where the line behind the instruction begins
 * @returns `next` the offset behind the last of them; `open` the word of one that nothing ends
 */
export function readHeredocs(
  text: string,
  words: readonly Word[],
  from: number,
): { heredocs: Heredoc[]; end: number; next: number; open?: Word } {
  const heredocs: Heredoc[] = [];
  let at = from;
  let end = from;
  for (const word of words) {
    const wanted = announced(word);
    if (!wanted) continue;
    const found = closing(text, at, wanted.name, wanted.tabs);
    if (!found) {
      heredocs.push({ name: wanted.name, body: { start: at, end: text.length }, expands: wanted.expands });
      return { heredocs, end: text.length, next: text.length, open: word };
    }
    heredocs.push({ name: wanted.name, body: { start: at, end: found.start }, expands: wanted.expands });
    end = found.end;
    at = end < text.length ? nextLine(text, end) : end;
  }
  return { heredocs, end, next: at };
}

/** The line that holds nothing but the name. */
function closing(text: string, from: number, name: string, tabs: boolean): Span | undefined {
  for (let at = from; at < text.length; ) {
    const end = endOfLine(text, at);
    let start = at;
    while (tabs && text[start] === "\t") start++;
    if (end - start === name.length && text.startsWith(name, start)) return { start: at, end };
    at = end < text.length ? nextLine(text, end) : end;
  }
  return undefined;
}
