import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import type { Unit } from "../../../src/model/resource.ts";
import { modelTerraform } from "../../../src/model/terraform/model.ts";
import type { Value } from "../../../src/model/value.ts";
import type { HclFile } from "../../../src/parse/hcl/ast.ts";
import { parseHcl } from "../../../src/parse/hcl/parser.ts";
import { Source } from "../../../src/text/source.ts";

const repository = fileURLToPath(new URL("../../../", import.meta.url));
const corpus = join(process.env.CROSSWALK_SHARED ?? resolve(repository, "../shared"), "corpus");
const isThere = existsSync(corpus);
const names = [
  "terragoat",
  "terraform-aws-eks",
  "terraform-aws-rds",
  "terraform-aws-s3-bucket",
  "terraform-aws-vpc",
  "terraform-aws-eks-blueprints",
];

if (!isThere) {
  if (process.env.CROSSWALK_REQUIRE_ALL === "1") throw new Error(`The corpus is not at ${corpus}.`);
  console.log(`skipped: no corpus at ${corpus}`);
}

function modelFolder(root: string): Unit[] {
  const parsed = new Map<string, HclFile>();
  const read = (path: string) => {
    const full = join(root, path);
    return !relative(root, full).startsWith("..") && existsSync(full)
      ? readFileSync(full, "utf8")
      : undefined;
  };
  const load = (path: string) => {
    const known = parsed.get(path);
    const text = known ? undefined : read(path);
    if (text === undefined) return known;
    const file = parseHcl(new Source(path, path.endsWith(".tf") ? "terraform" : "tfvars", text));
    parsed.set(path, file);
    return file;
  };
  const list = (folder: string) => {
    const full = join(root, folder);
    if (relative(root, full).startsWith("..") || !existsSync(full)) return [];
    return readdirSync(full, { withFileTypes: true }).map(
      (entry) => entry.name + (entry.isDirectory() ? "/" : ""),
    );
  };
  for (const path of readdirSync(root, { recursive: true }) as string[]) if (path.endsWith(".tf")) load(path);
  return [...modelTerraform({ files: new Map(parsed), load, list, read, parse: parseHcl, varFiles: [] })];
}

function count(value: Value, causes: Map<string, number>): void {
  if (value.kind === "unknown") causes.set(value.cause, (causes.get(value.cause) ?? 0) + 1);
  else if (value.kind === "list") for (const item of value.items) count(item, causes);
  else if (value.kind === "object") for (const entry of value.entries.values()) count(entry.value, causes);
}

// CROSSWALK_TABLE=1 prints resources and unknowns by cause for every root.
test.skipIf(!isThere).each(names)("%s resolves, and nothing of it is unknown for lack of us", (name) => {
  const units = modelFolder(join(corpus, name));
  expect(units.length).toBeGreaterThan(4);
  let unsupported = 0;
  for (const unit of units) {
    const causes = new Map<string, number>();
    for (const resource of unit.resources) count(resource.values, causes);
    unsupported += causes.get("not-supported") ?? 0;
    const keys = new Set(unit.resources.map((one) => one.key));
    expect(keys.size).toBe(unit.resources.length);
    for (const resource of unit.resources)
      for (const link of resource.links) expect(keys.has(link.to)).toBe(true);
    if (process.env.CROSSWALK_TABLE === "1") {
      console.log(
        unit.id,
        unit.resources.length,
        JSON.stringify(Object.fromEntries(causes)),
        unit.diagnostics.length,
      );
    }
  }
  // Terragoat as it lies here misses files that others refer to; the vpc example calls coalescelist on empty lists.
  const known: Record<string, number> = { terragoat: 18, "terraform-aws-vpc": 8 };
  expect(unsupported).toBeLessThanOrEqual(known[name] ?? 0);
});
