import type { Severity } from "../evaluate/catalogue.ts";
import type { Outcome } from "../evaluate/verdict.ts";
import type { ExceptionEffect, Status, Strength } from "../judge/finding.ts";
import type { Population, RequirementState } from "../judge/result.ts";

/**
 * One body of evidence, from which every view and format is made: plain JSON, sorted, the same bytes for the same
 * commit, settings and stated time.
 */
export interface Evidence {
  schemaVersion: "1";
  /** What this document is, and what it is not. */
  statement: string[];
  provenance: Provenance;
  scope: ScopeEvidence;
  coverage: Coverage;
  controls: ControlEvidence[];
  requirements: { hipaa: RequirementEvidence[]; soc2: RequirementEvidence[] };
  overlap: Overlap;
  policies: PolicyEvidence[];
  /** Every judged site, passes included: what an auditor draws samples from. */
  population: PopulationRow[];
  sample: Sample;
  exceptions: ExceptionEvidence[];
  bypasses: Bypass[];
  notScanned: Array<{ path: string; cause: string; detail: string }>;
  diagnostics: Array<{ code: string; severity: string; message: string; path?: string; line?: number }>;
  limits: string[];
}

/** Who made it, of what, with what: README (c) 1 and 3 of the requirements. */
export interface Provenance {
  tool: { name: string; version: string };
  policies: { version: string; digest: string; profile: string };
  node: string;
  /** The stated time, ISO 8601 in UTC; the only part that may differ between two runs on one commit. */
  generatedAt: string;
  /** The arguments as given. */
  command: string[];
  /** What `crosswalk scan` would have ended with. */
  exitCode: number;
  /** Who or which job ran it, as far as the environment says; empty when it does not. */
  runner: string;
  /** `changed` counts the files that were read and do not stand in the commit as they were read. */
  repository?: { commit: string; branch?: string; dirty: boolean; changed: number };
  /** The day on which expiry and reviews were judged, YYYY-MM-DD. */
  asOf: string;
  /** Why nothing is known of the commit; absent when it is. */
  repositoryUnknown?: string;
  /** Effective settings, and the files they came from with their SHA-256. */
  settings: Record<string, unknown>;
  settingsFiles: Array<{ path: string; role: string; sha256: string }>;
  /** Every file that was read, with its SHA-256. */
  inputs: Array<{ path: string; kind: string; sha256: string }>;
}

export interface ScopeEvidence {
  confirmed: boolean;
  organization?: { name?: string; role?: string; clearinghouse?: boolean; groupHealthPlan?: boolean };
  categories: string[];
  /** Resources with a verdict, by what was decided of them. */
  phi: Record<"yes" | "no" | "unknown", number>;
  soc2: Record<"in" | "out" | "unknown", number>;
  files: number;
  units: number;
  resources: number;
}

/** Three separate counts and no percentage: README (d) of the requirements. */
interface Coverage {
  hipaa: CoverageCounts;
  soc2: CoverageCounts;
}

export interface CoverageCounts {
  /** HIPAA: the specifications of Appendix A's matrix; SOC 2: criteria of the chosen categories. */
  total: number;
  /** At least one policy ran that speaks of it. */
  withPolicy: number;
  /** A policy met at least one resource in scope and gave pass or fail. */
  judged: number;
  /** A policy ran and could not tell: no resources, or unknown values only. */
  undecided: number;
}

export interface RequirementEvidence {
  framework: "hipaa" | "soc2";
  id: string;
  title: string;
  /** HIPAA: standard, specification or rule; SOC 2: criterion. */
  level: string;
  parent: string;
  /** HIPAA: required, addressable, standard or n/a; SOC 2: empty. */
  designation: string;
  /** HIPAA: administrative, physical, …; SOC 2: the category. */
  group: string;
  assessable: "config" | "partial" | "process";
  state: RequirementState;
  /** The state in a sentence, with what it rests on. */
  why: string;
  counts: Population;
  /** Policies that ran and speak of it, by control, with the strength of the edge. */
  edges: Array<{ control: string; policy: string; strength: Strength }>;
  /** Ids of population rows that contradict it or leave it unknown. */
  rows: string[];
  exceptions: string[];
  /** What config cannot show of it. */
  limits: string;
}

