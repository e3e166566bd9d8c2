import type { Finding } from "./finding.ts";
import type { ScanResult } from "./result.ts";

/** Findings by verdict, and the violations by status. */
export function countFindings(findings: readonly Finding[]): ScanResult["counts"] {
  const counts: ScanResult["counts"] = {
    byVerdict: { fail: 0, unknown: 0, pass: 0, "not-applicable": 0 },
    open: { critical: 0, high: 0, medium: 0, low: 0 },
    suppressed: 0,
    aside: 0,
    excepted: 0,
    baselined: 0,
    outOfScope: 0,
  };
  for (const { verdict, status, severity } of findings) {
    counts.byVerdict[verdict]++;
    if (verdict !== "fail") continue;
    if (status === "open") counts.open[severity]++;
    else counts[status === "out-of-scope" ? "outOfScope" : status]++;
  }
  return counts;
}
