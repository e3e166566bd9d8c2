import type { Source } from "./source.ts";

/** `[start, end)` offsets, in UTF-16 units, into one source. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A span together with the source it lies in. */
export interface At extends Span {
  readonly source: Source;
}

export function at(source: Source, start: number, end: number): At {
  return { source, start, end };
}
