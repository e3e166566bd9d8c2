import { describe, expect, test } from "vitest";
import { change, planOf, withFolder } from "../model/terraform/plan/harness.ts";
import { crosswalk } from "./crosswalk.ts";

const main =
  'resource "aws_db_instance" "records" {\n  storage_encrypted = var.encrypted\n}\nvariable "encrypted" {}\n';
const planned = (encrypted: boolean) =>
  JSON.stringify(
    planOf({
      variables: { encrypted: { value: encrypted } },
      resource_changes: [
        change(
          "aws_db_instance.records",
          { storage_encrypted: encrypted, password: "hunter2hunter2" },
          { after_unknown: { id: true }, after_sensitive: { password: true } },
        ),
      ],
      configuration: {
        root_module: {
          resources: [
            {
              address: "aws_db_instance.records",
              mode: "managed",
              type: "aws_db_instance",
              name: "records",
              expressions: { storage_encrypted: { references: ["var.encrypted"] } },
            },
          ],
        },
      },
    }),
    null,
    1,
  );
const flags = ["--format", "json", "--policy", "aws-rds-storage-encrypted"];
interface Report {
  results: Array<{ verdict: string; location: { path: string; startLine: number }; fingerprint: string }>;
  diagnostics: Array<{ code: string }>;
  notScanned: Array<{ path: string; cause: string; detail: string }>;
}
const scan = (cwd: string, ...args: string[]) => {
  const ran = crosswalk(["scan", ...args, ...flags], cwd);
  return { status: ran.status, report: JSON.parse(ran.stdout) as Report, text: ran.stdout + ran.stderr };
};

describe("crosswalk and a plan", () => {
  test("in a folder with its source: one finding, in the source, the plan's value", async () => {
    await withFolder({ "main.tf": main, "plan.json": planned(false) }, async (cwd) => {
      for (const args of [[], ["plan.json"]]) {
        const { status, report } = scan(cwd, ...args);
        expect(status).toBe(1);
        expect(report.results.map((one) => [one.verdict, one.location.path, one.location.startLine])).toEqual(
          [["fail", "main.tf", 2]],
        );
        expect(report.diagnostics.map((one) => one.code)).toEqual(["plan-used"]);
      }
      const literal = main.replace("var.encrypted", "false");
      const { report } = scan(cwd, "plan.json");
      await withFolder({ "main.tf": literal }, async (other) => {
        expect(scan(other).report.results[0]?.fingerprint).toBe(report.results[0]?.fingerprint);
      });
    });
    await withFolder({ "main.tf": main, "plan.json": planned(true) }, async (cwd) => {
      expect(scan(cwd).status).toBe(0);
      // The source alone is what a named source file is judged by.
      expect(scan(cwd, "main.tf").report.results.map((one) => one.verdict)).toEqual(["unknown"]);
    });
  });

  test("a comment beside the attribute quiets the plan's finding, too", async () => {
    const quiet = main.replace(
      "= var.encrypted",
      "= var.encrypted # crosswalk:ignore aws-rds-storage-encrypted -- a test database",
    );
    await withFolder({ "main.tf": quiet, "plan.json": planned(false) }, async (cwd) => {
      expect(scan(cwd).status).toBe(0);
    });
  });

  test("alone: the finding lies in the plan, under any name; sensitive values are printed nowhere", async () => {
    await withFolder({ "out/any name.json": planned(false) }, async (cwd) => {
      const { status, report, text } = scan(cwd);
      expect(status).toBe(1);
      expect(report.results[0]?.location.path).toBe("out/any name.json");
      const shown = [
        text,
        crosswalk(["scan", "--profile", "all", "--verdicts", "all"], cwd).stdout,
        crosswalk(["scan", "--profile", "all", "--format", "sarif"], cwd).stdout,
        crosswalk(["input", "out/any name.json"], cwd).stdout,
      ];
      expect(shown[3]).toContain("(sensitive)");
      for (const one of shown) expect(one).not.toContain("hunter2hunter2");
    });
  });

  test("a broken plan is a gap: exit 3 when it was named", async () => {
    await withFolder({ "plan.json": planned(false).slice(0, -20) }, async (cwd) => {
      const { status, report } = scan(cwd, "plan.json");
      expect(status).toBe(3);
      expect(report.notScanned.map((one) => [one.path, one.cause])).toEqual([["plan.json", "parse-error"]]);
      expect(scan(cwd).status).toBe(0);
    });
  });
});
