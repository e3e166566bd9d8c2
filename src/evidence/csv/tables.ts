import type {
  Bypass,
  ControlEvidence,
  Evidence,
  ExceptionEvidence,
  OverlapRow,
  PolicyEvidence,
  PopulationRow,
  RequirementEvidence,
} from "../evidence.ts";
import { actingRecords } from "../population.ts";
import { type Column, csv } from "./csv.ts";

/** The CSV files of an evidence folder, by path in it: one table each, for workpapers. */
export function csvFiles(evidence: Evidence): Map<string, string> {
  const byId = new Map(evidence.population.map((row) => [row.id, row]));
  const drawn = evidence.sample.rows.flatMap((id) => byId.get(id) ?? []);
  const overlap = (["both", "hipaaOnly", "soc2Only"] as const).flatMap((asks) =>
    evidence.overlap[asks].map((row) => ({ ...row, asks })),
  );
  const tables: Array<[name: string, text: string]> = [
    ["requirements-hipaa", csv(requirement, evidence.requirements.hipaa)],
    ["requirements-soc2", csv(requirement, evidence.requirements.soc2)],
    ["controls", csv(control, evidence.controls)],
    ["population", csv(population, evidence.population)],
    [
      "sample",
      csv(
        [
          ["draw", (row: PopulationRow) => drawn.indexOf(row) + 1],
          ["seed", () => evidence.sample.seed],
          ["drawn_from", () => evidence.sample.of],
          ...population,
        ],
        drawn,
      ),
    ],
    ["exceptions", csv(exception, evidence.exceptions)],
    ["bypasses", csv(bypass, evidence.bypasses)],
    ["policies", csv(policy, evidence.policies)],
    [
      "not-scanned",
      csv(
        [
          ["path", (row: Evidence["notScanned"][number]) => row.path],
          ["cause", (row) => row.cause],
          ["detail", (row) => row.detail],
        ],
        evidence.notScanned,
      ),
    ],
    ["overlap", csv(overlapColumns, overlap)],
  ];
  return new Map(tables.map(([name, text]) => [`csv/${name}.csv`, text]));
}

const requirement: ReadonlyArray<Column<RequirementEvidence>> = [
  ["id", (row) => row.id],
  ["title", (row) => row.title],
  ["level", (row) => row.level],
  ["parent", (row) => row.parent],
  ["designation", (row) => row.designation],
  ["group", (row) => row.group],
  ["assessable", (row) => row.assessable],
  ["state", (row) => row.state],
  ["why", (row) => row.why],
  ["judged", (row) => row.counts.judged],
  ["pass", (row) => row.counts.pass],
  ["fail", (row) => row.counts.fail],
  ["unknown", (row) => row.counts.unknown],
  ["not_applicable", (row) => row.counts.notApplicable],
  ["excepted", (row) => row.counts.excepted],
  ["risk_accepted", (row) => row.counts.riskAccepted],
  ["cleared", (row) => row.counts.cleared],
  ["suppressed", (row) => row.counts.suppressed],
  ["out_of_scope", (row) => row.counts.outOfScope],
  ["scope_unknown", (row) => row.counts.scopeUnknown],
  ["controls", (row) => [...new Set(row.edges.map((edge) => edge.control))]],
  [
    "policies_direct",
    (row) => row.edges.filter((edge) => edge.strength === "direct").map((edge) => edge.policy),
  ],
  [
    "policies_supporting",
    (row) => row.edges.filter((edge) => edge.strength === "supporting").map((edge) => edge.policy),
  ],
  ["exceptions", (row) => row.exceptions],
  ["population_rows", (row) => row.rows],
  ["what_config_cannot_show", (row) => row.limits],
];

const refs = (list: ControlEvidence["hipaa"]): string[] =>
  list.map(({ id, strength, state }) => `${id} (${strength}: ${state})`);

const control: ReadonlyArray<Column<ControlEvidence>> = [
  ["id", (row) => row.id],
  ["organization_ids", (row) => row.ids],
  ["title", (row) => row.title],
  ["safeguard", (row) => row.safeguard],
  ["objective", (row) => row.objective],
  ["assessable", (row) => row.assessable],
  ["owner", (row) => row.owner],
  ["cadence", (row) => row.cadence],
  ["last_review", (row) => row.lastReview],
  ["review_due", (row) => row.reviewDue],
  ["hipaa", (row) => refs(row.hipaa)],
  ["soc2", (row) => refs(row.soc2)],
  ["policies", (row) => row.policies],
  ["pass", (row) => row.counts.pass],
  ["fail", (row) => row.counts.fail],
  ["unknown", (row) => row.counts.unknown],
  ["not_applicable", (row) => row.counts["not-applicable"]],
  ["proves", (row) => row.proves],
  ["limits", (row) => row.limits],
];

