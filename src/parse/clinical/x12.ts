import type { Source } from "../../text/source.ts";
import { looksLikeSsn, saysTest } from "../../text/test-marker.ts";
import { syntaxError } from "../config-syntax.ts";
import type { ClinicalFile, ClinicalRecord } from "./clinical.ts";

/** ISA is the one segment of a fixed length (X12.5): the characters behind its elements are the separators. */
const isaLength = 106;

/**
 * The interchanges of an X12 text. Patients stand in NM1 segments of a subscriber, a patient or a dependent (IL, QC, 03,
 * 74), numbers in NM109 with the qualifier 34 and in REF with SY. A header that is cut off or out of shape is told.
 */
export function parseX12(source: Source): ClinicalFile {
  const { text } = source;
  const file: ClinicalFile = { source, format: "x12", records: [], comments: [], diagnostics: [] };
  let at = 0;
  while (at < text.length) {
    while (at < text.length && text.charCodeAt(at) <= 32) at++;
    if (at >= text.length) break;
    const header = text.slice(at, at + isaLength);
    const separator = header.charAt(3);
    const elements = header.split(separator);
    if (!header.startsWith("ISA") || header.length < isaLength || elements.length !== 17) {
      const hint = "What stands before this place is judged; the rest is not.";
      const end = Math.min(text.length, at + 3);
      file.diagnostics.push(syntaxError(source, at, end, "an interchange header (ISA) out of shape", hint));
      break;
    }
    const terminator = header.charAt(isaLength - 1);
    const processing = elements[15] ?? "";
    const start = at + elements.slice(0, 15).join(separator).length + 1;
    const record: ClinicalRecord = {
      span: { start, end: start + Math.max(1, processing.length) },
      processing,
      named: false,
      test: saysTest(elements[6] ?? "") || saysTest(elements[8] ?? ""),
      identifier: false,
      patients: [],
    };
    file.records.push(record);
    at = readSegments(text, at + isaLength, separator, terminator, record);
  }
  return file;
}

/** Reads up to the interchange's trailer; gives the offset behind it. */
function readSegments(
  text: string,
  from: number,
  separator: string,
  terminator: string,
  record: ClinicalRecord,
): number {
  for (let at = from; at < text.length; ) {
    const close = text.indexOf(terminator, at);
    const end = close < 0 ? text.length : close;
    const segment = text.slice(at, end).trim();
    at = end + 1;
    if (segment.startsWith(`IEA${separator}`)) return at;
    if (segment.startsWith(`NM1${separator}`)) {
      const [, entity = "", , last = "", first = "", , , , qualifier, id = ""] = segment.split(separator);
      if (!/^(?:IL|QC|03|74)$/.test(entity) || last === "") continue;
      record.named = true;
      record.test ||= saysTest(`${first} ${last}`);
      record.identifier ||= qualifier === "34" && looksLikeSsn(id);
      record.patients.push(`${last}${separator}${first}${separator}${id}`);
    } else if (segment.startsWith(`REF${separator}SY${separator}`))
      record.identifier ||= looksLikeSsn(segment.split(separator)[2] ?? "");
  }
  return text.length;
}
