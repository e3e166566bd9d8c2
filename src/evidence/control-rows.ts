import type { Config } from "../config/config.ts";
import type { PolicyMetadata } from "../evaluate/catalogue.ts";
import type { Outcome } from "../evaluate/verdict.ts";
import type { ControlReview } from "../judge/control-reviews.ts";
import type { Requirements } from "../judge/requirements.ts";
import type { RequirementState } from "../judge/result.ts";
import type { ControlEvidence, Overlap, OverlapRow, PolicyEvidence, PopulationRow } from "./evidence.ts";

interface Given {
  requirements: Requirements;
  config: Config;
  policies: readonly PolicyMetadata[];
  population: readonly PopulationRow[];
  /** Of every HIPAA citation and SOC 2 criterion of the frameworks that were asked for. */
  states: ReadonlyMap<string, RequirementState>;
  reviews: readonly ControlReview[];
}

/** Every control with its register entry, its requirements and what was judged under it. */
export function controlRows(given: Given): ControlEvidence[] {
  const counts = tally(given.population, (row) => row.control);
  const reviews = new Map(given.reviews.map((review) => [review.control.id, review]));
  return given.requirements.controls.map((control) => {
    const review = reviews.get(control.id);
    const register = given.config.controls?.[control.id];
    const state = (id: string): RequirementState => given.states.get(id) ?? "not-selected";
    const refs = (framework: "hipaa" | "soc2") => [
      ...control[framework].map(({ ref, strength }) => ({ id: ref, strength, state: state(ref) })),
      ...control.listed[framework].map((id) => ({ id, strength: "listed" as const, state: state(id) })),
    ];
    return {
      id: control.id,
      ids: register?.ids ?? [],
      title: control.title,
      safeguard: control.safeguard,
      objective: control.objective,
      assessable: control.assessable,
      owner: register?.owner ?? `${control.ownerRole} (suggested)`,
      cadence: register?.cadence ?? `${control.reviewCadence} (suggested)`,
      ...(register?.lastReview !== undefined && { lastReview: register.lastReview }),
      ...(review?.due !== undefined && { reviewDue: review.due }),
      reviewOverdue: review?.overdue ?? false,
      hipaa: refs("hipaa"),
      soc2: refs("soc2"),
      conditional: control.conditional
        .filter((edge) => edge.when !== undefined)
        .map(({ framework, ref, strength, text }) => ({ framework, id: ref, strength, condition: text })),
      policies: given.policies
        .filter((policy) => policy.control === control.id)
        .map((policy) => policy.id)
        .sort(),
      counts: counts.get(control.id) ?? none(),
      proves: control.proves,
      limits: control.limits,
    };
  });
}

/** Every policy that ran, with the parameters it used. */
export function policyRows(
  policies: readonly PolicyMetadata[],
  population: readonly PopulationRow[],
  config: Config,
): PolicyEvidence[] {
  const counts = tally(population, (row) => row.policy);
  return [...policies]
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .map((policy) => ({
      id: policy.id,
      title: policy.title,
      description: policy.description,
      control: policy.control,
      severity: policy.severity,
      subjects: policy.subjects,
      parameters: Object.entries(policy.parameters ?? {}).map(
        ([name, { default: fallback, description }]) => ({
          name,
          value: config.policies?.[policy.id]?.parameters?.[name] ?? fallback,
          default: fallback,
          description,
        }),
      ),
      documentation: policy.documentation,
      counts: counts.get(policy.id) ?? none(),
    }));
}

/** Topics whose relation between the frameworks is often told wrongly; README (a) of the requirements. */
const topics = [
  {
    control: "breach-notification",
    note: "The Breach Notification Rule sets who is told and by when. A Security-only SOC 2 report asks nothing of the kind; Privacy criteria come close and set no day counts.",
  },
  {
    control: "patient-rights",
    note: "Access, amendment and accounting are rights that the Privacy Rule gives to individuals. Only the Privacy category of SOC 2 comes close.",
  },
  {
    control: "baa-execution",
    note: "A business associate agreement is a contract that HIPAA prescribes. SOC 2 looks at vendor commitments; neither replaces the other.",
  },
] as const;

/** Which controls serve both frameworks, and what only one of them asks, under the chosen categories. */
export function overlapOf(controls: readonly ControlEvidence[]): Overlap {
  const overlap: Overlap = { both: [], hipaaOnly: [], soc2Only: [], notes: [] };
  for (const control of controls) {
    const asked = (refs: ControlEvidence["hipaa"]) =>
      refs.filter((one) => one.state !== "not-selected").map(({ id, state }) => ({ id, state }));
    const row: OverlapRow = {
      control: control.id,
      title: control.title,
      hipaa: asked(control.hipaa),
      soc2: asked(control.soc2),
    };
    if (row.hipaa.length > 0 && row.soc2.length > 0) overlap.both.push(row);
    else if (row.hipaa.length > 0) overlap.hipaaOnly.push(row);
    else if (row.soc2.length > 0) overlap.soc2Only.push(row);
    const topic = topics.find((one) => one.control === control.id);
    if (topic)
      overlap.notes.push({
        topic: control.title,
        note: topic.note,
        hipaa: row.hipaa.map((one) => one.id),
        soc2: row.soc2.map((one) => one.id),
      });
  }
  return overlap;
}

function none(): Record<Outcome, number> {
  return { pass: 0, fail: 0, unknown: 0, "not-applicable": 0 };
}

function tally(
  population: readonly PopulationRow[],
  by: (row: PopulationRow) => string,
): Map<string, Record<Outcome, number>> {
  const found = new Map<string, Record<Outcome, number>>();
  for (const row of population) {
    if (row.status === "aside") continue;
    const counts = found.get(by(row)) ?? none();
    found.set(by(row), counts);
    counts[row.verdict]++;
  }
  return found;
}
