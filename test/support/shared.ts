import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { test } from "vitest";
import { root, shared } from "./paths.ts";

export { root, shared };

const required = process.env["CROSSWALK_REQUIRE_ALL"] === "1";

/**
 * A test that needs something which may be missing: skipped with a printed line then, failed under
 * CROSSWALK_REQUIRE_ALL=1.
 */
export function testWhere(available: boolean, missing: string): typeof test {
  if (available) return test;
  if (required) {
    return ((name: string) =>
      test(name, () => {
        throw new Error(`${missing} is missing, and CROSSWALK_REQUIRE_ALL=1 forbids skipping`);
      })) as unknown as typeof test;
  }
  process.stderr.write(`skipped: tests that need ${missing}\n`);
  return test.skip as unknown as typeof test;
}

/** A test over ../shared. */
export const testShared: typeof test = testWhere(
  existsSync(resolve(shared, "corpus")),
  `the corpus in ${shared}`,
);
