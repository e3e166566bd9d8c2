import { looksLikeSsn, saysTest } from "../../text/test-marker.ts";
import type { XmlElement, XmlFile } from "../xml/xml.ts";
import type { ClinicalFile, ClinicalRecord } from "./clinical.ts";

/** HL7's object identifier of US social security numbers. */
const ssn = "2.16.840.1.113883.4.1";

/**
 * The patients of a clinical document (HL7 CDA R2, `recordTarget/patientRole`). It is a test's when a patient's name, the
 * document's title or a comment before the patient says so; a name that a template fills in could not be read.
 */
export function ccdaRecords(xml: XmlFile): ClinicalFile {
  const { source, root, comments, diagnostics } = xml;
  const targets = root ? children(root, "recordTarget") : [];
  const title = root ? textOf(children(root, "title")[0]) : "";
  const records = targets.map((target): ClinicalRecord => {
    const roles = children(target, "patientRole");
    const names = roles
      .flatMap((role) => children(role, "patient"))
      .flatMap((patient) => children(patient, "name"))
      .map(textOf)
      .filter((name) => name !== "");
    const said = comments
      .filter(({ end }) => end <= target.head.start)
      .map(({ start, end }) => source.text.slice(start, end));
    const ids = roles.flatMap((role) => children(role, "id")).map((id) => id.attributes);
    return {
      span: target.head,
      named: names.some((name) => /\$\{|\{\{|<%/.test(name)) ? undefined : names.length > 0,
      test: [title, ...names, ...said].some(saysTest),
      identifier: ids.some(
        (id) => id.get("root")?.value === ssn && looksLikeSsn(id.get("extension")?.value ?? ""),
      ),
      patients: names.slice(0, 1),
    };
  });
  return { source, format: "ccda", records, comments, diagnostics };
}

function children(element: XmlElement, name: string): XmlElement[] {
  return element.children.filter((one) => one.name.slice(one.name.indexOf(":") + 1) === name);
}

/** The texts below an element, in order; CDA nests no deeper in a name than the reader admits. */
function textOf(element: XmlElement | undefined): string {
  if (!element) return "";
  return [element.text, ...element.children.map(textOf)].join(" ").trim();
}
