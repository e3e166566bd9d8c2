import { expect, test } from "vitest";
import type { Enforced } from "../../src/config/config.ts";
import { enforce, type Limited } from "../../src/config/enforce.ts";

const weak: Limited = {
  profile: "recommended",
  failOn: "none",
  failOnUnknown: false,
  inlineExceptions: true,
  baseline: true,
};

test.each<[Partial<Limited>, Enforced, Partial<Limited>, number]>([
  [{}, {}, {}, 0],
  [{}, { profile: "strict" }, { profile: "strict" }, 1],
  [{ profile: "all" }, { profile: "strict" }, { profile: "all" }, 0],
  [{}, { failOn: "high" }, { failOn: "high" }, 1],
  [{ failOn: "critical" }, { failOn: "high" }, { failOn: "high" }, 1],
  [{ failOn: "low" }, { failOn: "high" }, { failOn: "low" }, 0],
  [{}, { failOnUnknown: true }, { failOnUnknown: true }, 0],
  [{}, { inlineExceptions: false, baseline: false }, { inlineExceptions: false, baseline: false }, 0],
])("%j under %j gives %j", (given, floor, expected, refusals) => {
  const { limited, refused } = enforce({ ...weak, ...given }, floor);
  expect(limited).toEqual({ ...weak, ...given, ...expected });
  expect(refused).toHaveLength(refusals);
});
