import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import type { Outcome } from "../../src/evaluate/verdict.ts";
import { renderJson } from "../../src/report/json.ts";
import { finding, result, source, span } from "./builders.ts";
import { clean, sample } from "./sample.ts";

const schema = JSON.parse(
  readFileSync(new URL("../../src/report/report.schema.json", import.meta.url), "utf8"),
);
const validate = new Ajv2020({ strict: true, allErrors: true }).compile(schema);
const all = new Set<Outcome>(["fail", "unknown", "pass", "not-applicable"]);
const some = new Set<Outcome>(["fail", "unknown"]);

function render(of: Parameters<typeof renderJson>[0], verdicts: ReadonlySet<Outcome> = some) {
  const text = renderJson(of, { verdicts });
  const report = JSON.parse(text);
  validate(report);
  expect(validate.errors).toBeNull();
  return { text, report };
}

describe("renderJson", () => {
  it("has one shape for zero, one and many findings", () => {
    const zero = render(result([])).report;
    const one = render(result([finding()])).report;
    const many = render(sample(), all).report;
    expect(Object.keys(one)).toEqual(Object.keys(zero));
    expect(Object.keys(many)).toEqual(Object.keys(zero));
    expect(zero.results).toEqual([]);
    expect(one.results).toHaveLength(1);
    expect(many.results).toHaveLength(sample().findings.length);
  });

  it("holds the chosen verdicts and counts all", () => {
    const { report } = render(sample());
    expect(new Set(report.results.map((one: { verdict: string }) => one.verdict))).toEqual(some);
    expect(report.counts.byVerdict).toEqual({ fail: 12, unknown: 41, pass: 96, "not-applicable": 0 });
    expect(render(sample(), new Set<Outcome>(["pass"])).report.results).toHaveLength(96);
  });

  it("gives a result all that a program needs", () => {
    const main = source("main.tf", 'module "db" {\n}\n');
    const db = source("modules/db/main.tf", "a\n  encrypted = false\n");
    const { report } = render(
      result([
        finding({
          at: span(db, "false"),
          via: [{ at: span(main, 'module "db"'), what: "module.db" }],
          environment: "prod",
          site: "volume root",
          suppression: { reason: "scratch", at: span(main, "module") },
          status: "suppressed",
        }),
      ]),
    );
    expect(report.results[0]).toMatchObject({
      policy: "aws-rds-storage-encrypted",
      control: "encryption-at-rest",
      safeguard: "encryption at rest",
      environment: "prod",
      site: "volume root",
      location: { path: "modules/db/main.tf", startLine: 2, startColumn: 15, endLine: 2, endColumn: 20 },
      via: [{ path: "main.tf", line: 1, what: "module.db" }],
      suppression: { reason: "scratch", path: "main.tf", line: 1 },
      peers: ["CKV_AWS_16"],
    });
  });

  it("lists every requirement, what was not scanned and the diagnostics", () => {
    const { report } = render(sample());
    expect(report.requirements.hipaa).toHaveLength(120);
    expect(report.requirements.soc2).toHaveLength(61);
    expect(report.notScanned).toHaveLength(3);
    expect(report.diagnostics[1]).toMatchObject({
      code: "hcl-syntax",
      location: { path: "legacy/broken.tf", startLine: 3, startColumn: 18 },
    });
  });

  it("is the same bytes for the same result and never sends a control to a terminal", () => {
    expect(render(sample()).text).toBe(render(sample()).text);
    const { text } = render(result([finding({ message: "\u009b2J\u001b[0m\u202e" })]));
    expect(text).toContain("\\u009b2J\\u001b[0m\\u202e");
  });

  it("is a report without findings for a clean run", () => {
    expect(render(clean()).report).toMatchObject({
      results: [],
      gate: { failing: 0 },
      scanned: { files: 3 },
    });
  });
});

describe("report.schema.json", () => {
  it("refuses a field it does not know, at any depth", () => {
    const report = render(sample(), all).report;
    expect(validate({ ...report, extra: 1 })).toBe(false);
    expect(validate({ ...report, results: [{ ...report.results[0], extra: 1 }] })).toBe(false);
    expect(validate({ ...report, schemaVersion: "2" })).toBe(false);
  });
});
