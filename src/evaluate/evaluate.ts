import type { Unit } from "../model/resource.ts";
import type { Cause, Step } from "../model/value.ts";
import type { Diagnostic } from "../text/diagnostic.ts";
import type { PolicyMetadata } from "./catalogue.ts";
import { buildInput, covers, type Declarations, modelPath, type PolicyInput } from "./input.ts";
import type { Outcome, Site, Verdict } from "./verdict.ts";

/** A compiled set of policies, as wasm.ts implements it. */
export interface Engine {
  evaluate(input: unknown, entrypoint: string): unknown;
}

export interface Evaluation {
  /** Sorted by policy, resource and site. */
  verdicts: Verdict[];
  diagnostics: Diagnostic[];
}

const outcomes: readonly string[] = ["fail", "unknown", "pass", "not-applicable"] satisfies Outcome[];

/**
 * Judges one unit: one call a shard, and in it only the policies whose subjects the unit holds.
 * A policy that aborts is found by its own entrypoint and reported; the others keep their verdicts.
 * @param engine gives the shard's engine; called only for shards that are needed
 */
export function evaluate(
  unit: Unit,
  policies: readonly PolicyMetadata[],
  engine: (shard: string) => Engine,
  given: Declarations,
): Evaluation {
  const types = new Set(unit.resources.map((resource) => resource.type));
  const result: Evaluation = { verdicts: [], diagnostics: [] };
  const shards = new Map<string, PolicyMetadata[]>();
  for (const policy of policies) {
    if (!hasSubject(policy, types)) continue;
    const list = shards.get(policy.shard);
    if (list) list.push(policy);
    else shards.set(policy.shard, [policy]);
  }
  for (const [shard, chosen] of [...shards].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const input = buildInput(unit, chosen, given);
    if (isTooLarge(input, largestInput[unit.kind])) {
      // No verdict is better than none in an hour: the gap is told for each file, and is no pass.
      const detail = `too large to be judged by the ${shard} policies`;
      for (const path of unit.sources) unit.notScanned.push({ path, cause: "limit", detail });
      continue;
    }
    const { raw, aborted } = run(engine(shard), input, chosen, unit, result.diagnostics);
    for (const policy of chosen) if (!aborted.has(policy)) collect(policy, raw[policy.package], unit, result);
  }
  result.verdicts.sort((a, b) => compare(a.policy, b.policy) || compare(a.resource, b.resource));
  return result;
}

/** Values in one input, far above what real root modules hold; plain manifests add up over a whole repository. */
const largestInput = { terraform: 200_000, config: 200_000, kubernetes: 300_000 } as const;

/** Counts no further than the limit. */
function isTooLarge(input: PolicyInput, limit: number): boolean {
  let left = limit;
  const open: unknown[] = [input];
  for (let value = open.pop(); value !== undefined; value = open.pop()) {
    if (typeof value !== "object" || value === null) continue;
    for (const one of Object.values(value)) {
      if (--left < 0) return true;
      if (typeof one === "object" && one !== null) open.push(one);
    }
  }
  return false;
}

function hasSubject(policy: PolicyMetadata, types: ReadonlySet<string>): boolean {
  return policy.subjects.some((subject) =>
    subject.endsWith("*") ? [...types].some((type) => covers(subject, type)) : types.has(subject),
  );
}

function run(
  engine: Engine,
  input: PolicyInput,
  policies: readonly PolicyMetadata[],
  unit: Unit,
  diagnostics: Diagnostic[],
): { raw: Record<string, unknown>; aborted: ReadonlySet<PolicyMetadata> } {
  const aborted = new Set<PolicyMetadata>();
  try {
    const raw = (engine.evaluate(input, "crosswalk/main/verdicts") ?? {}) as Record<string, unknown>;
    return { raw, aborted };
  } catch {
    const raw: Record<string, unknown> = {};
    for (const policy of policies) {
      try {
        raw[policy.package] = engine.evaluate(
          { ...input, policies: [policy.package] },
          `crosswalk/policies/${policy.package.replaceAll(".", "/")}/verdicts`,
        );
      } catch (thrown) {
        aborted.add(policy);
        diagnostics.push({
          code: "policy-aborted",
          severity: "error",
          message: `policy ${policy.id} aborted in ${unit.id}: ${(thrown as Error).message}`,
          hint: "Its verdicts are missing; the other policies' stand. Please report it with the output of `crosswalk input`.",
          path: unit.folder,
        });
      }
    }
    return { raw, aborted };
  }
}

function collect(policy: PolicyMetadata, raw: unknown, unit: Unit, result: Evaluation): void {
  const expected = new Set(
    unit.resources
      .filter((resource) => policy.subjects.some((subject) => covers(subject, resource.type)))
      .map((resource) => resource.key),
  );
  const problem = (code: "policy-coverage" | "policy-invalid-verdict", message: string): void => {
    result.diagnostics.push({
      code,
      severity: "error",
      message: `policy ${policy.id} in ${unit.id}: ${message}`,
      path: unit.folder,
    });
  };
  const seen = new Set<string>();
  for (const one of Array.isArray(raw) ? raw : []) {
    const verdict = readVerdict(policy, one);
    if (!verdict)
      problem(
        "policy-invalid-verdict",
        `a verdict breaks the protocol: ${JSON.stringify(one).slice(0, 200)}`,
      );
    else if (!expected.has(verdict.resource))
      problem("policy-coverage", `a verdict on ${verdict.resource}, which is no subject`);
    else if (seen.has(verdict.resource)) problem("policy-coverage", `two verdicts on ${verdict.resource}`);
    else {
      seen.add(verdict.resource);
      result.verdicts.push(verdict);
    }
  }
  for (const key of expected) if (!seen.has(key)) problem("policy-coverage", `no verdict on ${key}`);
}

function readVerdict(policy: PolicyMetadata, raw: unknown): Verdict | undefined {
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
