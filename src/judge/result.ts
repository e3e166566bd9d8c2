import type { ExceptionRecord } from "../config/config.ts";
import type { Diagnostic, NotScanned } from "../text/diagnostic.ts";
import type { SecondOpinion } from "../text/second-opinion.ts";
import type { Source } from "../text/source.ts";
import type { Span } from "../text/span.ts";
import type { AppliedException, Finding } from "./finding.ts";

export type RequirementState =
  | "contradicted"
  | "no-contradiction"
  | "no-population"
  | "unknown"
  | "excepted"
  | "risk-accepted"
  | "not-assessable"
  /** Not asked of this organization: a SOC 2 category that was not chosen, a role it does not have. */
  | "not-selected";

/** Counts of verdicts (one a resource and policy) behind a requirement. */
export interface Population {
  judged: number;
  pass: number;
  fail: number;
  unknown: number;
  notApplicable: number;
  suppressed: number;
  /** Failing or unknown verdicts that a complete record excepts for this requirement. */
  excepted: number;
  riskAccepted: number;
  /** Cleared by a false-positive or not-applicable record. */
  cleared: number;
  /** Verdicts on resources outside the framework's scope; in none of the other counts. */
  outOfScope: number;
  /** Verdicts, counted above, on resources whose scope is not confirmed. */
  scopeUnknown: number;
}

/** What a record of `exceptions:` amounts to on the day of the run. */
export type ExceptionStatus =
  | "active"
  /** It acts, and the day to look at it again has passed. */
  | "review-due"
  | "expired"
  /** It has expired, and no finding is left that it spoke of: kept for the record. */
  | "closed"
  | "incomplete"
  | "too-broad"
  /** The approver wrote the record's lines. */
  | "self-approved"
  /** Complete, but nothing it cites can be excepted in that way. */
  | "no-effect"
  | "unmatched"
  /** Its policy did not run, or nothing of what it names was part of the scan. */
  | "not-run";

/** One record of `exceptions:` with what it did; every report lists all of them. */
export interface ExceptionResult {
  record: ExceptionRecord;
  status: ExceptionStatus;
  /** Why it is not active, in words. */
  problems: string[];
  /** What it does not do: citations on which it has no effect. */
  notes: string[];
  /** The alternative is "none": somebody has to sign for that, 164.306(d)(3)(ii)(B). */
  signOff: boolean;
  approver: "differs" | "author" | "not-checked";
  /** Why the approver was not checked. */
  approverDetail?: string;
  /** Until the end of the day of expiry; negative once it has passed. */
  daysLeft?: number;
  /** Findings it speaks of, also where it is not active; sorted. */
  matched: Array<{ fingerprint: string; addresses: string[]; effects: AppliedException["effects"] }>;
}

/** The baseline file that was used, and how much of it still holds. */
export interface BaselineResult {
  /** As it was given, from the working directory. */
  path: string;
  entries: number;
  /** Entries that know a finding of this scan. */
  known: number;
  /** Entries whose offending value is another one by now: their findings are open again. */
  lapsed: number;
  /** Entries without a finding in this scan; `crosswalk baseline prune` removes them. */
  gone: number;
}

/** One requirement of a framework with its state; all of them are listed in every report. */
export interface RequirementResult {
  /** HIPAA citation or SOC 2 criterion. */
  id: string;
  title: string;
  /** HIPAA: required, addressable, standard or n/a. SOC 2: the category. */
  designation: string;
  safeguard: string;
  assessable: "config" | "partial" | "process";
  state: RequirementState;
  /** Why it is not selected: the key of crosswalk.yaml that says so. */
  reason?: string;
  /** Controls with a policy that ran. */
  controls: string[];
  counts: Population;
}

/** Everything a report may print: pure data, sorted, the same for the same input. */
export interface ScanResult {
  tool: {
    name: "crosswalk";
    version: string;
    policies: { version: string; digest: string; profile: string };
  };
  scope: { confirmed: boolean };
  /** `policies` counts the policies that were chosen to run. */
  scanned: { files: number; units: number; resources: number; policies: number };
  /** Findings of every verdict, sorted by path, position, policy, address. */
  findings: Finding[];
  counts: {
    byVerdict: Record<"fail" | "unknown" | "pass" | "not-applicable", number>;
    /** Failing findings by status and severity. */
    open: Record<"critical" | "high" | "medium" | "low", number>;
    suppressed: number;
    aside: number;
    excepted: number;
    baselined: number;
    outOfScope: number;
  };
  requirements: { hipaa: RequirementResult[]; soc2: RequirementResult[] };
  /** Every record of `exceptions:`, in the order of the file. */
  exceptions: ExceptionResult[];
  /** Absent when no baseline was used. */
  baseline?: BaselineResult;
  notScanned: NotScanned[];
  diagnostics: Diagnostic[];
  /** `TF_VAR_…` of the process's environment that set a variable: with another environment the result may differ. */
  environmentVariables?: string[];
  /** Variable files that were not used, and how many unknown findings each would resolve; most first. */
  variableFiles?: Array<{ path: string; resolves: number }>;
  /** What crosswalk.yaml changed about single policies; absent when nothing. */
  adjustments?: Adjustment[];
  /** Present when `--cross-check` asked for it; no verdict and no gate depends on it. */
  crossCheck?: SecondOpinion;
  /** `assume:` entries that were used. */
  assumptions: Array<{ name: string; owner: string; date: string; findings: number }>;
  /** Why the gate fails, most severe first; empty when it does not. */
  gate: { failOn: string; failing: number };
  /** Every file that was read, sorted; for evidence. */
  sources?: readonly string[];
  /** Where secrets are written, beside those that findings point at; no report shows the text there. */
  secrets?: ReadonlyMap<Source, readonly Span[]>;
}

/** A policy that crosswalk.yaml disabled, made more or less severe, or gave other parameters. */
interface Adjustment {
  policy: string;
  /** In words: `disabled`, `severity low instead of high`, `days = 30 instead of 7`. */
  what: string;
  /** The folder it counts for; absent for the whole run. */
  folder?: string;
  reason?: string;
}
