import type { PolicyMetadata } from "../evaluate/catalogue.ts";
import type { Site } from "../evaluate/verdict.ts";
import type { Finding, HipaaReference, Soc2Reference, Strength } from "./finding.ts";
import type { ConditionalEdge, Control, Edge, Requirements } from "./requirements.ts";
import { hipaaUnasked, type Selected, soc2Unasked } from "./selection.ts";

export type Framework = "hipaa" | "soc2";

/** What decides whether a conditional reference holds at a site. */
export interface Circumstances {
  facts: Site["facts"];
  phi: Finding["phi"];
  boundary: Finding["soc2Boundary"];
  /** Switches of the organization's profile that are on: `clearinghouse`. */
  profile: ReadonlySet<string>;
}

/** The references of a policy's findings, ready to print, and its edges to requirements. */
export interface References {
  hipaa: HipaaReference[];
  soc2: Soc2Reference[];
  edges: FrameworkEdge[];
  /** Edges of a framework that the resource lies outside of: nothing is printed, and the row counts it apart. */
  outside: FrameworkEdge[];
  /** Outside of both frameworks' scope, or inside one that is not asked for any of the references. */
  outOfScope: boolean;
}

export interface FrameworkEdge extends Edge {
  framework: Framework;
}

const nowhere: References = { hipaa: [], soc2: [], edges: [], outside: [], outOfScope: false };

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
  readonly #unasked = new Map<string, string>();
  readonly #cache = new Map<string, References>();

  /** @param selected what crosswalk.yaml says is asked of the organization; absent: everything */
  constructor(
    requirements: Requirements,
    frameworks: readonly Framework[] = ["hipaa", "soc2"],
    selected: Selected = {},
  ) {
    this.#requirements = requirements;
    this.#controls = new Map(requirements.controls.map((control) => [control.id, control]));
    this.#hipaa = new Map(requirements.hipaa.map((row) => [row.citation, row]));
    this.#soc2 = new Map(requirements.soc2.map((row) => [row.criterion, row]));
    this.#frameworks = new Set(frameworks);
    const unasked = (ref: string, why: string | undefined) => {
      if (why !== undefined) this.#unasked.set(ref, why);
    };
    for (const row of requirements.hipaa) unasked(row.citation, hipaaUnasked(row, selected));
    for (const row of requirements.soc2) unasked(row.criterion, soc2Unasked(row, selected));
  }

  /** Why a requirement is not asked of this organization; undefined when it is. */
  unasked(ref: string): string | undefined {
    return this.#unasked.get(ref);
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
    const without = {
      hipaa: circumstances?.phi === "no",
      soc2: circumstances?.boundary === "out",
    };
    const key = [policy.id, without.hipaa, without.soc2, ...held.map((edge) => edge.ref)].join(" ");
    const known = this.#cache.get(key);
    if (known) return known;
    const made = this.#make(policy, control, held, without);
    this.#cache.set(key, made);
    return made;
  }

  #make(
    policy: PolicyMetadata,
    control: Control,
    held: readonly ConditionalEdge[],
    without: Record<Framework, boolean>,
  ): References {
    const made: References = { ...nowhere, hipaa: [], soc2: [], edges: [], outside: [] };
    const edges = (framework: Framework): FrameworkEdge[] => {
      const all = [...control[framework], ...held.filter((edge) => edge.framework === framework)];
      const narrowed = policy.references?.[framework];
      return all
        .filter((edge, i) => all.findIndex((other) => other.ref === edge.ref) === i)
        .filter((edge) => !narrowed || narrowed.includes(edge.ref))
        .map(({ ref, strength }) => ({ ref, strength: lowered(policy, strength), framework }));
    };
    for (const edge of this.#shown("hipaa", edges("hipaa"), without, made)) {
      const row = this.#hipaa.get(edge.ref);
      const { title = "", designation = "" } = row ?? {};
      made.hipaa.push({ citation: edge.ref, title, designation, strength: edge.strength });
    }
    const asked = edges("soc2").filter((edge) => !this.#unasked.has(edge.ref));
    for (const edge of this.#shown("soc2", edges("soc2"), without, made))
      made.soc2.push({
        criterion: edge.ref,
        title: this.#soc2.get(edge.ref)?.title ?? "",
        strength: edge.strength,
      });
    made.outOfScope = without.hipaa && (without.soc2 || asked.length === 0);
    return made;
  }

  /** The edges of a framework that a finding prints; those of rows rated process, or not asked for, have no way in. */
  #shown(
    framework: Framework,
    edges: readonly FrameworkEdge[],
    without: Record<Framework, boolean>,
    made: References,
  ): readonly FrameworkEdge[] {
    if (!this.#frameworks.has(framework)) return [];
    const rows = framework === "hipaa" ? this.#hipaa : this.#soc2;
    const fit = edges.filter(({ ref }) => {
      const row = rows.get(ref);
      return row !== undefined && row.assessable !== "process" && !this.#unasked.has(ref);
    });
    if (without[framework]) {
      made.outside.push(...fit);
      return [];
    }
    made.edges.push(...fit);
    return fit;
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
