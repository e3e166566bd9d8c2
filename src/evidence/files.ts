import { safeJson } from "../report/escape.ts";
import { csvFiles } from "./csv/tables.ts";
import type { Evidence } from "./evidence.ts";
import { page } from "./html/page.ts";
import { closeWithManifest } from "./manifest.ts";

/**
 * Every file of an evidence folder, by path in it.
 * @param report the scan's own JSON report, with every verdict
 */
export function evidenceFiles(evidence: Evidence, report: string): Map<string, string> {
  const files = new Map([
    ["evidence.json", `${safeJson(evidence)}\n`],
    ["report.json", report],
    ["index.html", page(evidence)],
    ...csvFiles(evidence),
  ]);
  return closeWithManifest(files, evidence.provenance);
}
