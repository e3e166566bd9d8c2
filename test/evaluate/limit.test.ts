import { expect, test } from "vitest";
import type { PolicyMetadata } from "../../src/evaluate/catalogue.ts";
import { evaluate } from "../../src/evaluate/evaluate.ts";
import { readCatalogue } from "../../src/evaluate/shards.ts";
import type { Unit } from "../../src/model/resource.ts";
import { object } from "../../src/model/value.ts";
import { Source } from "../../src/text/source.ts";
import { at } from "../../src/text/span.ts";

test("a unit too large for the policies is a gap for each of its files, never a pass", () => {
  const here = at(new Source(".env", "dotenv", "x"), 0, 1);
  const unitOf = (keys: number): Unit => ({
    id: "config:.env",
    kind: "config",
    folder: ".",
    resources: [
      {
        key: "dotenv:.env",
        address: "dotenv:.env",
        type: "dotenv",
        name: ".env",
        folder: ".",
        values: object(
          here,
          Array.from(
            { length: keys },
            (_, i) => [`K${i}`, { kind: "string", value: "v", at: here }] as const,
          ),
        ),
        head: here,
        body: here,
        via: [],
        meta: {},
        links: [],
      },
    ],
    dangling: new Map(),
    missing: [],
    diagnostics: [],
    notScanned: [],
    sources: [".env"],
  });
  const policies: PolicyMetadata[] = readCatalogue().policies.filter((one) =>
    one.subjects.includes("dotenv"),
  );
  expect(policies.length).toBeGreaterThan(0);
  let calls = 0;
  const engine = () => ({
    evaluate: () => {
      calls++;
      return {};
    },
  });
  const small = unitOf(1_000);
  evaluate(small, policies, engine, { declares: [] });
  expect([calls, small.notScanned]).toEqual([1, []]);
  const large = unitOf(250_000);
  const { verdicts, diagnostics } = evaluate(large, policies, engine, { declares: [] });
  expect([calls, verdicts, diagnostics]).toEqual([1, [], []]);
  expect(large.notScanned.map(({ path, cause }) => [path, cause])).toEqual([[".env", "limit"]]);
});
