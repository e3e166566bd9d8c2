import { describe, expect, it } from "vitest";
import type { ScanResult } from "../../src/judge/result.ts";
import { widthOf } from "../../src/report/layout.ts";
import { renderText, type TextOptions } from "../../src/report/text.ts";
import { finding, policy, result, source, span } from "./builders.ts";
import { clean, sample } from "./sample.ts";

const render = (of: ScanResult, more: Partial<TextOptions> = {}) =>
  renderText(of, { color: false, width: 100, ...more });

describe("renderText", () => {
  it.each([80, 120])("reads well at %i columns", async (width) => {
    await expect(render(sample(), { width })).toMatchFileSnapshot(`golden/text-${width}.txt`);
  });

  it.each([60, 80, 100, 120])("keeps within %i columns", (width) => {
    for (const line of render(sample(), { width }).split("\n"))
      expect(widthOf(line)).toBeLessThanOrEqual(width);
  });

  it("says of each failing finding what, where, why and how to get out", () => {
    const text = render(sample());
    expect(text).toContain("high aws-rds-storage-encrypted  encryption at rest");
    expect(text).toContain("modules/records/database.tf:5:25");
    expect(text).toMatch(/5 │ {3}storage_encrypted {3}= false/);
    expect(render(sample(), { width: 110 })).toContain(
      "^^^^^ module.records.aws_db_instance.ehr[0] is stored without encryption",
    );
    expect(text).toContain("  HIPAA 164.312(a)(2)(iv) Encryption and decryption (addressable)");
    expect(text).toContain("supports CC6.7 Protect data being sent or moved");
    expect(text).toContain("2 other instances");
    expect(text).toContain("via   module.records at envs/prod/main.tf:1:1");
    expect(text).toContain("fix   Set storage_encrypted to true");
  });

  it("says when a resource is out of HIPAA's scope or SOC 2 has nothing", () => {
    const none = { hipaa: [], soc2: [] };
    expect(render(result([finding({ phi: "no" })]))).toContain("HIPAA out of scope");
    expect(render(result([finding({ requirements: none })]))).toContain(
      "SOC 2 none in the chosen categories",
    );
    const builtIn = render(result([finding({ policy: policy({ control: "" }), requirements: none })]));
    expect(builtIn).not.toContain("none in the chosen categories");
  });

  it("lists what a second parser reads otherwise: twenty rows, the rest counted, controls made visible", () => {
    const main = source("main.tf", "a = 1\nb = 2\n");
    const one = { at: span(main, "b = 2"), within: "b\u001b[31m", what: "only crosswalk reads it" };
    const crossCheck = {
      parser: "hcl2-parser 1.0.3",
      files: 3,
      agreed: 1,
      differences: [one, ...Array.from({ length: 19 }, () => ({ ...one, within: "" }))],
      notRead: [{ path: "large.tf", detail: "it is larger than 256 KiB" }],
    };
    const rows = (of: string) => {
      const lines = of.split("\n");
      const first = lines.findIndex((line) => line.startsWith("cross-check"));
      return lines.slice(first, first + lines.slice(first).indexOf(""));
    };
    const text = rows(render(result([], { crossCheck }), { quiet: true }));
    expect(text.slice(0, 3)).toEqual([
      "cross-check hcl2-parser 1.0.3 reads 1 of 3 Terraform files as crosswalk does",
      "  main.tf:2:1: b␛[31m: only crosswalk reads it",
      "  main.tf:2:1: only crosswalk reads it",
    ]);
    expect(text).toHaveLength(22);
    expect(text.at(-1)).toBe("  and 1 more; --format json lists them");
    const short = rows(render(result([], { crossCheck: { ...crossCheck, differences: [] } })));
    expect(short[1]).toBe("  large.tf: not read: it is larger than 256 KiB");
    expect(render(result([]))).not.toContain("cross-check");
  });

  it("prints one framework when asked", () => {
    const text = render(sample(), { frameworks: ["soc2"] });
    expect(text).not.toContain("HIPAA");
    expect(text).toContain("SOC 2 CC6.1");
  });

  it("masks secrets in every frame", () => {
    const text = render(sample());
    for (const secret of ["s3cr3t", "postgres://", "hunter2"]) expect(text).not.toContain(secret);
    expect(text).toContain("DATABASE_URL=•••");
    const of = source("main.tf", 'password  = "hunter2"\nencrypted = false\n');
    const neighbours = result([
      finding({ at: span(of, "false") }),
      finding({ at: span(of, '"hunter2"'), policy: policy({ secret: true }), status: "suppressed" }),
    ]);
    expect(render(neighbours)).toContain('password  = "•••••••"');
  });

  it("sums unknowns up in at most three lines", () => {
    const lines = render(sample()).split("\n");
    const first = lines.findIndex((line) => line.startsWith("41 unknown: "));
    expect(lines.slice(first, first + 4)).toEqual([
      "41 unknown: 33 resolve with --var-file or a default value (environment, kms_key_id)",
      "             5 need module sources on disk, e.g. by terraform init (module.vpc)",
      "             3 for other causes (data, version); see --verdicts unknown",
      "",
    ]);
  });

  it("lists unknowns when they are asked for", () => {
    const text = render(sample(), { verdicts: new Set(["unknown"] as const) });
    expect(text.match(/^ {2}envs\/prod\/main\.tf:18:12 aws-rds-storage-encrypted/gm)).toHaveLength(41);
    expect(render(sample(), { verdicts: new Set(["fail", "unknown"] as const) })).toBe(render(sample()));
  });

  it("groups a long list of what was not scanned and keeps every cause", () => {
    const many = Array.from({ length: 60 }, (_, i) => ({
      path: `a/${i}.tf`,
      cause: i % 2 ? ("parse-error" as const) : ("too-large" as const),
      detail: "",
    }));
    const text = render(result([], { notScanned: many }));
    expect(text).toContain("not scanned 60");
    expect(text).toContain("and 21 more cannot be parsed");
    expect(text).toContain("and 21 more too large");
  });

  it("counts the rest of many warnings of one code and keeps errors first", () => {
    const warning = {
      code: "tf-evaluation",
      severity: "warning",
      message: "there is no such local",
    } as const;
    const error = { code: "hcl-syntax", severity: "error", message: "broken" } as const;
    const text = render(result([], { diagnostics: [...Array.from({ length: 30 }, () => warning), error] }));
    expect(text.match(/there is no such local/g)).toHaveLength(5);
    expect(text).toContain("and 25 more warnings [tf-evaluation]");
    expect(text.indexOf("error broken")).toBeLessThan(text.indexOf("warning there"));
  });

  it("says what was checked on a clean run", () => {
    const text = render(clean());
    expect(text).toContain("checked 3 files, 4 resources in 1 unit with 12 policies (recommended)");
    expect(text).toMatch(/encryption at rest +– +– +12/);
    expect(text).toMatch(/not assessable from config +1/);
    expect(text).not.toContain("scope not confirmed");
    expect(text.trimEnd().split("\n").at(-1)).toBe("gate: no finding at or above high");
  });

  it("ends with the gate and the exit code", () => {
    const last = (of: ScanResult, more: Partial<TextOptions> = {}) =>
      render(of, more).trimEnd().split("\n").at(-1);
    expect(last(sample())).toBe("gate: 6 findings at or above high (exit 1)");
    expect(last(result([finding()]))).toBe("gate: 1 finding at or above high (exit 1)");
    expect(last(clean(), { exitCode: 0 })).toBe("gate: no finding at or above high (exit 0)");
    expect(last(clean(), { exitCode: 3 })).toBe(
      "gate: no finding at or above high; incomplete, see what was not scanned (exit 3)",
    );
    expect(last(sample(), { exitCode: 2 })).toMatch(/^gate: 6 findings .*no trustworthy result.*\(exit 2\)$/);
    expect(last(clean(), { exitCode: 1 })).toMatch(/unknown verdicts count by --fail-on-unknown \(exit 1\)$/);
    expect(last(result([], { gate: { failOn: "none", failing: 0 } }))).toBe("gate: off, --fail-on none");
  });

  it("says once that the scope is not confirmed", () => {
    expect(render(sample()).match(/scope not confirmed/g)).toHaveLength(1);
  });

  it("is silent for a clean run when quiet, and keeps what matters otherwise", () => {
    expect(render(clean(), { quiet: true })).toBe("");
    const text = render(sample(), { quiet: true });
    expect(text).toContain("aws-rds-not-public");
    expect(text).toContain("not scanned 3");
    expect(text).toContain("error legacy/broken.tf:3:18");
    expect(text).toContain("gate: 6 findings");
    expect(text).not.toContain("requirements");
  });

  it("uses colour only when told", () => {
    const codes = new RegExp(`${String.fromCharCode(27)}\\[\\d+m`, "g");
    expect(render(sample())).not.toMatch(codes);
    expect(render(sample(), { color: true })).toMatch(codes);
    expect(render(sample(), { color: true }).replace(codes, "")).toBe(render(sample()));
  });

  it("sends nothing hostile to the terminal", () => {
    const evil = "\u001b[2J\u202e##[error]\u009b::set-env";
    const of = source(`x${evil}/main.tf`, `a = "${evil}"\n`);
    const text = render(
      result(
        [
          finding({
            at: span(of, evil),
            message: evil,
            site: evil,
            addresses: [evil, `b${evil}`],
            via: [{ at: span(of, "a"), what: evil }],
          }),
          finding({ at: span(of, evil), verdict: "unknown", cause: "variable", detail: evil }),
          finding({
            at: span(of, evil),
            status: "suppressed",
            suppression: { reason: evil, at: span(of, "a") },
          }),
          finding({ at: span(of, evil), status: "aside" }),
        ],
        {
          notScanned: [{ path: evil, cause: "parse-error", detail: evil }],
          diagnostics: [{ code: "hcl-syntax", severity: "error", message: evil, hint: evil, path: evil }],
          assumptions: [{ name: evil, owner: evil, date: evil, findings: 1 }],
        },
      ),
      { verdicts: new Set(["unknown"] as const) },
    );
    expect(text.replaceAll("\n", "")).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}]/u);
    expect(text).not.toContain("##[");
    expect(text).not.toMatch(/^\s*::/m);
  });

  it("never claims what no tool can", () => {
    const texts = [render(sample()), render(clean()), render(sample(), { quiet: true })].join("\n");
    expect(texts).not.toMatch(/complian|certif|violat/i);
  });

  it("takes time in proportion to the findings", () => {
    const of = source("main.tf", `${"encrypted = false\n".repeat(3000)}`);
    const findings = Array.from({ length: 3000 }, (_, i) =>
      finding({ at: { source: of, start: i * 18 + 12, end: i * 18 + 17 } }),
    );
    const started = performance.now();
    expect(render(result(findings)).length).toBeGreaterThan(100_000);
    expect(performance.now() - started).toBeLessThan(3000);
  });
});
