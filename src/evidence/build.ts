import type { Config, Soc2Category } from "../config/config.ts";
import type { PolicyMetadata } from "../evaluate/catalogue.ts";
import type { ControlReview } from "../judge/control-reviews.ts";
import type { Requirements } from "../judge/requirements.ts";
import type { RequirementState, ScanResult } from "../judge/result.ts";
import { controlRows, overlapOf, policyRows } from "./control-rows.ts";
import type {
  Bypass,
  CoverageCounts,
  Evidence,
  PopulationRow,
  Provenance,
  RequirementEvidence,
  ScopeEvidence,
} from "./evidence.ts";
import { exceptionRows } from "./exception-rows.ts";
import { findingBypasses, populationOf } from "./population.ts";
import { requirementRows } from "./requirement-rows.ts";
import { sampleOf } from "./sample.ts";

export interface EvidenceInput {
  result: ScanResult;
  config: Config;
  requirements: Requirements;
  /** The policies that ran, as the configuration changed them. */
  policies: readonly PolicyMetadata[];
  provenance: Provenance;
  /** Entries of the control register, with when the next review is due. */
  reviews: readonly ControlReview[];
  sample: { seed: string; size?: number };
}

const categories: readonly Soc2Category[] = [
  "security",
  "availability",
  "confidentiality",
  "processing-integrity",
  "privacy",
];

const statement = [
  "This is evidence that a program read from configuration files. It is not an opinion, not an audit report, and not legal advice.",
  "A state says what the files show: a contradiction, none, or nothing at all. No state says that a requirement is met.",
  "Evidence for SOC 2 changes nothing about HIPAA, and the reverse: each framework's states come from its own references.",
  "Files show intent. That the running systems match them was not looked at.",
];

const limits = [
  "Requirements that only people, contracts, buildings or documents can show are listed as not assessable from config.",
  "Values that the files do not decide are unknown; they count for neither side.",
  "Thresholds are the tool's or the organization's, never numbers from the regulation, unless a source is named with the policy.",
  "What was not scanned is listed; no verdict covers it.",
];

/** Assembles the body of evidence from one scan. Pure. */
export function buildEvidence(input: EvidenceInput): Evidence {
  const { result, config, requirements, policies, provenance } = input;
  // Findings about crosswalk.yaml itself judge no resource: their facts stand with the records they speak of.
  const population = populationOf(result.findings.filter((finding) => finding.policy.control !== ""));
  const given = { requirements, policies, population };
  const hipaa = requirementRows("hipaa", result.requirements.hipaa, given);
  const soc2 = requirementRows("soc2", result.requirements.soc2, given);
  const states = new Map<string, RequirementState>([...hipaa, ...soc2].map((row) => [row.id, row.state]));
  const controls = controlRows({ ...given, config, states, reviews: input.reviews });
  return {
    schemaVersion: "1",
    statement,
    provenance,
    scope: scopeOf(result, config, population),
    coverage: {
      hipaa: coverageOf(hipaa.filter((row) => isOfMatrix(row, requirements))),
      soc2: coverageOf(soc2.filter((row) => row.state !== "not-selected")),
    },
    controls,
    requirements: { hipaa, soc2 },
    overlap: overlapOf(controls),
    policies: policyRows(policies, population, config),
    population,
    sample: sampleOf(population, input.sample.seed, input.sample.size),
    exceptions: exceptionRows(result.exceptions),
    bypasses: bypassesOf(result),
    notScanned: result.notScanned.map(({ path, cause, detail }) => ({ path, cause, detail })),
    diagnostics: result.diagnostics.map(({ code, severity, message, at, path }) => ({
      code,
      severity,
      message,
      ...(at
        ? { path: at.source.path, line: at.source.lines.at(at.start).line }
        : path !== undefined && { path }),
    })),
    limits,
  };
}

/** The 36 specifications of Appendix A's matrix; README (d) of the requirements. */
function isOfMatrix(row: RequirementEvidence, { hipaa }: Requirements): boolean {
  return hipaa.find((one) => one.citation === row.id)?.denominator === "matrix";
}

function coverageOf(rows: readonly RequirementEvidence[]): CoverageCounts {
  const withPolicy = rows.filter((row) => row.edges.length > 0);
  const judged = withPolicy.filter(({ counts }) => counts.pass + counts.fail > 0);
  return {
    total: rows.length,
    withPolicy: withPolicy.length,
    judged: judged.length,
    undecided: withPolicy.length - judged.length,
  };
}

function scopeOf(result: ScanResult, config: Config, population: readonly PopulationRow[]): ScopeEvidence {
  const scope: ScopeEvidence = {
    confirmed: result.scope.confirmed,
    ...(config.organization && { organization: config.organization }),
    categories: categories.filter(
      (one) => one === "security" || (config.scope?.soc2?.categories ?? categories).includes(one),
    ),
    phi: { yes: 0, no: 0, unknown: 0 },
    soc2: { in: 0, out: 0, unknown: 0 },
    files: result.scanned.files,
    units: result.scanned.units,
    resources: result.scanned.resources,
  };
  const seen = new Set<string>();
  for (const row of population) {
    const resource = `${row.unit}\n${row.resource}`;
    if (seen.has(resource)) continue;
    seen.add(resource);
    scope.phi[row.phi]++;
    scope.soc2[row.soc2Boundary]++;
  }
  return scope;
}

function bypassesOf(result: ScanResult): Bypass[] {
  const changed = (result.adjustments ?? []).map(
    ({ policy, what, folder, reason }): Bypass => ({
      kind: "policy-changed",
      what: `${policy}: ${what}`,
      reason: reason ?? "no reason given",
      place: folder === undefined ? "crosswalk.yaml" : `${folder}/crosswalk.yaml`,
      rows: [],
    }),
  );
  return [...findingBypasses(result.findings), ...changed];
}
