import type { Severity } from "../evaluate/catalogue.ts";
import type { Finding } from "../judge/finding.ts";
import type { RequirementState } from "../judge/result.ts";
import type { Cause } from "../model/value.ts";
import type { NotScannedCause } from "../text/diagnostic.ts";

export type Framework = "hipaa" | "soc2";

export const SEVERITIES: readonly Severity[] = ["critical", "high", "medium", "low"];

/** Both are five columns wide, so references line up under each other. */
export const FRAMEWORK: Record<Framework, string> = { hipaa: "HIPAA", soc2: "SOC 2" };

/** States in the order reports list them. "Contradicted" is said of a requirement, "violation" only of a policy. */
export const STATES: ReadonlyArray<readonly [RequirementState, string]> = [
  ["contradicted", "contradicted"],
  ["risk-accepted", "risk accepted"],
  ["excepted", "excepted, alternative documented"],
  ["no-contradiction", "no contradiction found"],
  ["unknown", "unknown"],
  ["no-population", "no population in the scan"],
  ["not-assessable", "not assessable from config"],
  ["not-selected", "not asked of this organization or report"],
];

/** What is unknown and what resolves most of it; `names` marks causes whose details are worth naming. */
export const UNKNOWN: Record<Cause, { action: string; names: boolean }> = {
  variable: { action: "resolve with --var-file or a default value", names: true },
  module: { action: "need module sources on disk, e.g. by terraform init", names: true },
  "not-rendered": { action: "need their chart or overlay rendered", names: true },
  "outside-scan": {
    action: "usually live in another root: scan it too, or declare it in crosswalk.yaml",
    names: false,
  },
  computed: { action: "are known only after apply", names: false },
  data: { action: "depend on data sources, read only at plan time", names: true },
  version: { action: "depend on a provider version: pin it in required_providers", names: false },
  function: { action: "depend on functions that need a run", names: true },
  "not-supported": { action: "use what crosswalk does not read yet", names: true },
};

export const NOT_SCANNED: Record<NotScannedCause, string> = {
  "parse-error": "cannot be parsed",
  "too-large": "too large",
  unreadable: "unreadable",
  binary: "binary",
  "module-not-found": "module not on disk",
  "not-rendered": "not rendered",
  limit: "over a limit",
  "not-supported": "not supported",
  "outside-root": "outside the scan root",
};

export const LEADING: readonly string[] = [
  "encryption at rest",
  "encryption in transit",
  "audit logging",
  "role-based access",
];

function rank(safeguard: string): number {
  const found = LEADING.indexOf(safeguard);
  return found < 0 ? LEADING.length : found;
}

/** Orders safeguards: the four that lead first, the others by name. */
export function bySafeguard(a: string, b: string): number {
  return rank(a) - rank(b) || compare(a, b);
}

/** Orders text by code units, the same on every machine. */
export function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** `164.312(a)(2)(iv) Encryption and decryption (addressable)`, `CC6.1 Restrict system access` per reference. */
export function references(finding: Finding, framework: Framework): string[] {
  const { hipaa, soc2 } = finding.requirements;
  if (framework === "hipaa") {
    return hipaa.map((one) => {
      const designation = one.designation === "" || one.designation === "n/a" ? "" : ` (${one.designation})`;
      return `${supports(one.strength)}${one.citation} ${one.title}${designation}`;
    });
  }
  return soc2.map((one) => `${supports(one.strength)}${one.criterion} ${one.title}`);
}

function supports(strength: "direct" | "supporting"): string {
  return strength === "supporting" ? "supports " : "";
}
