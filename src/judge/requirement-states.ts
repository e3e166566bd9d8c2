import type { PolicyMetadata } from "../evaluate/catalogue.ts";
import type { Outcome } from "../evaluate/verdict.ts";
import type { Contribution } from "./contribution.ts";
import type { Crosswalk, Framework, FrameworkEdge } from "./references.ts";
import type { Population, RequirementResult, RequirementState } from "./result.ts";

/** What a state follows from: how many verdicts came over each kind of edge, by what they contribute. */
type Contributions = Record<"direct" | "supporting", Record<Contribution, number>>;

interface Tally {
  population: Population;
  contributions: Contributions;
}

/** One verdict on one resource, as it counts for one requirement. */
export interface Counted {
  outcome: Outcome;
  contribution: Contribution;
  suppressed: boolean;
  /** The resource's scope in this framework is not confirmed. */
  scopeUnknown: boolean;
}

/**
 * The state of every requirement, from all verdicts: contradicted only by a failing direct edge, also where an inline
 * comment or a baseline quiets the gate; a supporting one never contradicts. What no config can show is listed as not
 * assessable. The frameworks have separate rows and edges: a result of one never changes the other.
 */
export class RequirementStates {
  readonly #crosswalk: Crosswalk;
  readonly #tallies = new Map<string, Tally>();

  constructor(crosswalk: Crosswalk) {
    this.#crosswalk = crosswalk;
  }

  /** Counts one verdict on one resource towards a requirement its policy reaches. */
  add({ ref, strength }: FrameworkEdge, verdict: Counted): void {
    const { population, contributions } = this.#tally(ref);
    population.judged++;
    population[verdict.outcome === "not-applicable" ? "notApplicable" : verdict.outcome]++;
    if (verdict.suppressed) population.suppressed++;
    if (verdict.scopeUnknown) population.scopeUnknown++;
    if (verdict.contribution === "excepted") population.excepted++;
    if (verdict.contribution.startsWith("risk-accepted")) population.riskAccepted++;
    if (verdict.contribution.startsWith("cleared")) population.cleared++;
    contributions[strength][verdict.contribution]++;
  }

  /** Counts a verdict on a resource outside the framework's scope. */
  addOutside({ ref }: FrameworkEdge): void {
    this.#tally(ref).population.outOfScope++;
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
      framework: Framework,
      id: string,
      row: Pick<RequirementResult, "title" | "designation" | "safeguard" | "assessable">,
    ): RequirementResult => {
      const { population, contributions } = this.#tallies.get(id) ?? empty();
      const reason = this.#crosswalk.unasked(id);
      const selected = reason === undefined;
      return {
        id,
        ...row,
        state: stateOf({ framework, selected, assessable: row.assessable, contributions }),
        ...(!selected && { reason }),
        controls: [...(controls.get(id) ?? [])].sort(),
        counts: population,
      };
    };
    const { hipaa, soc2 } = this.#crosswalk.requirements;
    return {
      hipaa: !this.#crosswalk.shows("hipaa")
        ? []
        : hipaa.map(({ citation, title, designation, safeguard, assessable }) =>
            result("hipaa", citation, { title, designation, safeguard, assessable }),
          ),
      soc2: !this.#crosswalk.shows("soc2")
        ? []
        : soc2.map(({ criterion, title, category, assessable }) =>
            result("soc2", criterion, { title, designation: category, safeguard: category, assessable }),
          ),
    };
  }

  #tally(ref: string): Tally {
    let tally = this.#tallies.get(ref);
    if (!tally) {
      tally = empty();
      this.#tallies.set(ref, tally);
    }
    return tally;
  }
}

/**
 * The one state of a requirement. Worst first, so that no state claims more than is known:
 * - an open violation contradicts; so does an accepted risk for HIPAA, where nothing may stand in the place of what is
 *   not met but an alternative under 164.306(d)(3); for SOC 2 it is a state of its own
 * - what is unknown comes before what is excepted
 * - unknowns over supporting edges count where nothing else was seen: then even "no contradiction" says too much
 */
function stateOf(given: {
  framework: Framework;
  selected: boolean;
  assessable: RequirementResult["assessable"];
  contributions: Contributions;
}): RequirementState {
  const { direct, supporting } = given.contributions;
  if (!given.selected) return "not-selected";
  if (given.assessable === "process") return "not-assessable";
  if (direct.fail > 0) return "contradicted";
  if (direct["risk-accepted"] > 0) return given.framework === "hipaa" ? "contradicted" : "risk-accepted";
  // The risk of what is not known was accepted: for HIPAA it stays what it is.
  if (direct["risk-accepted-unknown"] > 0 && given.framework === "soc2") return "risk-accepted";
  if (direct.unknown + direct["risk-accepted-unknown"] > 0) return "unknown";
  if (direct.excepted > 0) return "excepted";
  if (direct.pass + direct["cleared-false"] > 0) return "no-contradiction";
  const { fail, pass, excepted } = supporting;
  if (fail + pass + excepted + supporting["risk-accepted"] + supporting["cleared-false"] > 0)
    return "no-contradiction";
  return supporting.unknown + supporting["risk-accepted-unknown"] > 0 ? "unknown" : "no-population";
}

function empty(): Tally {
  return {
    population: {
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
      scopeUnknown: 0,
    },
    contributions: { direct: none(), supporting: none() },
  };
}

function none(): Record<Contribution, number> {
  return {
    fail: 0,
    "risk-accepted": 0,
    unknown: 0,
    "risk-accepted-unknown": 0,
    excepted: 0,
    "cleared-false": 0,
    "cleared-not-applicable": 0,
    pass: 0,
    "not-applicable": 0,
  };
}