export interface ControlEvidence {
  id: string;
  /** The organization's own ids. */
  ids: string[];
  title: string;
  safeguard: string;
  objective: string;
  assessable: "config" | "partial" | "process";
  owner: string;
  cadence: string;
  lastReview?: string;
  /** YYYY-MM-DD; overdue when that lies before `provenance.asOf`. */
  reviewDue?: string;
  reviewOverdue: boolean;
  hipaa: Array<{ id: string; strength: Strength | "listed"; state: RequirementState }>;
  soc2: Array<{ id: string; strength: Strength | "listed"; state: RequirementState }>;
  /** References that a finding prints only where their condition is known to hold. */
  conditional: Array<{ framework: "hipaa" | "soc2"; id: string; strength: Strength; condition: string }>;
  policies: string[];
  counts: Record<Outcome, number>;
  proves: string;
  limits: string;
}

/** Which controls serve both frameworks, and what only one of them asks, under the chosen categories. */
export interface Overlap {
  both: OverlapRow[];
  hipaaOnly: OverlapRow[];
  soc2Only: OverlapRow[];
  /** Topics on which the two are often confused. */
  notes: Array<{ topic: string; note: string; hipaa: string[]; soc2: string[] }>;
}

export interface OverlapRow {
  control: string;
  title: string;
  hipaa: Array<{ id: string; state: RequirementState }>;
  soc2: Array<{ id: string; state: RequirementState }>;
}

export interface PolicyEvidence {
  id: string;
  title: string;
  description: string;
  control: string;
  severity: Severity;
  subjects: string[];
  /** Thresholds: the tool's own unless a document says otherwise, never the regulation's. */
  parameters: Array<{ name: string; value: unknown; default: unknown; description: string }>;
  documentation: string[];
  counts: Record<Outcome, number>;
}

export interface PopulationRow {
  /** Stable between runs: the finding's fingerprint. */
  id: string;
  policy: string;
  control: string;
  resource: string;
  type: string;
  /** Instances and callers that show the same at this place. */
  addresses: string[];
  unit: string;
  environment?: string;
  site?: string;
  path: string;
  line: number;
  verdict: Outcome;
  status: Status;
  severity: Severity;
  grade: string;
  message: string;
  cause?: string;
  reason?: string;
  phi: "yes" | "no" | "unknown";
  soc2Boundary: "in" | "out" | "unknown";
  hipaa: Array<{ id: string; strength: Strength }>;
  soc2: Array<{ id: string; strength: Strength }>;
  exception?: { id: string; effects: Record<string, ExceptionEffect> };
  /** Further records that speak for references of this row. */
  moreExceptions?: Array<{ id: string; effects: Record<string, ExceptionEffect> }>;
}

/** Rows drawn by a seeded shuffle, so that an auditor can draw the same ones again. */
export interface Sample {
  seed: string;
  size: number;
  of: number;
  rows: string[];
}

export interface ExceptionEvidence {
  id: string;
  policy: string;
  type: string;
  status: string;
  resources: string[];
  citations: string[];
  reason: string;
  /** 45 CFR 164.306(b)(2): what the decision weighed. */
  factors: string[];
  alternative: string;
  standardStillMetBy: string;
  alternativeEvidence: string;
  /** No alternative is in place: somebody has to sign for that. */
  signOff: boolean;
  owner: string;
  approvedBy: string;
  /** Whether the approver differs from the author of the record's lines, as git tells it. */
  approver: string;
  approvedOn: string;
  reviewBy: string;
  expiresOn: string;
  riskRef: string;
  soc2Compensating: string;
  /** Population rows it acts on. */
  rows: string[];
  problems: string[];
  /** Citations on which it has no effect. */
  notes: string[];
  place: string;
}

/** Everything that makes the gate quieter than the policies: comments, baseline, assumptions, changed policies. */
export interface Bypass {
  kind: "inline-comment" | "baseline" | "assumption" | "policy-changed" | "set-aside";
  what: string;
  reason: string;
  place: string;
  rows: string[];
}
