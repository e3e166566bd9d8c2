import { describe, expect, test } from "vitest";
import { diffEvidence } from "../../../src/evidence/diff/diff.ts";
import { diffCsv, diffText } from "../../../src/evidence/diff/diff-text.ts";
import type { Evidence, PopulationRow } from "../../../src/evidence/evidence.ts";
import { body, exception, policyEvidence, provenance, requirementOf, row } from "../sample.ts";

const day = (n: number): string => new Date(Date.UTC(2026, 0, n, 9)).toISOString().replace(".000", "");

function run(n: number, rows: PopulationRow[], more: Partial<Evidence> = {}): Evidence {
  const commit = String(n).padStart(40, "0");
  return body(rows, {
    policies: [policyEvidence("aws-ebs-volume-encrypted")],
    provenance: provenance({ generatedAt: day(n), repository: { commit, dirty: false, changed: 0 } }),
    ...more,
  });
}

const passing = (id: string) => row(id, { verdict: "pass" });
const finding = (runs: Evidence[], id = "a") => {
  const found = diffEvidence(runs).findings.find((one) => one.id === id);
  if (!found) throw new Error(`no finding ${id}`);
  return found;
};

describe("a violation's way through the runs", () => {
  test("first seen, fixed, in which commit, and the days between", () => {
    expect(
      finding([run(1, []), run(3, [row("a")]), run(8, [row("a")]), run(10, [passing("a")])]),
    ).toMatchObject({
      firstSeen: day(3),
      lastSeen: day(8),
      now: "fixed",
      fixed: { at: day(10), commit: String(10).padStart(40, "0"), how: "pass" },
      daysOpen: 7,
      reopened: 0,
      maybeOlder: false,
      changes: [{ at: day(10), from: "open", to: "pass", note: "" }],
    });
  });

  test("still open: days count to the last run", () => {
    expect(finding([run(1, [row("a")]), run(31, [row("a")])])).toMatchObject({
      now: "open",
      daysOpen: 30,
      changes: [],
    });
  });

  test("a site that is not there any more is fixed, and says how", () => {
    expect(finding([run(1, [row("a")]), run(2, [])])).toMatchObject({
      now: "fixed",
      fixed: { how: "absent" },
    });
  });

  test("a policy that did not run fixes nothing, and neither does a file that was not scanned", () => {
    expect(finding([run(1, [row("a")]), run(5, [], { policies: [] })])).toMatchObject({
      now: "not judged",
      daysOpen: 4,
      changes: [{ to: "policy did not run" }],
    });
    const notScanned = [{ path: "main.tf", cause: "parse-error", detail: "" }];
    const unread = finding([run(1, [row("a")]), run(5, [], { notScanned })]);
    expect(unread).toMatchObject({ now: "not judged", changes: [{ to: "file was not scanned" }] });
    expect(unread.fixed).toBeUndefined();
  });

  test("an unknown verdict is no fix", () => {
    expect(finding([run(1, [row("a")]), run(2, [row("a", { verdict: "unknown" })])])).toMatchObject({
      now: "unknown",
      daysOpen: 1,
    });
  });

  test("what a run without its policy preceded may be older", () => {
    expect(finding([run(1, [], { policies: [] }), run(2, [row("a")])]).maybeOlder).toBe(true);
    expect(finding([run(1, []), run(2, [row("a")])]).maybeOlder).toBe(false);
  });

  test("it came back: the days in between do not count", () => {
    const back = finding([
      run(1, [row("a")]),
      run(3, [passing("a")]),
      run(10, [row("a")]),
      run(14, [row("a")]),
    ]);
    expect(back).toMatchObject({
      now: "open",
      reopened: 1,
      daysOpen: 2 + 4,
      firstSeen: day(1),
      lastSeen: day(14),
    });
    expect(back.fixed).toBeUndefined();
  });

  test("excepted, then expired: both changes name the record", () => {
    const acting = { id: "EX-1", effects: { "164.312(a)(2)(iv)": "excepted" as const } };
    const history = finding([
      run(1, [row("a")]),
      run(2, [row("a", { status: "excepted", exception: acting })], { exceptions: [exception("EX-1")] }),
      run(3, [row("a")], { exceptions: [exception("EX-1", { status: "expired" })] }),
      run(4, [row("a", { status: "baselined" })], { exceptions: [exception("EX-1", { status: "expired" })] }),
    ]);
    expect(history.now).toBe("quieted");
    expect(history.changes).toEqual([
      { at: day(2), from: "open", to: "excepted", note: "EX-1" },
      { at: day(3), from: "excepted", to: "open", note: "EX-1 expired" },
      { at: day(4), from: "open", to: "baselined", note: "" },
    ]);
  });
});

