import type { Diagnostic } from "../../text/diagnostic.ts";
import type { Source } from "../../text/source.ts";
import { looksLikeSsn, saysTest } from "../../text/test-marker.ts";
import { syntaxError } from "../config-syntax.ts";
import type { ClinicalFile, ClinicalRecord } from "./clinical.ts";

/** A broken file is told by its first faults. */
const maxFaults = 5;

/**
 * The messages of an HL7 v2 text, batches included: segments end at a carriage return or, as editors save them, a line
 * feed; MSH brings its own separators (HL7 v2.9, chapter 2, "Message delimiters"). A text before the first MSH that is
 * no batch header, and an MSH too short for its processing ID, are told.
 */
export function parseHl7(source: Source): ClinicalFile {
  const { text } = source;
  const records: ClinicalRecord[] = [];
  const diagnostics: Diagnostic[] = [];
  const fault = (start: number, end: number, message: string): void => {
    if (diagnostics.length >= maxFaults) return;
    const hint = "The other messages of the file are judged.";
    diagnostics.push(syntaxError(source, start, Math.max(start + 1, end), message, hint));
  };
  let record: ClinicalRecord | undefined;
  let separator = "|";
  let component = "^";
  for (let start = 0; start < text.length; ) {
    let end = start;
    while (end < text.length && text[end] !== "\r" && text[end] !== "\n") end++;
    // MLLP wraps a message in a vertical tab and a file separator.
    let from = start;
    while (from < end && text.charCodeAt(from) <= 32) from++;
    const segment = text.slice(from, end);
    if (segment.startsWith("MSH") && segment.length > 4) {
      separator = segment[3] as string;
      component = segment[4] as string;
      const fields = segment.split(separator);
      record = undefined;
      if (fields.length < 11) fault(from, end, "an MSH segment without a processing ID (MSH-11)");
      else {
        record = {
          span: spanOf(fields, 10, from),
          processing: (fields[10] ?? "").split(component, 1)[0] ?? "",
          named: false,
          test: fields.slice(2, 6).some((field) => saysTest(words(field, component))),
          identifier: false,
          patients: [],
        };
        records.push(record);
      }
    } else if (record && segment.startsWith(`PID${separator}`)) {
      const fields = segment.split(separator);
      const name = fields[5] ?? "";
      if (/[\p{L}\d]/u.test(name)) {
        record.named = true;
        record.test ||= saysTest(words(name, component)) || saysTest(words(fields[3] ?? "", component));
        record.identifier ||= looksLikeSsn((fields[19] ?? "").split(component, 1)[0] ?? "");
        record.patients.push(`${fields[3] || name}`);
      }
    } else if (!record && segment !== "" && records.length === 0 && !/^(?:FHS|BHS|MSH)/.test(segment))
      fault(from, end, "a segment before the first MSH");
    start = end + 1;
  }
  return { source, format: "hl7v2", records, comments: [], diagnostics };
}

/** The place of a field; the separator before it is one character. */
function spanOf(fields: readonly string[], index: number, from: number): { start: number; end: number } {
  let start = from;
  for (let i = 0; i < index; i++) start += (fields[i] as string).length + 1;
  return { start, end: start + Math.max(1, (fields[index] as string).length) };
}

function words(field: string, component: string): string {
  return field.replaceAll(component, " ");
}
