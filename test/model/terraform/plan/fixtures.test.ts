import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { readPackaged } from "../../../../src/evaluate/shards.ts";
import type { Finding } from "../../../../src/judge/finding.ts";
import { schemas } from "../../../../src/model/terraform/schema.ts";
import type { HclFile } from "../../../../src/parse/hcl/ast.ts";
import { parseHcl } from "../../../../src/parse/hcl/parser.ts";
import { Source } from "../../../../src/text/source.ts";
import { catalogue, scanFolder } from "../../../support/pipeline.ts";
import { root } from "../../../support/shared.ts";
import { modelFolder } from "../../../support/terraform-folder.ts";
import { differences } from "./differences.ts";
import { emitPlan } from "./emit-plan.ts";

const folder = join(root, "fixtures/policies");
const kinds = ["pass", "fail", "unknown"] as const;
const made: string[] = [];
afterAll(() => {
  for (const one of made) rmSync(one, { recursive: true, force: true });
});

const cases = readdirSync(folder).flatMap((id) =>
  kinds.filter((kind) => tfFiles(join(folder, id, kind)).length > 0).map((kind) => [id, kind] as const),
);

function tfFiles(cwd: string): string[] {
  if (!existsSync(cwd)) return [];
  return readdirSync(cwd, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".tf"));
}

const schema = schemas((provider) => readPackaged(`policies/dist/schema-${provider}.txt`));

/** The fixture with its plans beside the source, and the plans alone. */
async function planned(cwd: string): Promise<{ beside: string; alone: string }> {
  const base = mkdtempSync(join(tmpdir(), "crosswalk-plan-"));
  made.push(base);
  const [beside, alone] = [join(base, "beside"), join(base, "alone")];
  cpSync(cwd, beside, { recursive: true });
  mkdirSync(alone);
  const files = new Map<string, HclFile>();
  for (const path of tfFiles(cwd))
    files.set(path, parseHcl(new Source(path, "terraform", readFileSync(join(cwd, path), "utf8"))));
  // As Terraform has them: the run shows Kubernetes resources as the objects they declare.
  for (const unit of modelFolder(cwd)) {
    const plan = JSON.stringify(emitPlan(unit, files, schema), null, 1);
    for (const place of [beside, alone]) {
      const path = join(place, unit.folder, "plan.json");
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, plan);
    }
  }
  return { beside, alone };
}

function placed(findings: readonly Finding[]): string[] {
  return findings
    .map((one) => {
      const { line } = one.at.source.lines.at(one.at.start);
      return `${one.at.source.path}:${line} ${one.addresses.join(" ")} ${one.site ?? ""} ${one.verdict} ${one.fingerprint.slice(0, 12)}`;
    })
    .sort();
}

/** Without places: an address and site has one verdict. */
function verdicts(findings: readonly Finding[]): string[] {
  return [
    ...new Set(
      findings.flatMap((one) =>
        one.addresses.map(
          (address) => `${address} ${one.verdict} ${one.site ?? ""} ${one.fingerprint.slice(0, 12)}`,
        ),
      ),
    ),
  ].sort();
}

describe("policy fixtures give the same through a plan", () => {
  test.each(cases)("%s %s", async (id, kind) => {
    const cwd = join(folder, id, kind);
    const policies = catalogue.policies.filter((policy) => policy.id === id);
    const { beside, alone } = await planned(cwd);
    const fromSource = await scanFolder(cwd, { policies });
    const fromBoth = await scanFolder(beside, { policies });
    expect(fromBoth.diagnostics.filter((one) => !one.code.startsWith("plan-used"))).toEqual([]);
    const listed = differences[`${id}/${kind}`] ?? {};
    if (listed.beside)
      expect(placed(fromBoth.findings), listed.beside).not.toEqual(placed(fromSource.findings));
    else expect(placed(fromBoth.findings)).toEqual(placed(fromSource.findings));
    const fromPlan = await scanFolder(alone, { policies });
    // The plan stands for the Terraform files alone; manifests beside them are not in it.
    const written = fromSource.findings.filter(({ unit }) => unit.startsWith("terraform:"));
    expect(fromPlan.diagnostics).toEqual([]);
    if (listed.alone) {
      expect(verdicts(fromPlan.findings), listed.alone).not.toEqual(verdicts(written));
      // What a plan does not say is unknown: it makes neither a pass nor a fail.
      const open = listed.noCompanion ? / (?:unknown|not-applicable) / : / unknown /;
      const others = (list: string[]) => list.filter((one) => !open.test(one));
      if (!listed.noPlan)
        expect(others(verdicts(written))).toEqual(
          expect.arrayContaining(others(verdicts(fromPlan.findings))),
        );
    } else expect(verdicts(fromPlan.findings)).toEqual(verdicts(written));
  });

  test("every listed difference names a fixture", () => {
    const names = new Set(cases.map(([id, kind]) => `${id}/${kind}`));
    expect(Object.keys(differences).filter((name) => !names.has(name))).toEqual([]);
  });
});
