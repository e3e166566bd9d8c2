import type { Resource, Unit } from "../model/resource.ts";
import type { Diagnostic, NotScanned } from "../text/diagnostic.ts";
import { type Batch, type BatchLimits, batches, batchLimits } from "./batch.ts";
import type { PolicyMetadata } from "./catalogue.ts";
import { buildInput, covers, type Declarations, type PolicyInput } from "./input.ts";
import { readVerdict } from "./read-verdict.ts";
import type { Verdict } from "./verdict.ts";

/** A compiled set of policies, as wasm.ts implements it. */
export interface Engine {
  evaluate(input: unknown, entrypoint: string): unknown;
}

export interface Evaluation {
  /** Sorted by policy and resource. */
  verdicts: Verdict[];
  diagnostics: Diagnostic[];
}

/**
 * Judges one unit, shard by shard: one call for a small unit, one a batch for a large one, and in it only the policies
 * whose subjects it holds. A policy that aborts is found by its own entrypoint and reported; the others keep their
 * verdicts. A resource too large to be judged is added to the unit's gaps.
 * @param engine gives the shard's engine; called only for shards that are needed
 * @param limits for tests
 */
export function evaluate(
  unit: Unit,
  policies: readonly PolicyMetadata[],
  engine: (shard: string) => Engine,
  given: Declarations,
  limits: BatchLimits = batchLimits,
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
    const judging = new ShardRun(unit, engine(shard));
    const tooLarge = new Set<Resource>();
    for (const batch of batches(unit, chosen, limits, tooLarge))
      judging.add(batch, buildInput(unit, batch.policies, given, batch));
    unit.notScanned.push(...gaps(tooLarge, shard));
    for (const verdict of judging.verdicts()) result.verdicts.push(verdict);
    result.diagnostics.push(...judging.diagnostics);
  }
  result.verdicts.sort((a, b) => compare(a.policy, b.policy) || compare(a.resource, b.resource));
  return result;
}

function hasSubject(policy: PolicyMetadata, types: ReadonlySet<string>): boolean {
  return policy.subjects.some((subject) =>
    subject.endsWith("*") ? [...types].some((type) => covers(subject, type)) : types.has(subject),
  );
}

/** No verdict is better than none in an hour: what could not be judged is told for each file, and is no pass. */
function gaps(tooLarge: ReadonlySet<Resource>, shard: string): NotScanned[] {
  const byPath = new Map<string, Resource[]>();
  for (const resource of tooLarge) {
    const { path } = resource.head.source;
    const list = byPath.get(path);
    if (list) list.push(resource);
    else byPath.set(path, [resource]);
  }
  return [...byPath].map(([path, [first, ...more]]) => {
    const who = `${first?.address}${more.length > 0 ? ` and ${more.length} more` : ""}`;
    const many = more.length > 0 ? "are" : "is";
    return { path, cause: "limit", detail: `${who} ${many} too large to be judged by the ${shard} policies` };
  });
}

/** The calls of one shard on one unit, and the verdicts they gave. */
class ShardRun {
  readonly diagnostics: Diagnostic[] = [];
  readonly #unit: Unit;
  readonly #engine: Engine;
  readonly #verdicts = new Map<PolicyMetadata, Verdict[]>();
  readonly #aborted = new Set<PolicyMetadata>();

  constructor(unit: Unit, engine: Engine) {
    this.#unit = unit;
    this.#engine = engine;
  }

  /** A policy that aborted in one call has no verdict at all, however the unit was sliced. */
  verdicts(): Verdict[] {
    return [...this.#verdicts].flatMap(([policy, verdicts]) => (this.#aborted.has(policy) ? [] : verdicts));
  }

  add(batch: Batch, input: PolicyInput): void {
    const raw = this.#call(batch, input);
    for (const policy of batch.policies)
      if (!this.#aborted.has(policy)) this.#collect(policy, raw[policy.package], batch);
  }

  #call(batch: Batch, input: PolicyInput): Record<string, unknown> {
    try {
      return (this.#engine.evaluate(input, "crosswalk/main/verdicts") ?? {}) as Record<string, unknown>;
    } catch {
      const raw: Record<string, unknown> = {};
      for (const policy of batch.policies) {
        if (this.#aborted.has(policy)) continue;
        try {
          raw[policy.package] = this.#engine.evaluate(
            { ...input, policies: [policy.package] },
            `crosswalk/policies/${policy.package.replaceAll(".", "/")}/verdicts`,
          );
        } catch (thrown) {
          this.#aborted.add(policy);
          this.diagnostics.push({
            code: "policy-aborted",
            severity: "error",
            message: `policy ${policy.id} aborted in ${this.#unit.id}: ${(thrown as Error).message}`,
            hint: "Its verdicts are missing; the other policies' stand. Please report it with the output of `crosswalk input`.",
            path: this.#unit.folder,
          });
        }
      }
      return raw;
    }
  }

  #collect(policy: PolicyMetadata, raw: unknown, { judged, resources }: Batch): void {
    const isSubject = (resource: Resource): boolean =>
      policy.subjects.some((subject) => covers(subject, resource.type));
    const expected = new Set([...judged].filter(isSubject).map((resource) => resource.key));
    // A type that is read whole is there in each call, and judged in each; only one of the verdicts is taken.
    const elsewhere = new Set(
      resources.filter((one) => !judged.has(one) && isSubject(one)).map((resource) => resource.key),
    );
    const problem = (code: "policy-coverage" | "policy-invalid-verdict", message: string): void => {
      this.diagnostics.push({
        code,
        severity: "error",
        message: `policy ${policy.id} in ${this.#unit.id}: ${message}`,
        path: this.#unit.folder,
      });
    };
    const verdicts = this.#verdicts.get(policy) ?? [];
    this.#verdicts.set(policy, verdicts);
    const seen = new Set<string>();
    for (const one of Array.isArray(raw) ? raw : []) {
      const verdict = readVerdict(policy, one);
      if (!verdict)
        problem(
          "policy-invalid-verdict",
          `a verdict breaks the protocol: ${JSON.stringify(one).slice(0, 200)}`,
        );
      else if (elsewhere.has(verdict.resource)) continue;
      else if (!expected.has(verdict.resource))
        problem("policy-coverage", `a verdict on ${verdict.resource}, which is no subject`);
      else if (seen.has(verdict.resource)) problem("policy-coverage", `two verdicts on ${verdict.resource}`);
      else {
        seen.add(verdict.resource);
        verdicts.push(verdict);
      }
    }
    for (const key of expected) if (!seen.has(key)) problem("policy-coverage", `no verdict on ${key}`);
  }
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
