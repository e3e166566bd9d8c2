import type { PolicyMetadata, Severity } from "../../evaluate/catalogue.ts";
import { builtInFinding } from "../built-in-finding.ts";
import type { Finding } from "../finding.ts";
import type { ExceptionStatus } from "../result.ts";
import type { Tracked } from "./exceptions.ts";

const policyOf: Partial<Record<ExceptionStatus, string>> = {
  "review-due": "exception-review-due",
  expired: "exception-expired",
  incomplete: "exception-incomplete",
  "too-broad": "exception-too-broad",
  "self-approved": "exception-approver",
  "no-effect": "exception-no-effect",
  unmatched: "exception-unmatched",
};

/**
 * The findings about the records themselves, each on the record's lines and as severe as the violations that it speaks
 * of and leaves open.
 * @param builtIn the policies of evaluate/built-in.ts
 */
export function exceptionFindings(
  tracked: readonly Tracked[],
  builtIn: readonly PolicyMetadata[],
): Finding[] {
  return tracked.flatMap((one) => {
    const id = policyOf[one.status];
    const policy = builtIn.find((candidate) => candidate.id === id);
    if (!policy) return [];
    const { record, problems } = one;
    // Past its review date a record still acts: nothing is open because of it.
    const severity: Severity =
      one.status === "review-due" || one.status === "unmatched" ? "low" : (one.open ?? "low");
    return [
      builtInFinding(policy, {
        subject: "exception",
        name: record.id,
        at: record.at,
        severity,
        facts: {
          id: record.id,
          approver: record.approvedBy ?? "",
          expiresOn: record.expiresOn ?? "",
          reviewBy: record.reviewBy ?? "",
          problems: [...new Set(problems)].join("; "),
        },
      }),
    ];
  });
}
