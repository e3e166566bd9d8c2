import type { PolicyMetadata, Severity } from "../evaluate/catalogue.ts";
import type { Outcome } from "../evaluate/verdict.ts";
import type { Cause } from "../model/value.ts";
import type { At } from "../text/span.ts";

export type Status = "open" | "suppressed" | "excepted" | "baselined" | "out-of-scope" | "aside";
export type Strength = "direct" | "supporting";

export interface HipaaReference {
  citation: string;
  title: string;
  designation: string;
  strength: Strength;
}
export interface Soc2Reference {
  criterion: string;
  title: string;
  strength: Strength;
}

/** A complete, valid exception as it acts on one finding. */
export interface AppliedException {
  id: string;
  type: "addressable-alternative" | "not-applicable" | "false-positive" | "risk-acceptance";
  /** What it does to each reference of the finding; one that it does not cover is absent. */
  effects: Record<string, ExceptionEffect>;
  owner: string;
  expiresOn: string;
  /** Where the record stands. */
  at?: At;
}
/**
 * excepted: an alternative, or for SOC 2 a compensating control, is documented. risk-accepted: the requirement is
 * still not met, somebody answers for it. cleared: the finding is wrong or does not apply.
 */
export type ExceptionEffect = "excepted" | "risk-accepted" | "cleared";

/** A site's verdict after suppressions, exceptions, scope and baseline. */
export interface Finding {
  policy: PolicyMetadata;
  safeguard: string;
  severity: Severity;
  grade: string;
  verdict: Outcome;
  status: Status;
  unit: string;
  environment?: string;
  /** Every environment that shows it, sorted; `environment` is there when it is one. */
  environments?: string[];
  resource: { type: string; address: string };
  /** Every instance and caller that shows the same at this place; sorted. */
  addresses: string[];
  site?: string;
  at: At;
  via: Array<{ at: At; what: string }>;
  /** The different ways that lead here, when there are several: callers of a module, environments of a root. */
  instances?: Array<Pick<Finding, "unit" | "environment" | "via"> & { address: string }>;
  message: string;
  cause?: Cause;
  reason?: string;
  /** What would resolve an unknown: a variable's name, a module's address. */
  detail?: string;
  phi: "yes" | "no" | "unknown";
  soc2Boundary: "in" | "out" | "unknown";
  /** The rules that decided, where scope was configured. */
  scopeRules?: { phi: string; soc2: string };
  /** References as they print; empty for a framework when the resource lies outside of it. */
  requirements: { hipaa: HipaaReference[]; soc2: Soc2Reference[] };
  /** Reason of the inline comment that quiets it. */
  suppression?: { reason: string; at: At };
  exception?: AppliedException;
  /** Further records that speak for references of this finding. */
  moreExceptions?: AppliedException[];
  /** The baseline entry that knows it; lapsed when the offending value is another one by now. */
  baseline?: { since: string; lapsed?: true };
  /** Keyed digest of the offending value, where a baseline is used; for the baseline file only. */
  valueDigest?: string;
  /** The fingerprint in the baseline, where the file was renamed since. */
  former?: string;
  /** `assume:` entry that turned an outside-scan unknown into a pass. */
  assumption?: { name: string; owner: string; date: string };
  fingerprint: string;
}