const cited = (list: PopulationRow["hipaa"]): string[] =>
  list.map(({ id, strength }) => `${id} (${strength})`);

const population: ReadonlyArray<Column<PopulationRow>> = [
  ["id", (row) => row.id],
  ["control", (row) => row.control],
  ["policy", (row) => row.policy],
  ["resource", (row) => row.resource],
  ["type", (row) => row.type],
  ["addresses", (row) => row.addresses],
  ["site", (row) => row.site],
  ["unit", (row) => row.unit],
  ["environment", (row) => row.environment],
  ["path", (row) => row.path],
  ["line", (row) => row.line],
  ["verdict", (row) => row.verdict],
  ["status", (row) => row.status],
  ["severity", (row) => row.severity],
  ["grade", (row) => row.grade],
  ["message", (row) => row.message],
  ["cause", (row) => row.cause],
  ["reason", (row) => row.reason],
  ["ephi", (row) => row.phi],
  ["soc2_boundary", (row) => row.soc2Boundary],
  ["hipaa", (row) => cited(row.hipaa)],
  ["soc2", (row) => cited(row.soc2)],
  ["exception", (row) => actingRecords(row).map((record) => record.id)],
  [
    "exception_effects",
    (row) =>
      actingRecords(row).flatMap(({ effects }) =>
        Object.entries(effects).map(([ref, effect]) => `${ref}: ${effect}`),
      ),
  ],
];

const exception: ReadonlyArray<Column<ExceptionEvidence>> = [
  ["id", (row) => row.id],
  ["status", (row) => row.status],
  ["policy", (row) => row.policy],
  ["type", (row) => row.type],
  ["resources", (row) => row.resources],
  ["citations", (row) => row.citations],
  ["reason", (row) => row.reason],
  ["factors", (row) => row.factors],
  ["alternative", (row) => row.alternative],
  ["standard_still_met_by", (row) => row.standardStillMetBy],
  ["alternative_evidence", (row) => row.alternativeEvidence],
  ["needs_sign_off", (row) => row.signOff],
  ["owner", (row) => row.owner],
  ["approved_by", (row) => row.approvedBy],
  ["approver_check", (row) => row.approver],
  ["approved_on", (row) => row.approvedOn],
  ["review_by", (row) => row.reviewBy],
  ["expires_on", (row) => row.expiresOn],
  ["risk_ref", (row) => row.riskRef],
  ["soc2_compensating", (row) => row.soc2Compensating],
  ["population_rows", (row) => row.rows],
  ["problems", (row) => row.problems],
  ["notes", (row) => row.notes],
  ["place", (row) => row.place],
];

const bypass: ReadonlyArray<Column<Bypass>> = [
  ["kind", (row) => row.kind],
  ["what", (row) => row.what],
  ["reason", (row) => row.reason],
  ["place", (row) => row.place],
  ["population_rows", (row) => row.rows],
];

const policy: ReadonlyArray<Column<PolicyEvidence>> = [
  ["id", (row) => row.id],
  ["title", (row) => row.title],
  ["description", (row) => row.description],
  ["control", (row) => row.control],
  ["severity", (row) => row.severity],
  ["subjects", (row) => row.subjects],
  [
    "parameters",
    (row) =>
      row.parameters.map(
        ({ name, value, default: usual }) =>
          `${name} = ${JSON.stringify(value)} (default ${JSON.stringify(usual)})`,
      ),
  ],
  ["pass", (row) => row.counts.pass],
  ["fail", (row) => row.counts.fail],
  ["unknown", (row) => row.counts.unknown],
  ["not_applicable", (row) => row.counts["not-applicable"]],
  ["documentation", (row) => row.documentation],
];

const stated = (list: OverlapRow["hipaa"]): string[] => list.map(({ id, state }) => `${id} (${state})`);
const asked = { both: "both", hipaaOnly: "HIPAA only", soc2Only: "SOC 2 only" } as const;

const overlapColumns: ReadonlyArray<Column<OverlapRow & { asks: keyof typeof asked }>> = [
  ["asked_by", (row) => asked[row.asks]],
  ["control", (row) => row.control],
  ["title", (row) => row.title],
  ["hipaa", (row) => stated(row.hipaa)],
  ["soc2", (row) => stated(row.soc2)],
];
