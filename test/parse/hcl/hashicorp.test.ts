import { expect } from "vitest";
import { differenceOf } from "../../oracle/hcl/compare-trees.ts";
import { goIsThere, judge } from "../../oracle/hcl/judge.ts";
import { mutated } from "../../oracle/hcl/mutate.ts";
import { Random } from "../../oracle/random.ts";
import { testShared, testWhere } from "../../support/shared.ts";
import { corpusFiles } from "./reading.ts";

const testJudge = goIsThere ? testShared : testWhere(false, "go, for HashiCorp's parser");

testJudge(
  "HashiCorp's own parser reads the corpus and 3,000 changed files as we do",
  { timeout: 120_000 },
  () => {
    const whole = corpusFiles().map((file) => file.text);
    const small = whole.filter((text) => text.length < 8000);
    const random = new Random(20260701);
    const texts = [...whole, ...Array.from({ length: 3000 }, () => mutated(small, random))];
    const judgements = judge(texts);
    const accepted = judgements.filter((one) => one.error === undefined).length;
    expect(whole.length).toBeGreaterThan(580);
    expect(accepted).toBeGreaterThan(1000);
    expect(texts.length - accepted).toBeGreaterThan(1500);
    const differences = texts.flatMap((text, i) => differenceOf(text, judgements[i] ?? {}) ?? []);
    expect(differences).toEqual([]);
  },
);
