import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import formats from "ajv-formats";
import { afterAll, beforeAll, expect, test } from "vitest";
import { crosswalk } from "../cli/crosswalk.ts";
import { root } from "../support/paths.ts";
import { body, exception, requirementOf, row } from "./sample.ts";

const schema = JSON.parse(
  readFileSync(new URL("../../src/evidence/evidence.schema.json", import.meta.url), "utf8"),
);
const ajv = new Ajv2020({ strict: true, allErrors: true });
formats.default(ajv);
const validate = ajv.compile(schema);
let home: string;

beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), "crosswalk-schema-"));
});

afterAll(() => rmSync(home, { recursive: true, force: true }));

const settings = `organization: { name: Northwick, role: covered-entity, clearinghouse: false }
scope:
  phi:
    - types: [aws_db_instance]
  soc2: { categories: [security] }
controls:
  audit-logging: { owner: security lead, cadence: quarterly, lastReview: 2026-01-01, ids: [SEC-7] }
exceptions:
  - { id: EX-1, policy: aws-rds-storage-encrypted, resources: ["*"] }
`;

test.each([
  ["no settings", "", []],
  ["all kinds of settings", settings, []],
  ["one framework", "", ["--framework", "hipaa"]],
])("evidence.json of the sample fits the published schema: %s", (_, text, flags) => {
  const path = join(home, "crosswalk.yaml");
  writeFileSync(path, text);
  const out = join(home, "out");
  const ran = crosswalk(
    ["evidence", "--out", out, "--config", path, ...flags],
    join(root, "fixtures/projects/telehealth"),
  );
  expect(ran.status, ran.stderr).toBe(0);
  const evidence = JSON.parse(readFileSync(join(out, "evidence.json"), "utf8"));
  expect(validate(evidence), JSON.stringify(validate.errors?.slice(0, 3))).toBe(true);
  if (text !== "") {
    const logging = evidence.controls.find((one: { id: string }) => one.id === "audit-logging");
    expect(logging).toMatchObject({ ids: ["SEC-7"], owner: "security lead", reviewDue: "2026-04-01" });
    expect(logging.reviewOverdue).toBe(true);
  }
});

test("the schema is closed: what it does not know is an error, and so is a missing part", () => {
  const sound = body([row("a")], {
    exceptions: [exception("EX-1")],
    requirements: { hipaa: [requirementOf("164.312(b)")], soc2: [] },
  });
  expect(validate(sound), JSON.stringify(validate.errors)).toBe(true);
  expect(validate({ ...sound, more: 1 })).toBe(false);
  expect(validate({ ...sound, schemaVersion: "2" })).toBe(false);
  const { population: _, ...without } = sound;
  expect(validate(without)).toBe(false);
  expect(validate({ ...sound, population: [row("a", { verdict: "met" as "pass" })] })).toBe(false);
});