describe("the runs", () => {
  test("stand in the order of their stated times, with the days between them", () => {
    const { runs } = diffEvidence([run(20, []), run(1, []), run(4, [])]);
    expect(runs.map((one) => [one.generatedAt, one.daysSince])).toEqual([
      [day(1), undefined],
      [day(4), 3],
      [day(20), 16],
    ]);
  });

  test("another tool, other policies, profile or settings are marked", () => {
    const other = run(2, [], {
      policies: [],
      provenance: provenance({
        generatedAt: day(2),
        tool: { name: "crosswalk", version: "2.0.0" },
        policies: { version: "2", digest: "e".repeat(64), profile: "strict" },
        settings: { profile: "strict", failOn: "low" },
      }),
    });
    expect(diffEvidence([run(1, []), other]).runs[1]?.differs).toEqual([
      "tool 1.2.3 → 2.0.0",
      "policies digest",
      "policies that ran: 0 more, 1 fewer",
      "profile recommended → strict",
      "settings: failOn, profile",
    ]);
    expect(diffEvidence([run(1, []), run(2, [])]).runs[1]?.differs).toEqual([]);
  });
});

test("requirements and exceptions are followed, also a record that was taken out", () => {
  const state = (one: "contradicted" | "excepted") => ({
    requirements: { hipaa: [requirementOf("164.312(a)(2)(iv)", { state: one })], soc2: [] },
  });
  const diff = diffEvidence([
    run(1, [], { ...state("contradicted") }),
    run(2, [], { ...state("excepted"), exceptions: [exception("EX-1")] }),
    run(3, [], { ...state("contradicted"), exceptions: [exception("EX-1", { status: "expired" })] }),
    run(4, [], { ...state("contradicted") }),
  ]);
  expect(diff.requirements).toEqual([
    {
      framework: "hipaa",
      id: "164.312(a)(2)(iv)",
      title: "Encryption and decryption",
      changes: [
        { at: day(2), from: "contradicted", to: "excepted" },
        { at: day(3), from: "excepted", to: "contradicted" },
      ],
    },
  ]);
  expect(diff.exceptions).toMatchObject([
    {
      id: "EX-1",
      removed: true,
      changes: [
        { at: day(3), from: "active", to: "expired" },
        { at: day(4), from: "expired", to: "removed" },
      ],
    },
  ]);
});

describe("the views", () => {
  const diff = diffEvidence([
    run(1, [row("a"), row("b")]),
    run(31, [passing("a"), row("b"), row("c", { resource: "x\u001b[2J\n::warning::y" })]),
  ]);

  test("text has the runs, the longest gap and a line a violation", () => {
    const text = diffText(diff);
    expect(text).toContain("1 new since the first run, 1 fixed, 2 open");
    expect(text).toContain("The longest time without a run: 30 days, between 1 and 2.");
    expect(text).toContain("fixed by 2026-01-31 (pass)");
    expect(text).not.toContain("\u001b");
    expect(text).not.toMatch(/^::/m);
  });

  test("CSV has a row a violation", () => {
    const lines = diffCsv(diff).split("\r\n");
    expect(lines).toHaveLength(1 + 3 + 1);
    expect(lines.find((line) => line.startsWith("a,"))).toContain("fixed,2026-01-01T09:00:00Z,false");
  });
});
