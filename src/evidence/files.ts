import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import { safeJson } from "../report/escape.ts";
import { csvFiles } from "./csv/tables.ts";
import type { Evidence } from "./evidence.ts";
import { page } from "./html/page.ts";
import { closeWithManifest } from "./manifest.ts";
import { oscalDocuments } from "./oscal/oscal.ts";

/**
 * Every file of an evidence folder, by path in it.
 * @param report the scan's own JSON report, with every verdict
 */
export function evidenceFiles(evidence: Evidence, report: string): Map<string, string> {
  const body = `${safeJson(evidence)}\n`;
  const oscal = oscalDocuments(evidence, {
    href: "../evidence.json",
    sha256: bytesToHex(sha256(utf8ToBytes(body))),
  });
  const files = new Map([
    ["evidence.json", body],
    ["report.json", report],
    ["index.html", page(evidence)],
    ...csvFiles(evidence),
    ...[...oscal].map(([name, text]) => [`oscal/${name}`, text] as const),
  ]);
  return closeWithManifest(files, evidence.provenance);
}
