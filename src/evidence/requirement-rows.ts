import type { PolicyMetadata } from "../evaluate/catalogue.ts";
import type { Strength } from "../judge/finding.ts";
import type { Requirements } from "../judge/requirements.ts";
import type { Population, RequirementResult } from "../judge/result.ts";
import type { PopulationRow, RequirementEvidence } from "./evidence.ts";
import { actingRecords, compare } from "./population.ts";

/** What the tool knows of one requirement beside its row in the crosswalk. */
interface Given {
  requirements: Requirements;
  policies: readonly PolicyMetadata[];
  population: readonly PopulationRow[];
}

/** Every requirement of a framework with all that stands behind its state. */
export function requirementRows(
  framework: "hipaa" | "soc2",
  results: readonly RequirementResult[],
  given: Given,
): RequirementEvidence[] {
  const { requirements } = given;
  const hipaa = new Map(requirements.hipaa.map((row) => [row.citation, row]));
  const edges = edgesOf(framework, given);
  const rows = rowsOf(framework, given.population);
  return results.map((result) => {
    const own = hipaa.get(result.id);
    return {
      framework,
      id: result.id,
      title: result.title,
      level: framework === "hipaa" ? (own?.level ?? "rule") : "criterion",
      parent: own?.parent ?? "",
      designation: framework === "hipaa" ? result.designation : "",
      group: result.safeguard,
      assessable: result.assessable,
      state: result.state,
      why: whyOf(framework, result, edges.get(result.id) ?? []),
      counts: result.counts,
      edges: edges.get(result.id) ?? [],
      rows: rows.get(result.id)?.loud ?? [],
      exceptions: rows.get(result.id)?.exceptions ?? [],
      limits: limitsOf(result, requirements, framework),
    };
  });
}

type Edge = RequirementEvidence["edges"][number];

/** The policies that ran, by the requirement they speak of; narrowed as their findings print. */
function edgesOf(
  framework: "hipaa" | "soc2",
  { requirements, policies, population }: Given,
): Map<string, Edge[]> {
  const controls = new Map(requirements.controls.map((control) => [control.id, control]));
  const found = new Map<string, Edge[]>();
  for (const policy of [...policies].sort((a, b) => (a.id < b.id ? -1 : 1))) {
    const control = controls.get(policy.control);
    const narrowed = policy.references?.[framework];
    for (const { ref, strength } of control?.[framework] ?? []) {
      if (narrowed && !narrowed.includes(ref)) continue;
      const lowered: Strength = policy.references?.supporting ? "supporting" : strength;
      const edge = { control: policy.control, policy: policy.id, strength: lowered };
      const known = found.get(ref);
      if (known) known.push(edge);
      else found.set(ref, [edge]);
    }
  }
  // Conditional references hold at single resources only: what cites them is told by the rows themselves.
  for (const row of population) {
    for (const { id, strength } of row[framework]) {
      const known = found.get(id) ?? [];
      if (known.some((edge) => edge.policy === row.policy)) continue;
      found.set(id, [...known, { control: row.control, policy: row.policy, strength }]);
    }
  }
  for (const edges of found.values()) edges.sort((a, b) => compare(a.policy, b.policy));
  return found;
}

/** Ids of rows that fail or are unknown for a requirement, and of the exceptions that act on it. */
function rowsOf(
  framework: "hipaa" | "soc2",
  population: readonly PopulationRow[],
): Map<string, { loud: string[]; exceptions: string[] }> {
  const found = new Map<string, { loud: string[]; exceptions: string[] }>();
  for (const row of population) {
    if (row.status === "aside" || (row.verdict !== "fail" && row.verdict !== "unknown")) continue;
    for (const { id } of row[framework]) {
      const known = found.get(id) ?? { loud: [], exceptions: [] };
      found.set(id, known);
      known.loud.push(row.id);
      for (const record of actingRecords(row))
        if (id in record.effects && !known.exceptions.includes(record.id)) known.exceptions.push(record.id);
    }
  }
  return found;
}

function plural(n: number, one: string, many = `${one}s`): string {
  return `${n} ${n === 1 ? one : many}`;
}

function whyOf(
  framework: "hipaa" | "soc2",
  { state, counts, assessable, reason }: RequirementResult,
  edges: readonly Edge[],
): string {
  const direct = edges.filter((edge) => edge.strength === "direct").length;
  const behind = `${plural(edges.length, "policy", "policies")} ran, ${direct} with a direct reference`;
  const seen = countsText(counts);
  switch (state) {
    case "contradicted":
      return counts.riskAccepted > 0
        ? `Contradicted over a direct reference; an accepted risk on record does not take that away: ${seen}.`
        : `Contradicted by a failing verdict over a direct reference: ${seen}.`;
    case "excepted":
      return framework === "hipaa"
        ? `Every contradicting verdict has an addressable alternative on record, 164.306(d)(3): ${seen}.`
        : `Every contradicting verdict has a compensating control on record: ${seen}.`;
    case "risk-accepted":
      return `Still not met; somebody accepted the risk on record: ${seen}.`;
    case "unknown":
      return `What the files show does not decide it: ${seen}.`;
    case "no-contradiction":
      return `No contradiction found; ${behind}: ${seen}.${assessable === "partial" ? " Config shows only a part of it." : ""}`;
    case "no-population":
      return edges.length === 0
        ? "No policy of this run speaks of it."
        : `${behind}, and nothing of the kind was in the scan.`;
    case "not-selected":
      return `Not asked: ${reason ?? "not in the chosen categories"}.`;
    case "not-assessable":
      return "Only people, contracts, buildings or documents can show it.";
  }
}

/** `3 judged: 1 pass, 2 fail`, zeros left out. */
function countsText(counts: Population): string {
  const parts = [
    [counts.pass, "pass"],
    [counts.fail, "fail"],
    [counts.unknown, "unknown"],
    [counts.notApplicable, "not applicable"],
    [counts.excepted, "excepted"],
    [counts.riskAccepted, "risk accepted"],
    [counts.cleared, "cleared"],
    [counts.suppressed, "suppressed without a record"],
    [counts.outOfScope, "out of scope"],
  ] as const;
  const shown = parts.filter(([n]) => n > 0).map(([n, word]) => `${n} ${word}`);
  return `${counts.judged} judged${shown.length > 0 ? `: ${shown.join(", ")}` : ""}`;
}

/** What the controls behind a requirement say that config cannot show. */
function limitsOf(
  { id, assessable, controls }: RequirementResult,
  { controls: all }: Requirements,
  framework: "hipaa" | "soc2",
): string {
  if (assessable === "process") {
    const listed = all.filter((control) => control.listed[framework].includes(id));
    return listed.map((control) => `${control.title}: ${control.objective}`).join(" ");
  }
  return all
    .filter((control) => controls.includes(control.id))
    .map((control) => control.limits)
    .filter((text, i, texts) => text !== "" && texts.indexOf(text) === i)
    .join(" ");
}
