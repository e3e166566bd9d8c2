import type { Span } from "../../text/span.ts";
import { endOfLine, isBlank, nextLine } from "../config-syntax.ts";
import { LogicalLine } from "./logical-line.ts";

/** A line joined with those that continue it. */
export interface JoinedLine {
  line: LogicalLine;
  /** The first character that is not blank, to the last one that is not. */
  span: Span;
  /** The offset behind it and its line end. */
  next: number;
}

/**
 * Joins a line with those that an escape character at its end continues it by. Comment lines and empty lines between
 * them are dropped, as BuildKit does.
 * @param start an offset on the line; what lies before it is not looked at
 */
export function joinLines(text: string, start: number, mark: string, comments: Span[]): JoinedLine {
  const line = new LogicalLine();
  let at = start;
  let last = start;
  let continued = true;
  for (let first = true; continued && at < text.length; first = false) {
    let end = endOfLine(text, at);
    const next = end < text.length ? nextLine(text, end) : end;
    while (end > at && isBlank(text[end - 1])) end--;
    if (!first) {
      let begin = at;
      while (begin < end && isBlank(text[begin])) begin++;
      if (begin === end || text[begin] === "#") {
        if (begin < end) comments.push({ start: begin, end });
        at = next;
        continue;
      }
    }
    continued = end > at && text[end - 1] === mark;
    const stop = continued ? end - 1 : end;
    line.add(text.slice(at, stop), at);
    if (end > at) last = end;
    at = next;
  }
  return { line, span: { start, end: last }, next: at };
}
