import { expect } from "vitest";
import { fuzz } from "../../oracle/hcl/fuzz.ts";
import { testShared } from "../../support/shared.ts";
import { corpusFiles } from "./reading.ts";

testShared(
  "10,000 changed files: no throw, none over a second, tokens join, spans in range, also in the model",
  { timeout: 180_000 },
  () => {
    const { inputs, rejected, tokens, modelled, resources, faults } = fuzz(corpusFiles(), 20260701, 10_000);
    expect(faults.slice(0, 5)).toEqual([]);
    expect(inputs).toBe(10_000);
    expect(rejected).toBeGreaterThan(4000);
    expect(inputs - rejected).toBeGreaterThan(2000);
    expect(tokens).toBeGreaterThan(1_000_000);
    expect(modelled).toBe(200);
    expect(resources).toBeGreaterThan(500);
  },
);
