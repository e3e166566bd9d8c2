import type { Cause, Step } from "../model/value.ts";

export type Outcome = "pass" | "fail" | "unknown" | "not-applicable";

/** One policy's judgement of one resource: the roll-up of its sites, fail > unknown > pass > not-applicable. */
export interface Verdict {
  policy: string;
  /** Resource.key */
  resource: string;
  outcome: Outcome;
  /** Code of the reason, for not-applicable and unknown; never prose. */
  reason?: string;
  sites: Site[];
}

/** A place inside a resource that is judged by itself. */
export interface Site {
  /** Into the resource's values; [] is the resource itself. */
  path: Step[];
  outcome: Outcome;
  /** One of the policy's grades; `default` when absent. */
  grade?: string;
  /** The companion (Resource.key) in which `path` lies, when it is not the judged resource. */
  in?: string;
  cause?: Cause;
  reason?: string;
  facts: Record<string, string | number | boolean>;
}
