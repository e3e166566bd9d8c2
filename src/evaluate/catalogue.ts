/** `policies/dist/catalogue.json`: all that is known of the policies without running them. */
export interface Catalogue {
  /** Version of the set of policies. */
  version: string;
  /** SHA-256 over the shards' bytes and this file's policies, in order. */
  digest: string;
  policies: PolicyMetadata[];
}

export type Severity = "critical" | "high" | "medium" | "low";
export type Profile = "recommended" | "strict" | "all";

export interface PolicyMetadata {
  id: string;
  /** `provider.service.name`, as main.rego dispatches. */
  package: string;
  /** The WASM file that holds it, without ending. */
  shard: string;
  title: string;
  description: string;
  control: string;
  severity: Severity;
  /** Severity of each grade beside `default`, which is `severity`. */
  grades: Record<string, Severity>;
  profile: Profile;
  subjects: string[];
  reads: string[];
  /** Those of its types that it reads without a link: all of them are there in every call. Absent: none. */
  whole?: string[];
  /** Links that it follows, itself or through the library; absent: any. */
  follows?: string[];
  message: string;
  /** Message of a grade, where it differs. */
  messages: Record<string, string>;
  remediation: string;
  /** Code that meets the policy. */
  example?: string;
  /** Check IDs of other tools that ask the same question. */
  peers: string[];
  /** Check IDs of other tools that overlap. */
  related: string[];
  /** Provider's or standard's documentation. */
  documentation: string[];
  /** What crosswalk.yaml may set, by name: the default, and what it means. */
  parameters?: Record<string, Parameter>;
  /** Narrows the control's references; absent: all of them. */
  references?: { hipaa?: string[]; soc2?: string[]; supporting?: boolean };
  aliases: string[];
  deprecated?: string;
  /** The values at its sites are secrets: never printed, never digested. */
  secret: boolean;
}

interface Parameter {
  default: string | number | boolean | string[];
  description: string;
}
