import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect } from "vitest";
import type { ScanResult } from "../../src/judge/result.ts";
import { noRenderer } from "../../src/run/renderer.ts";
import { scanFolder } from "../support/pipeline.ts";
import { root, shared, testWhere } from "../support/shared.ts";

const ready = existsSync(join(root, "packages/engines/engines.wasm")) && existsSync(join(shared, "corpus"));
const testEngines = testWhere(ready, "the engines (npm run build:engines) and the corpus");

/** Verdicts by policy, address and site; the same address may have several, in several units. */
function verdicts({ findings }: ScanResult): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  for (const { policy, addresses, site = "", verdict } of findings)
    for (const address of addresses) {
      const key = `${policy.id} ${address} ${site}`;
      found.set(key, (found.get(key) ?? new Set()).add(verdict));
    }
  return found;
}

describe("without the engines no verdict flips between pass and fail", () => {
  for (const repository of [
    "microservices-demo",
    "hapi-fhir-jpaserver-starter",
    "fhir-server",
    "kubernetes-goat",
    "terraform-aws-eks-blueprints",
  ])
    testEngines(
      repository,
      async () => {
        const cwd = join(shared, "corpus", repository);
        const rendered = verdicts(await scanFolder(cwd));
        const absent = await scanFolder(cwd, { renderer: async () => noRenderer });
        let compared = 0;
        for (const [key, without] of verdicts(absent)) {
          const given = rendered.get(key);
          if (!given) continue;
          compared++;
          for (const verdict of without)
            if (verdict === "pass" || verdict === "fail") expect([...given], key).toContain(verdict);
        }
        expect(compared).toBeGreaterThan(40);
      },
      240_000,
    );
});
