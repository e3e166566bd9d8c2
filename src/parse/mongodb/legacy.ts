import type { Diagnostic } from "../../text/diagnostic.ts";
import type { Source } from "../../text/source.ts";
import type { Span } from "../../text/span.ts";
import { endOfAction, endOfLine, isBlank, nextLine, syntaxError } from "../config-syntax.ts";

/** A mongod.conf of MongoDB before 2.6, which later servers still read: command-line options, one a line. */
export interface LegacyMongodbFile {
  source: Source;
  options: LegacyMongodbOption[];
  diagnostics: Diagnostic[];
  comments: Span[];
}

/** `name = value`; the span runs from the name to the end of the value. */
interface LegacyMongodbOption extends Span {
  name: string;
  nameSpan: Span;
  value: string;
  valueSpan: Span;
}

/**
 * Reads the `name = value` form (MongoDB manual, "Configuration File Options: legacy"): `#` begins a comment anywhere,
 * blanks around `=` do not count. Never throws: a line that is neither is passed over with a diagnostic.
 */
export function parseLegacyMongodb(source: Source): LegacyMongodbFile {
  const { text } = source;
  const file: LegacyMongodbFile = { source, options: [], diagnostics: [], comments: [] };
  let i = 0;
  while (i < text.length) {
    const end = endOfLine(text, i);
    readLine(file, i, end);
    i = end < text.length ? nextLine(text, end) : end;
  }
  return file;
}

function readLine(file: LegacyMongodbFile, from: number, to: number): void {
  const { text } = file.source;
  let start = from;
  while (start < to && isBlank(text[start])) start++;
  let equals = -1;
  let end = start;
  while (end < to && text[end] !== "#") {
    if (text[end] === "=" && equals < 0) equals = end;
    end = endOfAction(text, end) ?? end + 1;
  }
  if (end < to) file.comments.push({ start: end, end: to });
  while (end > start && isBlank(text[end - 1])) end--;
  // Nothing, a section that is passed over, or a template's statement.
  if (start === end || endOfAction(text, start) === end) return;
  let nameEnd = equals < 0 ? end : equals;
  while (nameEnd > start && isBlank(text[nameEnd - 1])) nameEnd--;
  let valueStart = equals + 1;
  while (valueStart < end && isBlank(text[valueStart])) valueStart++;
  const name = text.slice(start, nameEnd);
  if (equals < 0 || !/^[A-Za-z][\w.-]*$/.test(name) || valueStart >= end) {
    const hint = "Write name = value, or use the YAML form.";
    file.diagnostics.push(syntaxError(file.source, start, end, "this line is no name = value option", hint));
    return;
  }
  file.options.push({
    start,
    end,
    name,
    nameSpan: { start, end: nameEnd },
    value: text.slice(valueStart, end),
    valueSpan: { start: valueStart, end },
  });
}
