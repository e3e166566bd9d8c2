import { expect, test } from "vitest";
import type { PolicyMetadata } from "../../src/evaluate/catalogue.ts";
import type { Unit } from "../../src/model/resource.ts";
import { groups } from "../../src/run/groups.ts";
import { resourcesOf } from "../support/virtual.ts";

const [resource] = await resourcesOf({ "postgresql.conf": "ssl = on\nshared_buffers = 1GB\n" }, "postgresql");

function unit(id: string, more: Partial<Unit> = {}): Unit {
  if (!resource) throw new Error("no resource");
  const key = `postgresql:${id}`;
  return {
    id,
    kind: "config",
    folder: ".",
    resources: [{ ...resource, key }],
    dangling: new Map(),
    missing: [],
    diagnostics: [],
    notScanned: [],
    sources: [],
    ...more,
  };
}

async function grouped(units: Unit[], policies: PolicyMetadata[] = [], tag = () => ""): Promise<string[]> {
  const found: string[] = [];
  async function* each(): AsyncGenerator<Unit> {
    yield* units;
  }
  for await (const group of groups(each(), policies, tag)) found.push(group.map((one) => one.id).join(" "));
  return found;
}

test("units that can meet nothing go together, all others by themselves, in order", async () => {
  const missing = unit("c", { missing: [{ what: "x", cause: "module" }] });
  const other = { ...unit("e"), kind: "kubernetes" as const };
  const bare = unit("f");
  if (bare.resources[0]) bare.resources[0] = { ...bare.resources[0], key: "service.db" };
  expect(
    await grouped([unit("a"), unit("b"), missing, unit("d"), unit("g"), other, bare, unit("h")]),
  ).toEqual(["a b", "c", "d g", "e", "f", "h"]);
});

test("a unit whose resource a policy reads whole, or links, stands alone", async () => {
  const whole = [{ whole: ["postgresql"] } as unknown as PolicyMetadata];
  expect(await grouped([unit("a"), unit("b")], whole)).toEqual(["a", "b"]);
  const linked = unit("b");
  linked.resources = linked.resources.map((one) => ({
    ...one,
    links: [{ name: "carrier", to: "x", inferred: false }],
  }));
  expect(await grouped([unit("a"), linked, unit("c")])).toEqual(["a", "b", "c"]);
});

test("what crosswalk.yaml says differently of units keeps them apart, and groups stay small", async () => {
  let i = 0;
  expect(await grouped([unit("a"), unit("b")], [], () => String(i++))).toEqual(["a", "b"]);
  const many = Array.from({ length: 100 }, (_, n) => unit(`u${n}`));
  expect((await grouped(many)).map((group) => group.split(" ").length)).toEqual([64, 36]);
});
