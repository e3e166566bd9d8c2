import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { Unit } from "../../../../src/model/resource.ts";
import { modelPlan, type PlannedUnit } from "../../../../src/model/terraform/plan/plan-model.ts";
import type { HclFile } from "../../../../src/parse/hcl/ast.ts";
import { parseHcl } from "../../../../src/parse/hcl/parser.ts";
import { parsePlan } from "../../../../src/parse/plan/plan.ts";
import { Source } from "../../../../src/text/source.ts";

/** Models a plan given as text or data, with source files beside it. */
export function planUnit(plan: unknown, files: Record<string, string> = {}, path = "plan.json"): PlannedUnit {
  const text = typeof plan === "string" ? plan : JSON.stringify(plan);
  const parsed = new Map<string, HclFile>();
  for (const [name, content] of Object.entries(files))
    parsed.set(name, parseHcl(new Source(name, "terraform", content)));
  return modelPlan(parsePlan(new Source(path, "terraform-plan", text)), {
    files: parsed,
    load: (name) => parsed.get(name),
    list: (folder) =>
      [...parsed.keys()].flatMap((name) =>
        dirname(name) === folder ? [name.slice(name.lastIndexOf("/") + 1)] : [],
      ),
    read: (name) => files[name],
    parse: parseHcl,
    varFiles: [],
  });
}

/** A plan in the documented form, of which a test says only what it is about. */
export function planOf(parts: Record<string, unknown>): Record<string, unknown> {
  return { format_version: "1.2", terraform_version: "1.11.4", complete: true, errored: false, ...parts };
}

/** One resource change; `after` and what else the test gives. */
export function change(
  address: string,
  after: unknown,
  more: Record<string, unknown> = {},
  entry: Record<string, unknown> = {},
): Record<string, unknown> {
  const bare = address.replace(/\[[^\]]*\]/g, "").split(".");
  const isData = bare.at(-3) === "data";
  return {
    address,
    mode: isData ? "data" : "managed",
    type: bare.at(-2),
    name: bare.at(-1),
    provider_name: "registry.terraform.io/hashicorp/aws",
    ...entry,
    change: { actions: ["create"], before: null, after, after_unknown: {}, after_sensitive: {}, ...more },
  };
}

export function codes(unit: Unit): string[] {
  return unit.diagnostics.map((one) => one.code);
}

/** A temporary folder with these files, removed when `use` is done. */
export async function withFolder<T>(
  files: Record<string, string>,
  use: (folder: string) => Promise<T>,
): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), "crosswalk-plan-"));
  try {
    for (const [path, content] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), content);
    }
    return await use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
