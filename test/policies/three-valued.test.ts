import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { PolicyMetadata } from "../../src/evaluate/catalogue.ts";
import { evaluate } from "../../src/evaluate/evaluate.ts";
import { buildInput, covers, type PolicyInput } from "../../src/evaluate/input.ts";
import type { Verdict } from "../../src/evaluate/verdict.ts";
import { catalogue, engine, unitsOf } from "../support/pipeline.ts";
import { root } from "../support/shared.ts";
import { noConcreteOutcome, readsEverything } from "./exempt.ts";

const chosen = process.env["CROSSWALK_POLICIES"]?.split(",");
const policies = catalogue.policies.filter((policy) => !chosen || chosen.includes(policy.id));
const marker = { $unknown: { cause: "variable", refs: [] } };
/** Mutations of one policy's fixtures; a fixture is small, so the bound is for accidents. */
const most = 600;

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
interface Subject {
  key: string;
  type: string;
  values: { [key: string]: Json };
}

async function inputs(policy: PolicyMetadata, kind: string): Promise<PolicyInput[]> {
  const units = await unitsOf(join(root, "fixtures/policies", policy.id, kind));
  return units
    .map((unit) => buildInput(unit, [policy], { declares: [] }))
    .filter((input) => Object.keys(input.by_type).length > 0);
}

function judge(policy: PolicyMetadata, input: PolicyInput): Verdict[] {
  const raw = engine(policy.shard).evaluate(input, "crosswalk/main/verdicts") as Record<string, Verdict[]>;
  return raw[policy.package] ?? [];
}

function failing(verdicts: Verdict[]): Set<string> {
  return new Set(
    verdicts.flatMap((one) =>
      one.sites
        .filter((site) => site.outcome === "fail")
        .map((site) => `${one.resource} ${JSON.stringify(site.path)}`),
    ),
  );
}

function subjects(policy: PolicyMetadata, input: PolicyInput): string[] {
  return Object.entries(input.by_type).flatMap(([type, keys]) =>
    policy.subjects.some((one) => covers(one, type)) ? keys : [],
  );
}

/** Every place in a resource's values, containers included. */
function places(value: Json, path: Array<string | number> = []): Array<Array<string | number>> {
  const here = path.length > 0 ? [path] : [];
  if (isMarker(value)) return here;
  if (Array.isArray(value)) return [...here, ...value.flatMap((one, i) => places(one, [...path, i]))];
  if (value && typeof value === "object")
    return [...here, ...Object.entries(value).flatMap(([key, one]) => places(one, [...path, key]))];
  return here;
}

function isMarker(value: unknown): boolean {
  return typeof value === "object" && value !== null && "$unknown" in value;
}

function at(value: Json | undefined, path: ReadonlyArray<string | number>): Json | undefined {
  let here: Json | undefined = value;
  for (const step of path)
    here = here && typeof here === "object" ? (here as Record<string | number, Json>)[step] : undefined;
  return here;
}

/** What stands at a hole's path in a donor, whatever the indexes on the way. */
function candidates(donor: Subject, hole: { path: ReadonlyArray<string | number> }): Array<Json | undefined> {
  let here: Array<Json | undefined> = [donor.values];
  for (const step of hole.path)
    here = here.flatMap((one) => (typeof step === "number" && Array.isArray(one) ? one : [at(one, [step])]));
  return here.length > 0 ? here : [undefined];
}

function replaced<T>(input: T, path: ReadonlyArray<string | number>, by: unknown): T {
  const copy = structuredClone(input);
  let here = copy as Record<string | number, unknown>;
  for (const step of path.slice(0, -1)) here = here[step] as Record<string | number, unknown>;
  const last = path.at(-1) as string | number;
  if (by === undefined) delete here[last];
  else here[last] = structuredClone(by);
  return copy;
}

