import type { Diagnostic, NotScanned } from "../text/diagnostic.ts";
import type { Source } from "../text/source.ts";
import type { Span } from "../text/span.ts";
import type { Finding } from "./finding.ts";

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
  };
  requirements: { hipaa: RequirementResult[]; soc2: RequirementResult[] };
  notScanned: NotScanned[];
  diagnostics: Diagnostic[];
  /** `TF_VAR_…` of the process's environment that set a variable: with another environment the result may differ. */
  environmentVariables?: string[];
  /** Variable files that were not used, and how many unknown findings each would resolve; most first. */
  variableFiles?: Array<{ path: string; resolves: number }>;
  /** What crosswalk.yaml changed about single policies; absent when nothing. */
  adjustments?: Adjustment[];
  /** `assume:` entries that were used. */
  assumptions: Array<{ name: string; owner: string; date: string; findings: number }>;
  /** Why the gate fails, most severe first; empty when it does not. */
  gate: { failOn: string; failing: number };
  /** Where secrets are written, beside those that findings point at; no report shows the text there. */
  secrets?: ReadonlyMap<Source, readonly Span[]>;
}

/** A policy that crosswalk.yaml disabled, made more or less severe, or gave other parameters. */
export interface Adjustment {
  policy: string;
  /** In words: `disabled`, `severity low instead of high`, `days = 30 instead of 7`. */
  what: string;
  /** The folder it counts for; absent for the whole run. */
  folder?: string;
  reason?: string;
}
