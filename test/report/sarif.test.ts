import schema from "@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json" with { type: "json" };
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import type { Log, Result } from "sarif";
import { describe, expect, it } from "vitest";
import type { ScanResult } from "../../src/judge/result.ts";
import { renderSarif, type SarifOptions } from "../../src/report/sarif.ts";
import { finding, policy, result, source, span } from "./builders.ts";
import { clean, sample } from "./sample.ts";

/** The committee's schema says draft-04; it uses nothing in which 2020-12 differs but the name of its own id. */
const { $schema: _, id: __, ...official } = schema;
const ajv = new Ajv2020({ strict: false, allErrors: true, unicodeRegExp: false });
addFormats.default(ajv);
const validate = ajv.compile(official);

function render(of: ScanResult, options: SarifOptions = {}) {
  const text = renderSarif(of, options);
  const log: Log = JSON.parse(text);
  validate(log);
  expect(validate.errors).toBeNull();
  const run = log.runs[0];
  if (!run) throw new Error("no run");
  return { text, run, results: run.results ?? [], rules: run.tool.driver.rules ?? [] };
}

describe("the official schema", () => {
  it("is compiled so that it refuses a wrong log", () => {
    expect(validate({ version: "2.1.0" })).toBe(false);
    expect(validate({ version: "2.1.0", runs: [{ tool: { driver: { name: "x" } }, extra: 1 }] })).toBe(false);
    expect(JSON.stringify(schema)).not.toContain("exclusiveM");
  });
});

describe("renderSarif", () => {
  it("is valid for zero, one and many findings", () => {
    expect(render(result([])).results).toEqual([]);
    expect(render(result([finding()])).results).toHaveLength(1);
    expect(render(sample()).results).toHaveLength(8);
    expect(render(clean()).rules).toEqual([]);
  });

  it("names every rule once, sorted, and points every result at its rule", () => {
    const { rules, results } = render(sample());
    const ids = rules.map((rule) => rule.id);
    expect(ids).toEqual([...new Set(ids)].sort());
    for (const one of results) expect(ids[one.ruleIndex ?? -1]).toBe(one.ruleId);
  });

  it("gives a rule what code scanning shows: severity as text, help, both frameworks as tags", () => {
    const { rules } = render(result([finding()]));
    expect(rules[0]?.properties).toMatchObject({
      "security-severity": "8.0",
      tags: [
        "security",
        "encryption at rest",
        "HIPAA 164.312(a)(2)(iv)",
        "SOC 2 C1.1",
        "SOC 2 CC6.1",
        "SOC 2 CC6.7",
      ],
    });
    expect(rules[0]?.help?.markdown).toContain("**Remediation.** Set storage_encrypted");
    expect(rules[0]?.defaultConfiguration?.level).toBe("error");
  });

  it("takes the level from the finding's severity", () => {
    const levels = (["critical", "high", "medium", "low"] as const).map(
      (severity) => render(result([finding({ severity })])).results[0]?.level,
    );
    expect(levels).toEqual(["error", "error", "warning", "note"]);
  });

  it("places every result: relative encoded URIs, lines from 1, calls as related locations", () => {
    const odd = source("envs/prod eu/#1.tf", 'module "x" {}\nencrypted = false');
    const main = source("main.tf", 'module "db" {}');
    const { results, run } = render(
      result([finding({ at: span(odd, "false"), via: [{ at: span(main, "module"), what: "module.db" }] })]),
    );
    expect(results[0]?.locations?.[0]?.physicalLocation).toEqual({
      artifactLocation: { uri: "envs/prod%20eu/%231.tf", uriBaseId: "%SRCROOT%" },
      region: { startLine: 2, startColumn: 13, endLine: 2, endColumn: 18 },
    });
    expect(results[0]?.relatedLocations?.[0]).toMatchObject({ id: 1, message: { text: "module.db" } });
    expect(run.columnKind).toBe("utf16CodeUnits");
    for (const one of render(sample()).results) expect(one.locations).toHaveLength(1);
  });

  it("fingerprints do not move with the lines", () => {
    const before = render(result([finding({ at: span(source("a.tf", "x = false"), "false") })]));
    const after = render(result([finding({ at: span(source("a.tf", "\n\n\nx = false"), "false") })]));
    const of = (all: Result[]) => all.map((one) => one.partialFingerprints);
    expect(of(after.results)).toEqual(of(before.results));
    expect(before.results[0]?.partialFingerprints).toEqual({ "crosswalk/v1": "5b1e0a7c9d3f2468" });
  });

  it("lists what an inline comment suppressed, with its reason", () => {
    const quiet = render(sample()).results.filter((one) => one.suppressions);
    expect(quiet).toHaveLength(1);
    expect(quiet[0]?.suppressions).toEqual([
      { kind: "inSource", status: "accepted", justification: "scratch data only, removed nightly" },
    ]);
  });

  it("counts unknowns and findings aside, and shows unknowns only when asked", () => {
    const { run, results } = render(sample());
    expect(results.every((one) => one.kind === "fail")).toBe(true);
    expect(run.properties?.counts).toMatchObject({ byVerdict: { unknown: 41 }, aside: 4 });
    const asked = render(sample(), { verdicts: new Set(["unknown"]) }).results.filter(
      (one) => one.kind === "open",
    );
    expect(asked).toHaveLength(41);
    expect(asked[0]?.level).toBe("none");
    const usual = render(sample(), { verdicts: new Set(["fail", "unknown"]) });
    expect(usual.results).toHaveLength(8);
  });

  it("notifies of what was not scanned and of every diagnostic", () => {
    const invocation = render(sample()).run.invocations?.[0];
    expect(invocation?.executionSuccessful).toBe(true);
    expect(invocation?.toolExecutionNotifications?.map((one) => one.message.text)).toContain(
      "Not scanned, not rendered: crosswalk-engines is not installed",
    );
    expect(invocation?.toolConfigurationNotifications?.[0]?.descriptor?.id).toBe("suppression-unused");
  });

  it("says when the run cannot be trusted", () => {
    const broken = result([], {
      diagnostics: [{ code: "policy-aborted", severity: "error", message: "a policy stopped" }],
    });
    expect(render(broken).run.invocations?.[0]?.executionSuccessful).toBe(false);
  });

  it("turns no scanned text into a link and leaks no secret", () => {
    const secret = source(".env", "TOKEN=hunter2", "dotenv");
    const { text, results } = render(
      result([
        finding({
          policy: policy({ secret: true }),
          at: span(secret, "hunter2"),
          message: "[click](https://evil.example) me",
        }),
      ]),
    );
    expect(results[0]?.message.text).not.toContain("](");
    expect(text).not.toContain("hunter2");
  });

  it("is the same bytes for the same result", () => {
    expect(render(sample()).text).toBe(render(sample()).text);
  });
});
