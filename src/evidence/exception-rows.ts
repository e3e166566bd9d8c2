import type { ExceptionResult } from "../judge/result.ts";
import type { ExceptionEvidence } from "./evidence.ts";

/** The exceptions register: every record of crosswalk.yaml, also those that do not act, with what became of it. */
export function exceptionRows(results: readonly ExceptionResult[]): ExceptionEvidence[] {
  return results.map(({ record, status, problems, notes, signOff, approver, approverDetail, matched }) => ({
    id: record.id,
    policy: record.policy,
    type: record.type ?? "",
    status,
    resources: record.resources ?? [],
    citations: record.citations ?? [],
    reason: record.reason ?? "",
    factors: record.factors ?? [],
    alternative: record.alternative ?? "",
    standardStillMetBy: record.standardStillMetBy ?? "",
    alternativeEvidence: record.alternativeEvidence ?? "",
    signOff,
    owner: record.owner ?? "",
    approvedBy: record.approvedBy ?? "",
    approver: approverDetail === undefined ? approver : `${approver}: ${approverDetail}`,
    approvedOn: record.approvedOn ?? "",
    reviewBy: record.reviewBy ?? "",
    expiresOn: record.expiresOn ?? "",
    riskRef: record.riskRef ?? "",
    soc2Compensating: record.soc2Compensating ?? "",
    rows: [...new Set(matched.map((one) => one.fingerprint))],
    problems,
    notes,
    place: record.at
      ? `${record.at.source.path}:${record.at.source.lines.at(record.at.start).line}`
      : "crosswalk.yaml",
  }));
}
