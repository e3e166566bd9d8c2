import type { Profile, Severity } from "../evaluate/catalogue.ts";
import type { At } from "../text/span.ts";

/** crosswalk.yaml as it is used; config-schema.json says what each key means. */
export interface Config {
  /** Shared files of an organization, as local paths from this file's folder; resolved away by loading. */
  extends?: string[];
  profile?: Profile;
  failOn?: Severity | "none";
  failOnUnknown?: boolean;
  /** Globs from the working directory, wherever the file lies. */
  include?: string[];
  exclude?: string[];
  declares?: Baseline[];
  assume?: Assume[];
  /** By policy id. */
  policies?: Record<string, PolicySetting>;
  scope?: ScopeConfig;
  exceptions?: ExceptionRecord[];
  /** The register, by control id. */
  controls?: Record<string, ControlRecord>;
  organization?: Organization;
  roots?: RootConfig[];
  units?: UnitConfig[];
  /** Only in the file of --org-config: what a repository cannot weaken. */
  enforced?: Enforced;
  /** What crosswalk.yaml files in folders below say of those folders; filled by loading. */
  nested?: NestedSettings[];
}

/** A list entry of a nested file counts for what lies in that file's folder; from the working directory. */
interface Within {
  within?: string;
}

interface Assume extends Within {
  name: Baseline;
  owner: string;
  date: string;
  reason?: string;
}

export interface NestedSettings {
  /** From the working directory. */
  folder: string;
  policies?: Record<string, PolicySetting>;
  declares?: Baseline[];
}

/** An organization's floor: a repository, or a flag, may be stricter, never weaker. */
export interface Enforced {
  profile?: Profile;
  failOn?: Severity;
  failOnUnknown?: boolean;
  /** False: crosswalk:ignore comments quiet nothing. */
  inlineExceptions?: boolean;
  /** False: a baseline file quiets nothing. */
  baseline?: boolean;
  /** These settings of single policies hold. */
  policies?: Record<string, PolicySetting>;
  /** SOC 2 categories that every report has. */
  categories?: Soc2Category[];
  /** Longest time from an exception's approval to its expiry, in days. */
  exceptionDays?: number;
}

type Baseline = "account-baseline" | "cluster-baseline";

/** What a repository changes about one policy. */
export interface PolicySetting {
  enabled?: boolean;
  severity?: Severity;
  /** Values of the policy's declared parameters. */
  parameters?: Record<string, ParameterValue>;
  /** Why; printed wherever the setting shows. */
  reason?: string;
}

export type ParameterValue = string | number | boolean | string[];

/** Picks resources: every key that is given must match, in a list of globs any one. */
export interface Selector extends Within {
  /** What reports call the rule; else its place in crosswalk.yaml. */
  name?: string;
  /** Tag or label keys and globs of values; case and `-`, `_` in keys do not count. */
  tags?: Record<string, string | string[]>;
  labels?: Record<string, string | string[]>;
  /** Globs of the file that holds the resource or a call it came through, from this file's folder. */
  paths?: string[];
  namespaces?: string[];
  /** Globs of addresses; `module.database` covers what lies in the module. */
  addresses?: string[];
  types?: string[];
  at?: At;
}

export type Soc2Category =
  | "security"
  | "availability"
  | "confidentiality"
  | "processing-integrity"
  | "privacy";

export interface ScopeConfig {
  /** What holds ePHI. */
  phi?: Selector[];
  /** What holds none; where both match, phi wins. */
  noPhi?: Selector[];
  /** Of resources that no rule matches; unknown when absent. */
  otherwise?: "unknown" | "no";
  soc2?: {
    /** Security is always one of them; absent: all five. */
    categories?: Soc2Category[];
    in?: Selector[];
    out?: Selector[];
    /** Of resources that no rule matches; in when absent and nothing is listed under `in`, else unknown. */
    otherwise?: "in" | "out" | "unknown";
  };
}

export type ExceptionType =
  | "addressable-alternative"
  | "not-applicable"
  | "false-positive"
  | "risk-acceptance";

/** 45 CFR 164.306(b)(2): what a decision that something is not reasonable and appropriate must weigh. */
type ExceptionFactor = "size-complexity" | "technical-infrastructure" | "cost" | "risk";

/**
 * A documented decision about one policy on some resources. Every field but `id` and `policy` may be missing here:
 * an incomplete record is a finding of its own and moves nothing.
 */
export interface ExceptionRecord extends Within {
  id: string;
  policy: string;
  /** Exact addresses. */
  resources?: string[];
  /** Pins single findings of these resources: the exception for the first secret does not cover a later one. */
  fingerprints?: string[];
  /** HIPAA citations and SOC 2 criteria; only these are excepted. */
  citations?: string[];
  type?: ExceptionType;
  reason?: string;
  factors?: ExceptionFactor[];
  /** The equivalent measure, or `none`. */
  alternative?: string;
  /** How the standard is met all the same; needed when the alternative is `none`. */
  standardStillMetBy?: string;
  alternativeEvidence?: string;
  owner?: string;
  approvedBy?: string;
  approvedOn?: string;
  reviewBy?: string;
  expiresOn?: string;
  riskRef?: string;
  /** The compensating control for SOC 2; it speaks for the criteria of the finding when no criterion is cited. */
  soc2Compensating?: string;
  /** The record's first to last line; absent for records that were not read from a file. */
  at?: At;
}

type Cadence = "monthly" | "quarterly" | "semiannual" | "annual";

/** An entry of the control register. */
export interface ControlRecord {
  owner?: string;
  cadence?: Cadence;
  /** YYYY-MM-DD */
  lastReview?: string;
  /** The organization's own ids of this control. */
  ids?: string[];
  at?: At;
}

/** Switches conditional requirements: 164.308(a)(4)(ii)(A), 164.314(b), and 164.308(b)(1) against (b)(2). */
export interface Organization {
  name?: string;
  role?: "covered-entity" | "business-associate";
  clearinghouse?: boolean;
  groupHealthPlan?: boolean;
}

/** A Terraform root module that is judged in a way of its own. */
interface RootConfig {
  /** Folder, from this file's folder. */
  path: string;
  workspace?: string;
  /** Variable files of each environment, from the root's folder. */
  environments?: Record<string, string[]>;
  declares?: Baseline[];
}

/** Plain manifests that are resolved together, apart from all others. */
export interface UnitConfig {
  name: string;
  /** Globs, from this file's folder. */
  paths: string[];
  declares?: Baseline[];
}
