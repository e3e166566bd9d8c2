import type { Host } from "../../text/source.ts";
import type { Span } from "../../text/span.ts";
import type { Value } from "../value.ts";

/** A text that was written inside another file, and how its places lie there. */
export interface Embedded {
  text: string;
  host: Host;
}

/**
 * The text of a value as a file of its own. Where the text stands in its host as it is, or line by line behind an
 * indentation (a YAML literal block, a heredoc), its places are exact; where it was written with escapes, folded or
 * encoded, every place is the whole value.
 * @param value of a ConfigMap's key, a Compose config's content, a Helm value; anything but text gives undefined
 * @param text what the value holds when it was written in an encoding (base64 of a Secret)
 */
export function embed(
  value: Value,
  text = value.kind === "string" ? value.value : undefined,
): Embedded | undefined {
  if (text === undefined) return undefined;
  const { source, start, end } = value.at;
  const whole: Span = { start, end };
  const starts = lineStarts(source.text, whole, text);
  if (!starts) return { text, host: { source, place: () => whole } };
  const lines = offsetsOfLines(text);
  const toHost = (offset: number): number => {
    let low = 0;
    let high = lines.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((lines[middle] as number) <= offset) low = middle;
      else high = middle - 1;
    }
    const next = starts[low + 1];
    const place = (starts[low] as number) + offset - (lines[low] as number);
    // Behind a line's end lies the next line's indentation in the host.
    return next === undefined ? Math.min(place, end) : Math.min(place, next);
  };
  return {
    text,
    host: { source, place: (from, to) => ({ start: toHost(from), end: Math.max(toHost(from), toHost(to)) }) },
  };
}

function offsetsOfLines(text: string): number[] {
  const offsets = [0];
  for (let i = text.indexOf("\n"); i >= 0; i = text.indexOf("\n", i + 1)) offsets.push(i + 1);
  return offsets;
}

/** Where each line of the text begins in the host; undefined when the text is not there line by line. */
function lineStarts(host: string, span: Span, text: string): number[] | undefined {
  const written = host.slice(span.start, span.end);
  if (!text.includes("\n")) {
    const offset = text === "" ? -1 : written.indexOf(text);
    return offset < 0 || offset > 1 ? undefined : [span.start + offset];
  }
  const lines = text.split("\n");
  const starts: number[] = [];
  let from = 0;
  // A literal block's header (`|`, `|-`, `<<-EOT`) is no line of the text.
  if (!isLine(written, 0, lines[0] ?? "")) from = written.indexOf("\n") + 1;
  if (from === 0 && !isLine(written, 0, lines[0] ?? "")) return undefined;
  for (const [i, line] of lines.entries()) {
    if (from > written.length) {
      // A text may end with line ends that the host's span leaves out.
      if (lines.slice(i).some((one) => one !== "")) return undefined;
      starts.push(span.end);
      continue;
    }
    const stop = lineEnd(written, from);
    const own = trimReturn(line);
    if (own !== "" && !isLine(written, from, own)) return undefined;
    starts.push(span.start + (own === "" ? Math.min(stop, written.length) : stop - own.length));
    const newline = written.indexOf("\n", from);
    from = newline < 0 ? written.length + 1 : newline + 1;
  }
  return starts;
}

/** Is what stands from here to the line's end the line, behind blanks alone? */
function isLine(written: string, from: number, line: string): boolean {
  const stop = lineEnd(written, from);
  const own = trimReturn(line);
  if (stop - own.length < from || !written.startsWith(own, stop - own.length)) return false;
  for (let i = from; i < stop - own.length; i++) if (written[i] !== " " && written[i] !== "\t") return false;
  return true;
}

function lineEnd(written: string, from: number): number {
  const newline = written.indexOf("\n", from);
  const stop = newline < 0 ? written.length : newline;
  return written[stop - 1] === "\r" ? stop - 1 : stop;
}

function trimReturn(line: string): string {
  return line.endsWith("\r") ? line.slice(0, -1) : line;
}
