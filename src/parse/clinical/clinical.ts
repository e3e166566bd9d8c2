import type { Diagnostic } from "../../text/diagnostic.ts";
import type { Source } from "../../text/source.ts";
import type { Span } from "../../text/span.ts";
import { parseHl7 } from "./hl7.ts";
import { parseX12 } from "./x12.ts";

/** What a record says of itself; nothing in it tells who the patient is. */
export interface ClinicalRecord {
  /** Where it is told: the processing ID, the element that holds the patient. */
  span: Span;
  /** MSH-11's or ISA15's code; undefined where the format has none. */
  processing?: string;
  /** It names a patient; undefined when that could not be read. */
  named: boolean | undefined;
  /** A name, a facility or a title says that it is made up. */
  test: boolean;
  /** Holds what may be a person's social security number. */
  identifier: boolean;
  /** Tells patients of one file apart; never leaves this process. */
  patients: string[];
}

export interface ClinicalFile {
  source: Source;
  format: "hl7v2" | "x12" | "ccda" | "dicom";
  records: ClinicalRecord[];
  comments: Span[];
  diagnostics: Diagnostic[];
}

/** HL7 v2, X12 and the line that stands for a DICOM file; CDA is XML and read by `ccdaRecords`. */
export function parseClinical(source: Source): ClinicalFile {
  const { text } = source;
  if (/^[\s\v]*ISA/.test(text)) return parseX12(source);
  if (!text.startsWith("(")) return parseHl7(source);
  const named = text.includes("not read") ? undefined : !text.includes("no patient");
  const record = {
    span: { start: 0, end: text.length },
    named,
    test: false,
    identifier: false,
    patients: [],
  };
  return { source, format: "dicom", records: [record], comments: [], diagnostics: [] };
}
