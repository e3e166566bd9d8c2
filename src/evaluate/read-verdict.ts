import type { Cause, Step } from "../model/value.ts";
import type { PolicyMetadata } from "./catalogue.ts";
import { modelPath } from "./input.ts";
import type { Outcome, Site, Verdict } from "./verdict.ts";

const outcomes: readonly string[] = ["fail", "unknown", "pass", "not-applicable"] satisfies Outcome[];

/** A policy's verdict as the protocol has it (docs/policies.md), its sites sorted; undefined when it breaks it. */
export function readVerdict(policy: PolicyMetadata, raw: unknown): Verdict | undefined {
  if (!isRecord(raw) || typeof raw["resource"] !== "string" || !Array.isArray(raw["sites"])) return undefined;
  if (!outcomes.includes(String(raw["outcome"]))) return undefined;
  const sites: Site[] = [];
  for (const one of raw["sites"]) {
    const site = readSite(policy, one);
    if (!site) return undefined;
    sites.push(site);
  }
  sites.sort(compareSites);
  const rolled = outcomes.find((outcome) => sites.some((site) => site.outcome === outcome));
  if (rolled && rolled !== raw["outcome"]) return undefined;
  const verdict: Verdict = {
    policy: policy.id,
    resource: raw["resource"],
    outcome: raw["outcome"] as Outcome,
    sites,
  };
  if (typeof raw["reason"] === "string") verdict.reason = raw["reason"];
  return verdict;
}

function readSite(policy: PolicyMetadata, raw: unknown): Site | undefined {
  if (!isRecord(raw) || !Array.isArray(raw["path"]) || !outcomes.includes(String(raw["outcome"])))
    return undefined;
  if (!raw["path"].every((one) => typeof one === "string" || typeof one === "number")) return undefined;
  const grade = raw["grade"];
  if (grade !== undefined && grade !== "default" && !(typeof grade === "string" && grade in policy.grades))
    return undefined;
  const site: Site = {
    path: modelPath(raw["path"] as Step[]),
    outcome: raw["outcome"] as Outcome,
    facts: isRecord(raw["facts"]) ? (raw["facts"] as Site["facts"]) : {},
  };
  if (typeof grade === "string") site.grade = grade;
  if (typeof raw["in"] === "string") site.in = raw["in"];
  if (typeof raw["cause"] === "string") site.cause = raw["cause"] as Cause;
  if (typeof raw["reason"] === "string") site.reason = raw["reason"];
  return site;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function compareSites(a: Site, b: Site): number {
  if ((a.in ?? "") !== (b.in ?? "")) return compare(a.in ?? "", b.in ?? "");
  for (let i = 0; i < Math.min(a.path.length, b.path.length); i++) {
    const [x, y] = [a.path[i], b.path[i]];
    if (x === y) continue;
    if (typeof x === "number" && typeof y === "number") return x - y;
    return compare(String(x), String(y));
  }
  return a.path.length - b.path.length || compare(JSON.stringify(a), JSON.stringify(b));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
