import type { Outcome } from "../evaluate/verdict.ts";
import type { AppliedException } from "./finding.ts";

/**
 * What a verdict contributes to one requirement, once exceptions were applied. Cleared by a false-positive record: the
 * resource is as it should be; by a not-applicable one: nothing was asked of it.
 */
export type Contribution =
  | "fail"
  | "risk-accepted"
  | "unknown"
  | "risk-accepted-unknown"
  | "excepted"
  | "cleared-false"
  | "cleared-not-applicable"
  | "pass"
  | "not-applicable";

/** Worst first: what one site leaves open, no exception for another site takes away. */
const worst: readonly Contribution[] = [
  "fail",
  "risk-accepted",
  "unknown",
  "risk-accepted-unknown",
  "excepted",
  "cleared-false",
  "pass",
  "cleared-not-applicable",
  "not-applicable",
];

/** A judged site: its outcome, and the exceptions that act on it. */
export interface JudgedSite {
  outcome: Outcome;
  exceptions: readonly AppliedException[];
}

/** The contribution of a verdict, rolled up from its sites, to the requirement `ref`. */
export function contribution(sites: readonly JudgedSite[], ref: string): Contribution {
  const of = sites.map((site) => single(site, ref));
  return worst.find((one) => of.includes(one)) ?? "not-applicable";
}

function single({ outcome, exceptions }: JudgedSite, ref: string): Contribution {
  if (outcome === "pass" || outcome === "not-applicable") return outcome;
  const acting = (effect: string) => exceptions.find((one) => one.effects[ref] === effect);
  const cleared = acting("cleared");
  if (cleared) return cleared.type === "not-applicable" ? "cleared-not-applicable" : "cleared-false";
  if (acting("excepted")) return "excepted";
  if (!acting("risk-accepted")) return outcome;
  return outcome === "fail" ? "risk-accepted" : "risk-accepted-unknown";
}
