import type { Source } from "../../../text/source.ts";
import type { Span } from "../../../text/span.ts";

/** What a JSON string says, and where each of its characters was written. */
export interface JsonText {
  readonly value: string;
  /** The place of an offset into `value`. */
  at(offset: number): number;
}

const escapes: Record<string, string> = { b: "\b", f: "\f", n: "\n", r: "\r", t: "\t" };

/**
 * Decodes a JSON string that is known to be well formed.
 * @param span with its quotes
 */
export function decode(source: Source, span: Span): JsonText {
  const from = span.start + 1;
  const raw = source.text.slice(from, span.end - 1);
  if (!raw.includes("\\")) return { value: raw, at: (offset) => from + offset };
  const starts = new Uint32Array(raw.length + 1);
  const parts: string[] = [];
  let length = 0;
  let plain = 0;
  const copy = (end: number) => {
    for (let i = plain; i < end; i++) starts[length++] = from + i;
    parts.push(raw.slice(plain, end));
  };
  for (let i = raw.indexOf("\\"); i >= 0; i = raw.indexOf("\\", plain)) {
    copy(i);
    const letter = raw.charAt(i + 1);
    const isCode = letter === "u";
    parts.push(
      isCode
        ? String.fromCharCode(Number.parseInt(raw.slice(i + 2, i + 6), 16))
        : (escapes[letter] ?? letter),
    );
    starts[length++] = from + i;
    plain = i + (isCode ? 6 : 2);
  }
  copy(raw.length);
  starts[length] = from + raw.length;
  return { value: parts.join(""), at: (offset) => starts[Math.min(offset, length)] ?? span.end };
}
