import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { shared } from "../../support/paths.ts";
import { modelFolder } from "../../support/terraform-folder.ts";
import { countUnknowns } from "../../support/unknown-causes.ts";

const corpus = join(shared, "corpus");
const isThere = existsSync(corpus);
if (!isThere) {
  if (process.env.CROSSWALK_REQUIRE_ALL === "1") throw new Error(`The corpus is not at ${corpus}.`);
  console.log(`skipped: no corpus at ${corpus}`);
}

/**
 * Essential figures of the table in docs/terraform.md. `faults` are unknowns and diagnostics that the scanned code
 * is to blame for: the vpc example calls coalescelist on empty lists, terragoat as it lies here misses files that
 * others refer to, eks-blueprints keeps two alternatives in one folder of its upgrade guide.
 */
const expected = [
  { name: "terraform-aws-eks", roots: 11, resources: 768, unsupported: 0, faults: [] },
  {
    name: "terraform-aws-eks-blueprints",
    roots: 38,
    resources: 249,
    unsupported: 0,
    faults: ["tf-duplicate-address"],
  },
  { name: "terraform-aws-rds", roots: 19, resources: 149, unsupported: 0, faults: [] },
  { name: "terraform-aws-s3-bucket", roots: 16, resources: 245, unsupported: 0, faults: [] },
  { name: "terraform-aws-vpc", roots: 16, resources: 540, unsupported: 5, faults: ["tf-evaluation"] },
  { name: "terragoat", roots: 5, resources: 124, unsupported: 18, faults: ["tf-undeclared"] },
];

test.skipIf(!isThere).each(expected)(
  "$name resolves, and nothing of it is unknown for lack of us",
  ({ name, roots, resources, unsupported, faults }) => {
    const units = modelFolder(join(corpus, name));
    expect(units.length).toBe(roots);
    const tally = countUnknowns(units);
    expect(tally.resources).toBe(resources);
    expect(tally.byCause.get("not-supported") ?? 0).toBe(unsupported);
    expect([...new Set(tally.diagnostics.map((one) => one.split(" ")[0]))]).toEqual(faults);
    for (const unit of units) {
      const keys = new Set(unit.resources.map((one) => one.key));
      expect(keys.size).toBe(unit.resources.length);
      for (const one of unit.resources) for (const link of one.links) expect(keys.has(link.to)).toBe(true);
      // A registry module that is not on disk is said once for each call.
      const missing = unit.notScanned.map((one) => one.detail);
      expect(new Set(missing).size).toBe(missing.length);
    }
    // What is computed or read by a data source says from where.
    for (const one of tally.found) expect(one.detail, one.place).not.toBe(".");
  },
);
