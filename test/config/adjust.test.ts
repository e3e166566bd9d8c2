import { expect, test } from "vitest";
import { adjust } from "../../src/config/adjust.ts";
import type { Config } from "../../src/config/config.ts";
import { policy } from "../report/builders.ts";

const retention = policy({
  id: "db-backup",
  severity: "high",
  aliases: ["old-name"],
  parameters: { days: { default: 7, description: "Days a backup is kept." } },
});
const other = policy({ id: "db-public", severity: "critical" });

function adjusted(config: Config, named: string[] = []) {
  return adjust([retention, other], config, {
    all: [retention, other],
    controls: ["audit-logging"],
    named,
    path: "crosswalk.yaml",
  });
}

const ids = (config: Config, named?: string[]) =>
  adjusted(config, named).policies.map(({ id, severity }) => `${id} ${severity}`);

test("a policy is disabled or of another severity, and each change is told with its reason", () => {
  const config: Config = {
    policies: { "old-name": { severity: "low", reason: "staging" }, "db-public": { enabled: false } },
  };
  expect(ids(config)).toEqual(["db-backup low"]);
  expect(adjusted(config).adjustments).toEqual([
    { policy: "db-backup", what: "severity low instead of high", reason: "staging" },
    { policy: "db-public", what: "disabled" },
  ]);
});

test("a disabled policy that the command line names runs", () => {
  expect(ids({ policies: { "db-public": { enabled: false } } }, ["db-public"])).toEqual([
    "db-backup high",
    "db-public critical",
  ]);
});

test("a parameter takes values of its default's type, and the default is no change", () => {
  const to = (days: string | number) => adjusted({ policies: { "db-backup": { parameters: { days } } } });
  expect(to(30)).toMatchObject({
    parameters: { "db-backup": { days: 30 } },
    adjustments: [{ policy: "db-backup", what: "days = 30 instead of 7" }],
    diagnostics: [],
  });
  expect(to(7)).toMatchObject({ parameters: {}, adjustments: [], diagnostics: [] });
  expect(to("30").diagnostics.map((one) => one.message)).toEqual([
    "policies.db-backup.parameters.days must be a number",
  ]);
});

test("names that do not exist are errors, with a suggestion", () => {
  const { diagnostics } = adjusted({
    policies: { "db-backups": {}, "db-backup": { parameters: { weeks: 1 } } },
    controls: { "audit-loging": {} },
    nested: [{ folder: "team", policies: { nothing: {} } }],
  });
  expect(
    diagnostics.map((one) => `${one.code} ${one.path}: ${one.message} ${one.hint ?? ""}`.trim()),
  ).toEqual([
    "config-invalid crosswalk.yaml: policies names db-backups, which does not exist Did you mean db-backup?",
    "config-invalid team/crosswalk.yaml: policies names nothing, which does not exist",
    "config-invalid crosswalk.yaml: controls names audit-loging, which does not exist Did you mean audit-logging?",
    "config-invalid crosswalk.yaml: policies.db-backup has no parameter weeks It has days.",
  ]);
});
