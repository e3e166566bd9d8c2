import type { PolicyMetadata } from "../evaluate/catalogue.ts";
import type { Outcome } from "../evaluate/verdict.ts";
import type { Crosswalk } from "./references.ts";
import type { Edge } from "./requirements.ts";
import type { Population, RequirementResult, RequirementState } from "./result.ts";

interface Tally extends Population {
  /** Verdicts that came over a direct edge. */
  directFail: number;
  directUnknown: number;
}

/**
 * The state of every requirement, from all verdicts: contradicted only by a failing direct edge, also where an inline
 * comment quiets the gate; a supporting one never contradicts. What no config can show is listed as not assessable.
 */
export class RequirementStates {
  readonly #crosswalk: Crosswalk;
  readonly #tallies = new Map<string, Tally>();

  constructor(crosswalk: Crosswalk) {
    this.#crosswalk = crosswalk;
  }

  /** Counts one verdict on one resource towards each requirement its policy reaches. */
  add(edges: readonly Edge[], outcome: Outcome, suppressed: boolean): void {
    for (const { ref, strength } of edges) {
      let tally = this.#tallies.get(ref);
      if (!tally) {
        tally = empty();
        this.#tallies.set(ref, tally);
      }
      tally.judged++;
      if (outcome === "fail") tally.fail++;
      else if (outcome === "unknown") tally.unknown++;
      else if (outcome === "pass") tally.pass++;
      else tally.notApplicable++;
      if (suppressed) tally.suppressed++;
      if (strength === "direct" && outcome === "fail") tally.directFail++;
      if (strength === "direct" && outcome === "unknown") tally.directUnknown++;
    }
  }

  /** Every row of the chosen frameworks, in the crosswalk's order. */
  results(policies: readonly PolicyMetadata[]): { hipaa: RequirementResult[]; soc2: RequirementResult[] } {
    const controls = new Map<string, Set<string>>();
    for (const policy of policies) {
      for (const { ref } of this.#crosswalk.references(policy).edges) {
        const set = controls.get(ref);
        if (set) set.add(policy.control);
        else controls.set(ref, new Set([policy.control]));
      }
    }
    const result = (
      id: string,
      row: Pick<RequirementResult, "title" | "designation" | "safeguard" | "assessable">,
    ): RequirementResult => {
      const { directFail, directUnknown, ...counts } = this.#tallies.get(id) ?? empty();
      return {
        id,
        ...row,
        state: row.assessable === "process" ? "not-assessable" : state(counts, directFail, directUnknown),
        controls: [...(controls.get(id) ?? [])].sort(),
        counts,
      };
    };
    const { hipaa, soc2 } = this.#crosswalk.requirements;
    return {
      hipaa: !this.#crosswalk.shows("hipaa")
        ? []
        : hipaa.map(({ citation, title, designation, safeguard, assessable }) =>
            result(citation, { title, designation, safeguard, assessable }),
          ),
      soc2: !this.#crosswalk.shows("soc2")
        ? []
        : soc2.map(({ criterion, title, category, assessable }) =>
            result(criterion, { title, designation: category, safeguard: category, assessable }),
          ),
    };
  }
}

/** Unknowns over supporting edges count where nothing else was seen: then even "no contradiction" says too much. */
function state(counts: Population, directFail: number, directUnknown: number): RequirementState {
  if (directFail > 0) return "contradicted";
  if (directUnknown > 0) return "unknown";
  if (counts.pass + counts.fail > 0) return "no-contradiction";
  return counts.unknown > 0 ? "unknown" : "no-population";
}

function empty(): Tally {
  return {
    judged: 0,
    pass: 0,
    fail: 0,
    unknown: 0,
    notApplicable: 0,
    suppressed: 0,
    excepted: 0,
    riskAccepted: 0,
    cleared: 0,
    outOfScope: 0,
    directFail: 0,
    directUnknown: 0,
  };
}
