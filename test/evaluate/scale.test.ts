import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { writeKubernetes, writeTerraform } from "../../bench/generate.ts";
import { batches, batchLimits } from "../../src/evaluate/batch.ts";
import { buildInput } from "../../src/evaluate/input.ts";
import type { Resource, Unit } from "../../src/model/resource.ts";
import { catalogue, unitsOf } from "../support/pipeline.ts";

const folder = mkdtempSync(join(tmpdir(), "crosswalk-scale-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What all calls on a unit are given: counted, not timed, so that a busy machine changes nothing. */
function work(unit: Unit, shard: string): { characters: number; largest: number; calls: number } {
  const policies = catalogue.policies.filter((policy) => policy.shard === shard);
  const sizes = [...batches(unit, policies, batchLimits, new Set<Resource>())].map(
    (batch) => JSON.stringify(buildInput(unit, batch.policies, { declares: [] }, batch)).length,
  );
  return {
    characters: sizes.reduce((sum, size) => sum + size, 0),
    largest: Math.max(...sizes),
    calls: sizes.length,
  };
}

async function oneUnit(name: string, write: (folder: string, count: number) => void, count: number) {
  const path = join(folder, `${name}${count}`);
  write(path, count);
  const [unit] = await unitsOf(path);
  return unit as Unit;
}

test.each([
  ["aws", writeTerraform, 500],
  ["kubernetes", writeKubernetes, 150],
] as const)(
  "twice the resources of %s are twice the work, in calls no larger",
  async (shard, write, count) => {
    const once = work(await oneUnit(shard, write, count), shard);
    const twice = work(await oneUnit(shard, write, count * 2), shard);
    expect(once.calls).toBeGreaterThan(1);
    expect(twice.characters).toBeGreaterThan(once.characters * 1.8);
    expect(twice.characters).toBeLessThan(once.characters * 2.4);
    expect(twice.largest).toBeLessThan(once.largest * 1.2);
  },
);

test("workloads that many policies select share their links, and no more than a bounded number each", async () => {
  const { resources } = await oneUnit("links", writeKubernetes, 200);
  const distinct = new Set(resources.flatMap((resource) => resource.links));
  // The 200 workloads as targets of `pods`, and the policies that are linked to.
  expect(distinct.size).toBeLessThanOrEqual(400);
  for (const one of resources)
    if (one.type === "Deployment") {
      expect(one.links.filter((link) => !link.inferred).length).toBeLessThanOrEqual(64);
      // One more says that something was left out.
      expect(one.links.length).toBeLessThanOrEqual(65);
    }
});
