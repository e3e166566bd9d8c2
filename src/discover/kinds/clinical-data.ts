import type { Recogniser } from "./recogniser.ts";

/** The one line that stands for a DICOM file. */
const dicom = /^\(DICOM file, [a-z ]+\)$/;
/** The transaction sets of health care (45 CFR 162: 270 to 278, 820, 834, 835, 837); a purchase order is X12, too. */
const transaction = /^(?:27[0-8]|820|834|835|837)$/;

/**
 * Patients' records, by their first characters alone: HL7 v2 (`MSH` and its separators, also behind a batch's `FHS` or
 * `BHS` or MLLP's start byte), X12 (`ISA`) with a health-care transaction, CDA's ClinicalDocument, DICOM.
 */
export const clinicalData: Recogniser = ({ head }) => {
  if (head.startsWith("(")) return dicom.test(head) ? "clinical-data" : undefined;
  const start = head.slice(0, 200).replace(/^[\s\v]+/, "");
  if (/^(?:MSH|FHS|BHS)([^\w\s])(?!\1)[^\w\s]{3,5}\1/.test(start)) return "clinical-data";
  if (/^ISA([^\w\s])/.test(start)) return isHealthX12(head) ? "clinical-data" : undefined;
  if (!start.startsWith("<")) return undefined;
  const document = /<(?:\w{1,20}:)?ClinicalDocument[\s>]/.exec(head);
  if (!document || !head.includes("urn:hl7-org:v3")) return undefined;
  return isRoot(head, document.index) ? "clinical-data" : undefined;
};

/** Nothing but declarations and comments stands before the root. */
function isRoot(head: string, root: number): boolean {
  for (let at = head.indexOf("<"); at < root; at = head.indexOf("<", at)) {
    const close = head.startsWith("<!--", at) ? "-->" : "?>";
    const end = close === "-->" || head.startsWith("<?", at) ? head.indexOf(close, at) : -1;
    if (end < 0 || end > root) return false;
    at = end;
  }
  return true;
}

function isHealthX12(head: string): boolean {
  const separator = head.trimStart().charAt(3);
  let from = 0;
  for (let n = 0; n < 50; n++) {
    const at = head.indexOf(`ST${separator}`, from);
    if (at < 0) return false;
    if (!/\w/.test(head[at - 1] ?? " ") && transaction.test(head.slice(at + 3, at + 6))) return true;
    from = at + 3;
  }
  return false;
}