describe.each(policies.map((policy) => [policy.id, policy] as const))("%s", (_, policy) => {
  test("an unknown in place of any value brings no new fail and no gap", async () => {
    let tried = 0;
    for (const kind of ["pass", "fail", "unknown"]) {
      for (const input of await inputs(policy, kind)) {
        const before = failing(judge(policy, input));
        for (const [key, resource] of Object.entries(input.resources) as Array<[string, Subject]>) {
          for (const path of places(resource.values)) {
            if (++tried > most) return;
            const verdicts = judge(policy, replaced(input, ["resources", key, "values", ...path], marker));
            const where = `${kind}: ${key} ${JSON.stringify(path)} unknown`;
            expect(
              [...failing(verdicts)].filter((one) => !before.has(one)),
              where,
            ).toEqual([]);
            expect(verdicts.map((one) => one.resource).sort(), where).toEqual(subjects(policy, input).sort());
          }
        }
      }
    }
    expect(tried).toBeGreaterThan(0);
  });

  test("odd shapes in place of any value leave exactly one verdict a resource", async () => {
    let tried = 0;
    for (const input of await inputs(policy, "fail")) {
      for (const [key, resource] of Object.entries(input.resources) as Array<[string, Subject]>) {
        for (const path of places(resource.values)) {
          for (const odd of [null, "", 0, [], {}, [null], "odd", { odd: ["odd"] }]) {
            if (++tried > most) return;
            const verdicts = judge(policy, replaced(input, ["resources", key, "values", ...path], odd));
            const where = `${key} ${JSON.stringify(path)} = ${JSON.stringify(odd)}`;
            expect(verdicts.map((one) => one.resource).sort(), where).toEqual(subjects(policy, input).sort());
          }
        }
      }
    }
  });

  test("an attribute that it does not read changes nothing", async () => {
    if (readsEverything.has(policy.id)) return;
    for (const kind of ["pass", "fail", "unknown"]) {
      for (const input of await inputs(policy, kind)) {
        const before = judge(policy, input);
        for (const key of subjects(policy, input))
          for (const value of ["text", marker])
            expect(
              judge(policy, replaced(input, ["resources", key, "values", "crosswalk_unread"], value)),
            ).toEqual(before);
      }
    }
  });

  test("some value gives pass and some fail in place of each unknown", async () => {
    const reason = noConcreteOutcome[policy.id];
    const donors = (await Promise.all(["pass", "fail"].map((kind) => inputs(policy, kind)))).flat();
    const given = donors.flatMap((input) => Object.values(input.resources) as Subject[]);
    const outcomes = new Set<string>();
    let markers = 0;
    for (const input of await inputs(policy, "unknown")) {
      const open = new Set(
        judge(policy, input)
          .filter((one) => one.outcome === "unknown")
          .map((one) => one.resource),
      );
      const holes = (Object.entries(input.resources) as Array<[string, Subject]>).flatMap(([key, resource]) =>
        places(resource.values)
          .filter((path) => isMarker(at(resource.values, path)))
          .map((path) => ({ key, type: resource.type, path })),
      );
      markers += holes.length;
      for (const donor of given) {
        const round = Math.max(1, ...holes.map((hole) => candidates(donor, hole).length));
        for (let turn = 0; turn < round; turn++) {
          let filled = input;
          for (const hole of holes) {
            const twin = hole.type === donor.type ? donor : given.find((one) => one.type === hole.type);
            const found = twin ? candidates(twin, hole) : [];
            filled = replaced(
              filled,
              ["resources", hole.key, "values", ...hole.path],
              found[turn % found.length],
            );
          }
          for (const one of judge(policy, filled)) if (open.has(one.resource)) outcomes.add(one.outcome);
        }
      }
    }
    if (reason) {
      expect(
        [outcomes.has("pass"), outcomes.has("fail")],
        `${policy.id} is exempt (${reason}) but need not be`,
      ).not.toEqual([true, true]);
      return;
    }
    expect(markers, "the unknown fixture holds no unknown value").toBeGreaterThan(0);
    expect([...outcomes]).toEqual(expect.arrayContaining(["pass", "fail"]));
  });

  test("every resource of its subjects gets a verdict in its fixtures", async () => {
    for (const kind of ["pass", "fail", "unknown"])
      for (const unit of await unitsOf(join(root, "fixtures/policies", policy.id, kind)))
        expect(evaluate(unit, [policy], engine, { declares: [] }).diagnostics).toEqual([]);
  });
});
