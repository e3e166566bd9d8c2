import type { Evidence, PopulationRow } from "../evidence.ts";

/** One run, indexed for looking up. */
export interface IndexedRun {
  evidence: Evidence;
  at: string;
  rows: ReadonlyMap<string, PopulationRow>;
  policies: ReadonlySet<string>;
  notScanned: ReadonlySet<string>;
  exceptions: ReadonlyMap<string, string>;
}

/** Indexes one body of evidence. */
export function indexed(evidence: Evidence): IndexedRun {
  return {
    evidence,
    at: evidence.provenance.generatedAt,
    rows: new Map(evidence.population.map((row) => [row.id, row])),
    policies: new Set(evidence.policies.map((policy) => policy.id)),
    notScanned: new Set(evidence.notScanned.map((one) => one.path)),
    exceptions: new Map(evidence.exceptions.map((one) => [one.id, one.status])),
  };
}

/** Whole days between two stated times. */
export function days(from: string, to: string): number {
  return Math.floor((Date.parse(to) - Date.parse(from)) / 86_400_000);
}
