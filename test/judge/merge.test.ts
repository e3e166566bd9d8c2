import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { discover } from "../../src/discover/discover.ts";
import type { Finding } from "../../src/judge/finding.ts";
import { plainInputs } from "../../src/model/terraform/inputs.ts";
import { renderJson } from "../../src/report/json.ts";
import { renderSarif } from "../../src/report/sarif.ts";
import { renderText } from "../../src/report/text.ts";
import { run } from "../../src/run.ts";
import { catalogue, engine, requirements } from "../support/pipeline.ts";

let cwd = "";
beforeEach(() => {
  cwd = realpathSync(mkdtempSync(join(tmpdir(), "crosswalk-merge-")));
});
afterEach(() => {
  rmSync(cwd, { recursive: true, force: true });
});

async function scan(
  files: Record<string, string>,
  policies: string[],
  environments: Array<{ name: string; files: string[] }> = [],
) {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(cwd, name)), { recursive: true });
    writeFileSync(join(cwd, name), text);
  }
  const discovered = await discover({ cwd, paths: ["."], include: [], exclude: [] });
  return run(discovered, {
    policies: catalogue.policies.filter((one) => policies.includes(one.id)),
    engine,
    requirements,
    tool: { version: "0.0.0-test", policies: { version: "1", digest: "x" } },
    profile: "all",
    failOn: "none",
    inputs: { ...plainInputs(), environments },
    declares: [],
    assume: [],
    include: [],
    known: new Set(),
    inlineExceptions: true,
  });
}

const lines = (via: Finding["via"]) =>
  via.map(({ at, what }) => `${at.source.path}:${at.source.lines.at(at.start).line} ${what}`);

test("a module's finding is one, whatever the callers in other roots, and keeps the way of each", async () => {
  const call = (count: number) => `module "db" {\n  source = "../../modules/db"\n  count = ${count}\n}\n`;
  const result = await scan(
    {
      "roots/a/main.tf": call(2),
      "roots/b/main.tf": `\n${call(1)}`,
      "modules/db/main.tf": 'resource "aws_db_instance" "a" {\n  publicly_accessible = true\n}\n',
    },
    ["aws-rds-not-public"],
  );
  expect(result.findings.length).toBe(1);
  const [finding] = result.findings as [Finding];
  expect(finding.unit).toBe("terraform:roots/a");
  expect(finding.addresses).toEqual(["module.db[0].aws_db_instance.a", "module.db[1].aws_db_instance.a"]);
  expect(finding.instances?.map((one) => [one.unit, one.address, lines(one.via)])).toEqual([
    ["terraform:roots/a", "module.db[0].aws_db_instance.a", ["roots/a/main.tf:1 module.db[0]"]],
    ["terraform:roots/b", "module.db[0].aws_db_instance.a", ["roots/b/main.tf:2 module.db[0]"]],
  ]);
  expect(renderText(result, { color: false, width: 100 })).toContain("in 2 root modules");
});

test("a finding of several environments is one that lists them; those of one keep its name", async () => {
  const files = {
    "main.tf":
      'variable "public" {\n  type = bool\n}\nvariable "days" {\n  type = number\n}\nresource "aws_db_instance" "a" {\n  publicly_accessible     = var.public\n  backup_retention_period = var.days\n}\n',
    "envs/prod.tfvars": "public = true\ndays = 10\n",
    "envs/dev.tfvars": "public = true\ndays = 0\n",
  };
  const policies = ["aws-rds-not-public", "aws-rds-backup-retention"];
  const environments = [
    { name: "prod", files: ["envs/prod.tfvars"] },
    { name: "dev", files: ["envs/dev.tfvars"] },
  ];
  const result = await scan(files, policies, environments);
  const shown = result.findings.map((one) => [
    one.policy.id,
    one.verdict,
    one.environment,
    one.environments,
    one.instances?.map((way) => [way.environment, ...lines(way.via)]),
  ]);
  expect(shown).toEqual([
    [
      "aws-rds-not-public",
      "fail",
      undefined,
      ["dev", "prod"],
      [
        ["dev", "envs/dev.tfvars:1 value"],
        ["prod", "envs/prod.tfvars:1 value"],
      ],
    ],
    ["aws-rds-backup-retention", "fail", "dev", ["dev"], undefined],
    ["aws-rds-backup-retention", "pass", "prod", ["prod"], undefined],
  ]);
  expect(renderText(result, { color: false, width: 100 })).toContain("environments dev and prod");
  const json = JSON.parse(renderJson(result, { verdicts: new Set(["fail"]) })) as {
    results: Array<Record<string, unknown>>;
  };
  expect(json.results.map((one) => [one["environment"], one["environments"]])).toEqual([
    [undefined, ["dev", "prod"]],
    ["dev", ["dev"]],
  ]);
  const sarif = renderSarif(result);
  expect(sarif).toContain("(dev, prod).");
  expect(sarif).toContain('"environments": [');

  const without = await scan(files, policies);
  expect(without.variableFiles).toEqual([
    { path: "envs/prod.tfvars", resolves: 2 },
    { path: "envs/dev.tfvars", resolves: 2 },
  ]);
  expect(renderText(without, { color: false, width: 100 })).toContain(
    "2 unknown: 2 resolve with --var-file envs/prod.tfvars (var.days, var.public)",
  );
});
