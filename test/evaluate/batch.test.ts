import { readdirSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { batches } from "../../src/evaluate/batch.ts";
import type { PolicyMetadata } from "../../src/evaluate/catalogue.ts";
import { evaluate } from "../../src/evaluate/evaluate.ts";
import type { Resource, Unit } from "../../src/model/resource.ts";
import { object } from "../../src/model/value.ts";
import { Source } from "../../src/text/source.ts";
import { at } from "../../src/text/span.ts";
import { catalogue, engine, unitsOf } from "../support/pipeline.ts";
import { root, shared, testShared } from "../support/shared.ts";

const whole = { target: Number.POSITIVE_INFINITY, limit: Number.POSITIVE_INFINITY };

/** Policies that see everything of the unit in each call. */
const seeingAll: PolicyMetadata[] = catalogue.policies.map(({ follows: _, ...policy }) => ({
  ...policy,
  whole: [...policy.subjects, ...policy.reads],
}));

/** A call that holds all of the unit, and calls that judge one, seven, or all subjects, give the same. */
function expectSame(unit: Unit): void {
  const given = { declares: [] };
  const expected = evaluate(unit, seeingAll, engine, given, whole);
  expect(evaluate(unit, catalogue.policies, engine, given, whole)).toEqual(expected);
  for (const subjects of [1, 7])
    expect(evaluate(unit, catalogue.policies, engine, given, { ...whole, subjects })).toEqual(expected);
  expect(evaluate(unit, catalogue.policies, engine, given)).toEqual(expected);
}

describe("a unit judged in batches gets the verdicts of a single call", () => {
  const fixtures = join(root, "fixtures/policies");

  test.each(readdirSync(fixtures).sort())("fixtures of %s", async (id) => {
    for (const outcome of readdirSync(join(fixtures, id)))
      for (const unit of await unitsOf(join(fixtures, id, outcome))) expectSame(unit);
  });

  // Every fixture of a provider together: policies meet companions that are not meant for them.
  test.each(["aws", "azurerm", "google", "github", "k8s"])(
    "all fixtures of %s in one unit",
    async (prefix) => {
      const units: Unit[] = [];
      for (const id of readdirSync(fixtures).filter((name) => name.startsWith(`${prefix}-`)))
        for (const outcome of readdirSync(join(fixtures, id)))
          units.push(...(await unitsOf(join(fixtures, id, outcome))));
      expect(units.length).toBeGreaterThan(2);
      expectSame(joined(units));
    },
  );

  testShared(
    "the corpus",
    async () => {
      for (const unit of await unitsOf(join(shared, "corpus"))) expectSame(unit);
    },
    120_000,
  );
});

/** One unit of several, each with keys of its own. */
function joined(units: readonly Unit[]): Unit {
  const first = units[0] as Unit;
  return {
    ...first,
    dangling: new Map(),
    missing: [],
    resources: units.flatMap((unit, i) =>
      unit.resources.map((resource) => ({
        ...resource,
        key: `${i}/${resource.key}`,
        links: resource.links.map((link) => ({ ...link, to: `${i}/${link.to}` })),
      })),
    ),
  };
}

const source = new Source("main.tf", "terraform", "x");
const here = at(source, 0, 1);

function policy(more: Partial<PolicyMetadata>): PolicyMetadata {
  const [first] = catalogue.policies;
  return { ...(first as PolicyMetadata), subjects: ["t_a"], reads: [], follows: [], ...more };
}

function resource(
  key: string,
  type: string,
  links: Array<[name: string, to: string]> = [],
  size = 0,
): Resource {
  const items = Array.from({ length: size }, () => ({ kind: "null", at: here }) as const);
  return {
    key,
    address: key,
    type,
    name: key,
    folder: ".",
    values: object(here, size > 0 ? [["list", { kind: "list", items, at: here }]] : []),
    head: here,
    body: here,
    via: [],
    meta: {},
    links: links.map(([name, to]) => ({ name, to, inferred: false })),
  };
}

function unit(...resources: Resource[]): Unit {
  return {
    id: "terraform:.",
    kind: "terraform",
    folder: ".",
    resources,
    dangling: new Map(),
    missing: [],
    diagnostics: [],
    notScanned: [],
    sources: ["main.tf"],
  };
}

function slices(
  given: Unit,
  policies: PolicyMetadata[],
  limits: Partial<Parameters<typeof batches>[2]> = {},
) {
  const tooLarge = new Set<Resource>();
  const found = [...batches(given, policies, { ...whole, ...limits }, tooLarge)].map((batch) => ({
    judged: [...batch.judged].map((one) => one.key),
    resources: batch.resources.map((one) => one.key),
  }));
  return { found, tooLarge: [...tooLarge].map((one) => one.key) };
}

describe("a batch", () => {
  test("holds what is reached by followed links, to any depth, also in a circle, and nothing else", () => {
    const given = unit(
      resource("a", "t_a", [
        ["next", "b"],
        ["other", "d"],
      ]),
      resource("b", "t_b", [["next", "c"]]),
      resource("c", "t_b", [
        ["next", "a"],
        ["next", "gone"],
      ]),
      resource("d", "t_b"),
      resource("e", "t_c"),
    );
    const { found } = slices(given, [policy({ reads: ["t_b"], follows: ["next"] })]);
    expect(found).toEqual([{ judged: ["a"], resources: ["a", "b", "c"] }]);
  });

  test("follows every link when a policy does not tell which", () => {
    const { follows: _, ...untold } = policy({ reads: ["t_b"] });
    const given = unit(resource("a", "t_a", [["any", "b"]]), resource("b", "t_b"));
    expect(slices(given, [untold]).found).toEqual([{ judged: ["a"], resources: ["a", "b"] }]);
  });

  test("holds the types that are read whole, each time", () => {
    const given = unit(resource("a", "t_a"), resource("b", "t_a"), resource("w", "t_w"));
    const { found } = slices(given, [policy({ reads: ["t_w"], whole: ["t_w"] })], { subjects: 1 });
    expect(found).toEqual([
      { judged: ["a"], resources: ["a", "w"] },
      { judged: ["b"], resources: ["b", "w"] },
    ]);
  });

  test("is closed when it is large and half of it is judged: shared companions are not repeated for each subject", () => {
    const subjects = Array.from({ length: 40 }, (_, i) => resource(`a${i}`, "t_a", [["to", "big"]], 10));
    const given = unit(...subjects, resource("big", "t_b", [], 100));
    const { found } = slices(given, [policy({ reads: ["t_b"], follows: ["to"] })], { target: 1 });
    expect(found.length).toBeGreaterThan(2);
    expect(found.length).toBeLessThan(8);
    expect(found.flatMap((one) => one.judged)).toEqual(subjects.map((one) => one.key));
  });

  test("leaves out a subject that is too large alone, and judges the others", () => {
    const given = unit(
      resource("a", "t_a"),
      resource("huge", "t_a", [], 500),
      resource("through", "t_a", [["to", "huge"]]),
      resource("b", "t_a"),
    );
    const { found, tooLarge } = slices(given, [policy({ follows: ["to"] })], { limit: 200 });
    expect(tooLarge).toEqual(["huge", "through"]);
    expect(found.flatMap((one) => one.judged)).toEqual(["a", "b"]);
  });

  test("of whatever units: each subject is judged once, with all that it can reach", () => {
    const arbitrary = fc.array(
      fc.record({
        type: fc.constantFrom("t_a", "t_b", "t_c"),
        size: fc.nat(20),
        links: fc.array(fc.tuple(fc.constantFrom("one", "two"), fc.nat(14)), { maxLength: 4 }),
      }),
      { maxLength: 15 },
    );
    fc.assert(
      fc.property(arbitrary, fc.nat(60), (specs, target) => {
        const resources = specs.map((spec, i) =>
          resource(
            `r${i}`,
            spec.type,
            spec.links.map(([name, to]) => [name, `r${to}`]),
            spec.size,
          ),
        );
        const byKey = new Map(resources.map((one) => [one.key, one]));
        const { found } = slices(unit(...resources), [policy({ reads: ["t_b"], follows: ["one"] })], {
          target,
        });
        expect(found.flatMap((one) => one.judged)).toEqual(
          resources.filter((one) => one.type === "t_a").map((one) => one.key),
        );
        for (const batch of found) {
          const there = new Set(batch.resources);
          for (const key of there) {
            for (const link of byKey.get(key)?.links ?? []) {
              const to = byKey.get(link.to);
              if (link.name === "one" && to && to.type !== "t_c") expect(there).toContain(to.key);
            }
          }
        }
      }),
    );
  });
});
