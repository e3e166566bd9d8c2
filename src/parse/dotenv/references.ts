import type { Span } from "../../text/span.ts";
import type { DotenvReference } from "./dotenv.ts";

const braced = /^([A-Za-z_][A-Za-z0-9_]*)(?:(:?[-?+])([\s\S]*))?$/;
const bare = /^\$([A-Za-z_][A-Za-z0-9_]*)$/;

/**
 * The references of a value: `${NAME}`, `${NAME:-default}`, `$(command)`, and `$NAME` when it is the whole value
 * (elsewhere a bare `$` is more often part of a password than a reference).
 */
export function findReferences(text: string, span: Span): DotenvReference[] {
  const whole = bare.exec(text.slice(span.start, span.end));
  if (whole?.[1]) return [{ name: whole[1], start: span.start, end: span.end }];
  const found: DotenvReference[] = [];
  for (let i = span.start; i + 1 < span.end; i++) {
    if (text[i] === "\\") i++;
    else if (text[i] === "$") {
      const opener = text[i + 1];
      if (opener !== "{" && opener !== "(") continue;
      const end = endOfBraces(text, i + 1, span.end);
      // Nothing closes it, so nothing behind it closes either.
      if (end === undefined) break;
      const reference = read(text, i, end, opener);
      if (reference) found.push(reference);
      i = end - 1;
    }
  }
  return found;
}

function read(text: string, start: number, end: number, opener: "{" | "("): DotenvReference | undefined {
  if (opener === "(") return { name: "", start, end };
  const match = braced.exec(text.slice(start + 2, end - 1));
  if (!match?.[1]) return undefined;
  const fallback = match[2]?.endsWith("-") ? match[3] : undefined;
  return { name: match[1], start, end, ...(fallback !== undefined && { fallback }) };
}

function endOfBraces(text: string, start: number, limit: number): number | undefined {
  const opener = text[start];
  const closer = opener === "{" ? "}" : ")";
  let depth = 0;
  for (let i = start; i < limit; i++) {
    if (text[i] === opener) depth++;
    else if (text[i] === closer && --depth === 0) return i + 1;
  }
  return undefined;
}
