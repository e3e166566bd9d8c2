import type { Strength } from "./finding.ts";

/** How much of a requirement config can show; `process` rows are listed and never scored. */
export type Assessable = "config" | "partial" | "process";

/** An edge control → requirement that a finding may print. Only a failing direct edge contradicts. */
export interface Edge {
  ref: string;
  strength: Strength;
}

/**
 * When a conditional reference holds, as far as the tool can decide it: a fact the policy states at the site, a
 * switch of the organization's profile, or the ePHI scope of the resource.
 * @internal Used by tests and scripts.
 */
export type Condition = { fact: string } | { profile: string } | { phi: "yes" };

/** A reference printed only when its condition is known to hold; without `when` it is never printed. */
export interface ConditionalEdge extends Edge {
  text: string;
  framework: "hipaa" | "soc2";
  when?: Condition;
}

/** A shared safeguard as policies/refs/controls.yaml has it. */
export interface Control {
  id: string;
  title: string;
  /** What reports group by. */
  safeguard: string;
  assessable: Assessable;
  objective: string;
  hipaa: Edge[];
  soc2: Edge[];
  conditional: ConditionalEdge[];
  /** Of process controls: requirements only people, contracts or documents can show. Never printed by a finding. */
  listed: { hipaa: string[]; soc2: string[] };
  /** For the docs only: never printed as a reference. */
  relatedNotEvidenced: string[];
  ownerRole: string;
  reviewCadence: string;
  /** The longest time between reviews that `reviewCadence` names, in months; absent where it names events only. */
  reviewMonths?: number;
  proves: string;
  limits: string;
  /** Only in the YAML: notes explain the mapping to its readers and are not built into the tool. */
  note?: string;
}

/**
 * A HIPAA standard, implementation specification or rule paragraph, as policies/refs/hipaa.yaml has it.
 * @internal Used by tests and scripts.
 */
export interface HipaaRequirement {
  citation: string;
  level: "standard" | "specification" | "rule";
  parent: string;
  /** The CFR's heading; ours where it gives none. */
  title: string;
  /** 45 CFR 164.306(d). */
  designation: "required" | "addressable" | "standard" | "n/a";
  safeguard: string;
  assessable: Assessable;
  note?: string;
  /** What a count of specifications may include: Appendix A's matrix, 164.314/316, standards, or none of them. */
  denominator: "matrix" | "orgdoc" | "std" | "none";
}

/**
 * A SOC 2 criterion with our own short title.
 * @internal Used by tests and scripts.
 */
export interface Soc2Requirement {
  criterion: string;
  category: string;
  title: string;
  assessable: Assessable;
  note?: string;
}

/** `policies/dist/requirements.json`: the crosswalk as the tool reads it. */
export interface Requirements {
  /** Safeguards in the order of the reports; the first four lead. */
  safeguards: string[];
  controls: Control[];
  hipaa: HipaaRequirement[];
  soc2: Soc2Requirement[];
}
