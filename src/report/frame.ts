import type { Source } from "../text/source.ts";
import type { At, Span } from "../text/span.ts";
import { visibleCode } from "./escape.ts";
import { cut, widthOf } from "./layout.ts";

const TAB = 2;
const BEFORE = 2;
const AFTER = 1;
/** Lines of code in one frame. */
const MOST = 6;
/** Of one line; minified files hold lines of megabytes. */
const LONGEST = 4000;

export interface FrameLine {
  /** The line's number; undefined for the caret line and for `⋮`, which stands for lines left out. */
  number?: number;
  text: string;
  kind: "context" | "marked" | "caret" | "gap";
}

export interface FrameOptions {
  /** Columns for the code itself, without the gutter. */
  width: number;
  /** Spans of this source whose characters are replaced by •. */
  masks: readonly Span[];
  /** Shows no line but the marked ones, so that a neighbour's secret stays out. */
  alone?: boolean;
}

/**
 * The lines around a span, tabs expanded, long lines cut around the span, and a line of carets below it when it lies
 * on one line. Everything is safe to print.
 */
export function frame(where: At, options: FrameOptions): FrameLine[] {
  const { source } = where;
  const first = source.lines.at(where.start).line;
  const last = source.lines.at(Math.max(where.start, where.end - 1)).line;
  const masked = (line: number) => maskedLine(source, line, options.masks);
  const single = first === last;
  const caret = single ? caretOf(where, first) : undefined;
  const shift = caret ? shiftOf(caret, options.width) : 0;
  const row = (number: number, kind: "context" | "marked"): FrameLine => ({
    number,
    text: cut(visibleCode(expand(masked(number))), options.width, shift),
    kind,
  });
  const around = options.alone !== true && shift === 0;
  const lines: FrameLine[] = [];
  if (around)
    lines.push(
      ...context(source, first - 1, BEFORE, -1)
        .reverse()
        .map((n) => row(n, "context")),
    );
  for (const number of spanned(first, last, options.alone === true)) {
    lines.push(number === undefined ? { text: "⋮", kind: "gap" } : row(number, "marked"));
  }
  const room = Math.min(AFTER, MOST - lines.length);
  if (caret) lines.push({ text: caretText(caret, shift, options.width), kind: "caret" });
  if (around) lines.push(...context(source, last + 1, room, 1).map((n) => row(n, "context")));
  return lines;
}

/** Numbers of the lines next to the span, nearest first, up to the first blank one. */
function context(source: Source, from: number, most: number, by: 1 | -1): number[] {
  const numbers: number[] = [];
  for (let n = from; numbers.length < most && n >= 1 && n <= source.lines.count; n += by) {
    if (source.lines.line(n).slice(0, LONGEST).trim() === "") break;
    numbers.push(n);
  }
  return numbers;
}

/** The span's lines, its middle left out when it is long. */
function spanned(first: number, last: number, alone: boolean): Array<number | undefined> {
  if (alone && last > first) return [first, undefined];
  if (last - first < MOST - BEFORE) return Array.from({ length: last - first + 1 }, (_, i) => first + i);
  return [first, first + 1, undefined, last];
}

/** Columns on screen, from 0, of the span on its line. */
function caretOf(where: At, line: number): { from: number; to: number } {
  const start = where.source.lines.start(line);
  const text = where.source.lines.line(line).slice(0, LONGEST);
  const column = (offset: number) => widthOf(visibleCode(expand(text.slice(0, Math.max(0, offset - start)))));
  const from = column(where.start);
  return { from, to: Math.max(from + 1, column(Math.min(where.end, start + text.length))) };
}

/** How far the line is shifted to the left so that the span can be seen. */
function shiftOf(caret: { from: number; to: number }, width: number): number {
  if (caret.to <= width - 1) return 0;
  const spare = Math.max(4, width - (caret.to - caret.from) - 2);
  return Math.max(0, caret.from - Math.min(spare, Math.floor(width / 2)));
}

function caretText(caret: { from: number; to: number }, shift: number, width: number): string {
  const from = Math.min(Math.max(0, caret.from - shift), width - 1);
  const size = Math.max(1, Math.min(caret.to - shift, width) - from);
  return " ".repeat(from) + "^".repeat(size);
}

function expand(text: string): string {
  return text.replaceAll("\t", " ".repeat(TAB));
}

/** A line with the characters of every mask that touches it replaced by •; blanks and outer quotes stay. */
function maskedLine(source: Source, line: number, masks: readonly Span[]): string {
  const start = source.lines.start(line);
  let text = source.lines.line(line).slice(0, LONGEST);
  for (const mask of masks) {
    const from = Math.max(0, mask.start - start);
    const to = Math.min(text.length, mask.end - start);
    if (to <= from) continue;
    const whole = mask.start >= start && mask.end - start <= text.length;
    text = text.slice(0, from) + dots(text.slice(from, to), whole, source) + text.slice(to);
  }
  return text;
}

const KEY =
  /^\s*(?:"[\w.-]{1,80}"|'[\w.-]{1,80}'|[A-Za-z_][\w.-]{0,80})(?:\s{0,80}[=:]\s+|\s{1,80}=\s*)(?=\S)/;
const FLAT_KEY = /^(?:export\s+)?[A-Za-z_][\w.-]{0,80}=/;
const FLAT: ReadonlySet<Source["kind"]> = new Set<Source["kind"]>(["dotenv", "spring"]);

/** A span may cover `key = value`: the key stays when blanks around the separator, or the format, prove it one. */
function dots(text: string, whole: boolean, source: Source): string {
  const head = (FLAT.has(source.kind) ? FLAT_KEY.exec(text)?.[0] : undefined) ?? KEY.exec(text)?.[0] ?? "";
  const value = text.slice(head.length);
  const quote = value[0] ?? "";
  if (whole && value.length > 1 && (quote === '"' || quote === "'") && value.endsWith(quote)) {
    return head + quote + hide(value.slice(1, -1)) + quote;
  }
  return head + hide(value);
}

function hide(text: string): string {
  return text.replace(/[^\s]/g, "•");
}
