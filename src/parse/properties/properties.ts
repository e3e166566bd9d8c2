import { parseLines } from "dot-properties";
import type { Diagnostic } from "../../text/diagnostic.ts";
import type { Source } from "../../text/source.ts";
import type { Span } from "../../text/span.ts";
import { syntaxError } from "../config-syntax.ts";

/** A Java `.properties` file: its entries in order, repeated keys included. */
export interface PropertiesFile {
  source: Source;
  entries: PropertiesEntry[];
  diagnostics: Diagnostic[];
  /** `#` and `!` comment lines; Spring's `#---` document separators are among them. */
  comments: Span[];
}

/** `key=value`; the span runs from the key to the end of the value. */
interface PropertiesEntry extends Span {
  /** Escapes and line continuations undone, like the value. */
  key: string;
  keySpan: Span;
  value: string;
  valueSpan: Span;
}

interface Line {
  type: string;
  range: number[];
  key?: string;
  value?: string;
}

const malformedEscape = /(?:^|[^\\])(?:\\\\)*(\\u(?![0-9a-fA-F]{4}))/;

/**
 * Reads a `.properties` file by the rules of java.util.Properties.load. Never throws: a broken `\u` escape, on which
 * Java gives up, is reported and kept as written.
 */
export function parseProperties(source: Source): PropertiesFile {
  const { text } = source;
  const file: PropertiesFile = { source, entries: [], diagnostics: [], comments: [] };
  for (const line of parseLines(text, true) as unknown as Line[]) {
    const [start = 0, keyEnd = 0, valueStart = 0, rawEnd = 0] = line.range;
    if (line.type === "COMMENT") file.comments.push({ start, end: keyEnd });
    if (line.type !== "PAIR") continue;
    const valueEnd = Math.min(rawEnd, text.length);
    const broken = malformedEscape.exec(text.slice(start, valueEnd));
    if (broken?.[1]) {
      const where = start + broken.index + broken[0].length - broken[1].length;
      file.diagnostics.push(
        syntaxError(
          source,
          where,
          where + 2,
          "a \\u escape needs four hexadecimal digits",
          "Double the backslash if none is meant.",
        ),
      );
    }
    file.entries.push({
      start,
      end: Math.min(Math.max(valueEnd, keyEnd), text.length),
      key: line.key ?? "",
      keySpan: { start, end: Math.min(keyEnd, text.length) },
      value: line.value ?? "",
      valueSpan: { start: Math.min(valueStart, text.length), end: valueEnd },
    });
  }
  return file;
}
