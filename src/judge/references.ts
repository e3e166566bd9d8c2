import type { PolicyMetadata } from "../evaluate/catalogue.ts";
import type { Site } from "../evaluate/verdict.ts";
import type { Finding, HipaaReference, Soc2Reference, Strength } from "./finding.ts";
import type { ConditionalEdge, Control, Edge, Requirements } from "./requirements.ts";

export type Framework = "hipaa" | "soc2";

/** What decides whether a conditional reference holds at a site. */
export interface Circumstances {
  facts: Site["facts"];
  phi: Finding["phi"];
  /** Switches of the organization's profile that are on: `clearinghouse`. */
  profile: ReadonlySet<string>;
}

/** The references of a policy's findings, ready to print, and its edges to requirements. */
export interface References {
  hipaa: HipaaReference[];
  soc2: Soc2Reference[];
  edges: Edge[];
}

const nowhere: References = { hipaa: [], soc2: [], edges: [] };

/**
 * What findings may cite: the control's references, narrowed and lowered by the policy, never widened. A row that is
 * rated process, proposed, or only related to the control has no way in. Conditional references are left out unless
 * their condition is known to hold.
 */
export class Crosswalk {
  readonly #requirements: Requirements;
  readonly #controls: ReadonlyMap<string, Control>;
  readonly #hipaa: ReadonlyMap<string, Requirements["hipaa"][number]>;
  readonly #soc2: ReadonlyMap<string, Requirements["soc2"][number]>;
  readonly #frameworks: ReadonlySet<Framework>;
  readonly #cache = new Map<string, References>();

  constructor(requirements: Requirements, frameworks: readonly Framework[] = ["hipaa", "soc2"]) {
    this.#requirements = requirements;
    this.#controls = new Map(requirements.controls.map((control) => [control.id, control]));
    this.#hipaa = new Map(requirements.hipaa.map((row) => [row.citation, row]));
    this.#soc2 = new Map(requirements.soc2.map((row) => [row.criterion, row]));
    this.#frameworks = new Set(frameworks);
  }

  get requirements(): Requirements {
    return this.#requirements;
  }

  shows(framework: Framework): boolean {
    return this.#frameworks.has(framework);
  }

  /** What reports group a policy's findings by. */
  safeguard(policy: PolicyMetadata): string {
    return this.#controls.get(policy.control)?.safeguard ?? policy.control;
  }

  /** The references of a policy's finding; without circumstances only those that always hold. */
  references(policy: PolicyMetadata, circumstances?: Circumstances): References {
    const control = this.#controls.get(policy.control);
    if (!control) return nowhere;
    const held = circumstances ? control.conditional.filter((edge) => holds(edge, circumstances)) : [];
    const key = held.length === 0 ? policy.id : `${policy.id} ${held.map((edge) => edge.ref).join(" ")}`;
    const known = this.#cache.get(key);
    if (known) return known;
    const made = this.#make(policy, control, held);
    this.#cache.set(key, made);
    return made;
  }

  #make(policy: PolicyMetadata, control: Control, held: readonly ConditionalEdge[]): References {
    const made: References = { hipaa: [], soc2: [], edges: [] };
    const edges = (framework: Framework): Edge[] => {
      if (!this.#frameworks.has(framework)) return [];
      const all = [...control[framework], ...held.filter((edge) => edge.framework === framework)];
      const narrowed = policy.references?.[framework];
      return all
        .filter((edge, i) => all.findIndex((other) => other.ref === edge.ref) === i)
        .filter((edge) => !narrowed || narrowed.includes(edge.ref))
        .map(({ ref, strength }) => ({ ref, strength: lowered(policy, strength) }));
    };
    for (const { ref, strength } of edges("hipaa")) {
      const row = this.#hipaa.get(ref);
      if (!row || row.assessable === "process") continue;
      made.hipaa.push({ citation: ref, title: row.title, designation: row.designation, strength });
      made.edges.push({ ref, strength });
    }
    for (const { ref, strength } of edges("soc2")) {
      const row = this.#soc2.get(ref);
      if (!row || row.assessable === "process") continue;
      made.soc2.push({ criterion: ref, title: row.title, strength });
      made.edges.push({ ref, strength });
    }
    return made;
  }
}

function lowered(policy: PolicyMetadata, strength: Strength): Strength {
  return policy.references?.supporting ? "supporting" : strength;
}

function holds({ when }: ConditionalEdge, { facts, phi, profile }: Circumstances): boolean {
  if (!when) return false;
  if ("fact" in when) return Object.hasOwn(facts, when.fact) && facts[when.fact] === true;
  return "profile" in when ? profile.has(when.profile) : phi === when.phi;
}
