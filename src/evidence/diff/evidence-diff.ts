import type { RequirementState } from "../../judge/result.ts";

/** What changed between bodies of evidence: the question of a Type II report, and of HIPAA's history. */
export interface EvidenceDiff {
  schemaVersion: "1";
  /** Oldest first. */
  runs: DiffRun[];
  /** Violations that any of the runs saw; those that are still there come first. */
  findings: FindingHistory[];
  requirements: RequirementHistory[];
  exceptions: ExceptionHistory[];
  totals: Record<FindingHistory["now"], number> & { new: number };
}

export interface DiffRun {
  generatedAt: string;
  commit: string;
  dirty: boolean;
  runner: string;
  /** Rows of the population, and how many of them are violations that nothing quiets. */
  population: number;
  open: number;
  /** Since the run before. */
  daysSince?: number;
  /** What was not the same as in the run before: two runs that differ in this are not one measurement. */
  differs: string[];
}

/**
 * What a run shows at a site: a failing verdict by its status, another verdict, or why there is none. `absent`: the
 * policy ran, and the site is not there any more.
 */
export type Seen =
  | "open"
  | "excepted"
  | "baselined"
  | "suppressed"
  | "out-of-scope"
  | "aside"
  | "pass"
  | "unknown"
  | "not-applicable"
  | "absent"
  | "policy did not run"
  | "file was not scanned";

export interface FindingHistory {
  id: string;
  policy: string;
  control: string;
  resource: string;
  path: string;
  severity: string;
  message: string;
  /** Times of runs. */
  firstSeen: string;
  lastSeen: string;
  /** Its policy did not run before it was first seen: it may be older. */
  maybeOlder: boolean;
  /** In the last run; quieted: it is still there, with a record, a baseline or a comment. */
  now: "open" | "quieted" | "unknown" | "not judged" | "fixed";
  /** The first run that no longer shows it. */
  fixed?: { at: string; commit: string; how: "pass" | "not-applicable" | "absent" };
  /** From first seen to the run that no longer shows it, or to the last run; times in between when it was gone left out. */
  daysOpen: number;
  /** Times it came back. */
  reopened: number;
  /** After it was first seen. */
  changes: Array<{ at: string; from: Seen; to: Seen; note: string }>;
}

export interface RequirementHistory {
  framework: "hipaa" | "soc2";
  id: string;
  title: string;
  changes: Array<{ at: string; from: RequirementState | "not listed"; to: RequirementState | "not listed" }>;
}

export interface ExceptionHistory {
  id: string;
  policy: string;
  firstSeen: string;
  status: string;
  /** A record that was taken out: documentation is to be kept for six years, 164.316(b)(2)(i). */
  removed: boolean;
  changes: Array<{ at: string; from: string; to: string }>;
}
