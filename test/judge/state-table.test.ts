import { describe, expect, test } from "vitest";
import type { ExceptionRecord, ExceptionType } from "../../src/config/config.ts";
import type { Outcome } from "../../src/evaluate/verdict.ts";
import { Exceptions } from "../../src/judge/exceptions/exceptions.ts";
import type { Requirements } from "../../src/judge/requirements.ts";
import type { RequirementState } from "../../src/judge/result.ts";
import { shipped } from "../support/requirements.ts";
import { judged, optionsOf, policyOf, resourceOf, site, tf, unitOf, verdictOf } from "./build.ts";

/**
 * What the state of a requirement follows from, written down a second time, as tables. README (b) n is rule n of
 * section (b) of the requirements; the paragraphs are of 45 CFR part 164.
 */
type Effect = "none" | "excepted" | "risk-accepted" | "false-positive" | "not-applicable";

/** The row that is looked at, and what else the finding cites under the same control. */
const rows = {
  "a required specification": { ref: "164.308(a)(7)(ii)(A)", beside: [] },
  "an addressable specification": { ref: "164.312(a)(2)(iv)", beside: [] },
  "a standard without specifications": { ref: "164.312(b)", beside: [] },
  "a standard cited alone": { ref: "164.312(a)(1)", beside: [] },
  "a standard with its addressable specifications": {
    ref: "164.312(e)(1)",
    beside: ["164.312(e)(2)(i)", "164.312(e)(2)(ii)"],
  },
  "a standard with a required specification beside": {
    ref: "164.312(a)(1)",
    beside: ["164.312(a)(2)(i)", "164.312(a)(2)(iv)"],
  },
} as const;
type Row = keyof typeof rows;

/** What a complete addressable alternative does to each row, for HIPAA. */
const alternative: Record<Row, { effect: Effect; because: string }> = {
  "a required specification": { effect: "none", because: "164.306(d)(2), README (b) 2: implement" },
  "an addressable specification": { effect: "excepted", because: "164.306(d)(3)(ii)(B), README (b) 3" },
  "a standard without specifications": { effect: "none", because: "README (b) 4: treated as required" },
  "a standard cited alone": { effect: "none", because: "README (b) 4b: cited alone, treated as required" },
  "a standard with its addressable specifications": { effect: "excepted", because: "README (b) 4b" },
  "a standard with a required specification beside": {
    effect: "none",
    because: "README (b) 4b and 5: a required one is open",
  },
};

/** Kinds of records; `soc2` says what the record does to the criterion it cites. */
const records: Record<
  string,
  {
    type?: ExceptionType;
    broken?: "incomplete" | "expired";
    compensating?: true;
    soc2: Effect;
    because: string;
  }
> = {
  "no record": { soc2: "none", because: "nothing was decided" },
  ...Object.fromEntries(
    (["addressable-alternative", "risk-acceptance", "false-positive", "not-applicable"] as const).flatMap(
      (type) => [
        [
          `${type}, incomplete`,
          { type, broken: "incomplete", soc2: "none", because: "README (b): missing field = rejected" },
        ],
        [
          `${type}, expired`,
          {
            type,
            broken: "expired",
            soc2: "none",
            because: "README (b): past expiresOn the finding reopens",
          },
        ],
      ],
    ),
  ),
  "addressable-alternative": {
    type: "addressable-alternative",
    soc2: "none",
    because: "README (b) 6: SOC 2 has no such split",
  },
  "addressable-alternative, compensated": {
    type: "addressable-alternative",
    compensating: true,
    soc2: "excepted",
    because: "README (b) 6: a compensating control",
  },
  "risk-acceptance": { type: "risk-acceptance", soc2: "risk-accepted", because: "README (b) 2 and 6" },
  "risk-acceptance, compensated": {
    type: "risk-acceptance",
    compensating: true,
    soc2: "excepted",
    because: "README (b) 6: a compensating control",
  },
  "false-positive": { type: "false-positive", soc2: "false-positive", because: "design.md: clears either" },
  "not-applicable": { type: "not-applicable", soc2: "not-applicable", because: "design.md: clears either" },
};

type Pair = readonly [alone: RequirementState, besideAPass: RequirementState];
const open: Pair = ["contradicted", "contradicted"];
const unknown: Pair = ["unknown", "unknown"];
const fine: Pair = ["no-contradiction", "no-contradiction"];
const nothing: Pair = ["no-population", "no-contradiction"];
const excepted: Pair = ["excepted", "excepted"];
const accepted: Pair = ["risk-accepted", "risk-accepted"];
const unclear: Pair = ["unknown", "no-contradiction"];

/** HIPAA, then SOC 2, by strength of the edge, verdict and what the record does. */
const states: Record<string, readonly [hipaa: Pair, soc2: Pair, because: string]> = {
  "direct fail none": [open, open, "design.md: a failing direct edge contradicts"],
  "direct fail excepted": [excepted, excepted, "164.306(d)(3); README (b) 6"],
  "direct fail risk-accepted": [open, accepted, "README (b) 2: HIPAA keeps showing it as not met"],
  "direct fail false-positive": [fine, fine, "the finding is wrong: the resource is as it should be"],
  "direct fail not-applicable": [nothing, nothing, "nothing is asked of the resource"],
  "direct unknown none": [unknown, unknown, "unknown is no pass"],
  "direct unknown excepted": [
    excepted,
    excepted,
    "164.306(d)(3): whatever it is, the alternative stands for it",
  ],
  "direct unknown risk-accepted": [
    unknown,
    accepted,
    "README (b) 2: an accepted risk changes nothing for HIPAA",
  ],
  "direct unknown false-positive": [fine, fine, "the record knows"],
  "direct unknown not-applicable": [nothing, nothing, "nothing is asked of the resource"],
  "supporting fail none": [fine, fine, "design.md: a supporting edge never contradicts"],
  "supporting fail excepted": [fine, fine, "nothing to except: it did not contradict"],
  "supporting fail risk-accepted": [fine, fine, "nothing to accept: it did not contradict"],
  "supporting fail false-positive": [fine, fine, "the finding is wrong"],
  "supporting fail not-applicable": [nothing, nothing, "nothing is asked of the resource"],
  "supporting unknown none": [unclear, unclear, "unknown counts where nothing else was seen"],
  "supporting unknown excepted": [fine, fine, "the record knows"],
  "supporting unknown risk-accepted": [unclear, unclear, "it stays what it is"],
  "supporting unknown false-positive": [fine, fine, "the record knows"],
  "supporting unknown not-applicable": [nothing, nothing, "nothing is asked of the resource"],
};

const today = "2026-11-25";
const criterion = "CC6.1";
const source = tf("main.tf", "resource {}\n");
const policy = policyOf();
const shippedRows = shipped();

function requirementsOf(row: Row, strength: "direct" | "supporting"): Requirements {
  const refs = [rows[row].ref, ...rows[row].beside];
  const [first] = optionsOf().requirements.controls;
  if (!first) throw new Error("no control to build on");
  const control = {
    ...first,
    hipaa: refs.map((ref) => ({ ref, strength })),
    soc2: [{ ref: criterion, strength }],
    conditional: [],
  };
  return { ...shippedRows, controls: [control] };
}

function recordOf(row: Row, kind: string): ExceptionRecord[] {
  const { type, broken, compensating } = records[kind] ?? {};
  if (!type) return [];
  const complete: ExceptionRecord = {
    id: "EX-1",
    policy: policy.id,
    resources: ["aws_db_instance.ehr"],
    citations: [rows[row].ref, ...rows[row].beside, criterion],
    type,
    reason: "because",
    factors: ["risk"],
    alternative: "something else",
    alternativeEvidence: "https://example.org",
    owner: "Owner",
    approvedBy: "Approver",
    approvedOn: "2026-01-01",
    reviewBy: "2026-12-31",
    expiresOn: broken === "expired" ? "2026-11-24" : today,
    riskRef: "https://example.org/risk",
    ...(compensating && { soc2Compensating: "a control" }),
  };
  if (broken !== "incomplete") return [complete];
  const { owner: _, ...incomplete } = complete;
  return [incomplete];
}

interface Cell {
  row: Row;
  kind: string;
  phi: "yes" | "no" | "unknown";
  soc2: "in" | "out" | "unknown";
  verdict: Outcome;
  strength: "direct" | "supporting";
  population: "zero" | "one" | "beside a pass";
}

function actual(cell: Cell): [RequirementState | undefined, RequirementState | undefined] {
  const { row, kind, phi, soc2, verdict, strength, population } = cell;
  const scope = { phi, soc2, phiRule: "rule", soc2Rule: "rule" };
  const one = resourceOf(source, {}, { scope });
  const other = resourceOf(source, {}, { scope, key: "other", address: "aws_db_instance.other" });
  const given =
    verdict === "not-applicable"
      ? verdictOf([], { outcome: verdict })
      : verdictOf([site([], verdict, verdict === "unknown" ? { cause: "version" } : {})]);
  const verdicts = population === "zero" ? [] : [given];
  if (population === "beside a pass") verdicts.push(verdictOf([site([], "pass")], { resource: "other" }));
  const requirements = requirementsOf(row, strength);
  const exceptions = new Exceptions({
    records: recordOf(row, kind),
    today,
    requirements,
    canonical: (name) => name,
    chosen: new Map([[policy.id, policy]]),
    builtIn: [],
    whole: true,
  });
  const result = judged([[unitOf([one, other]), verdicts]], { requirements, exceptions });
  const of = (list: typeof result.requirements.hipaa, id: string) => list.find((one) => one.id === id)?.state;
  return [of(result.requirements.hipaa, rows[row].ref), of(result.requirements.soc2, criterion)];
}

function expected(cell: Cell): [RequirementState, RequirementState] {
  const { row, kind, phi, soc2, verdict, strength, population } = cell;
  const record = records[kind];
  const beside = population === "beside a pass" ? 1 : 0;
  const hipaaEffect = (): Effect => {
    if (!record?.type || record.broken) return "none";
    if (record.type === "addressable-alternative") return alternative[row].effect;
    return record.type === "risk-acceptance" ? "risk-accepted" : record.type;
  };
  const state = (framework: 0 | 1, effect: Effect): RequirementState => {
    if (verdict === "pass") return "no-contradiction";
    if (verdict === "not-applicable") return nothing[beside];
    const found = states[`${strength} ${verdict} ${effect}`];
    if (!found) throw new Error(`the table has no row for ${strength} ${verdict} ${effect}`);
    return found[framework][beside];
  };
  // No verdict, no population; and README (b), Scope: outside of a framework's scope nothing counts for it, while what
  // is not confirmed counts.
  return [
    population === "zero" || phi === "no" ? "no-population" : state(0, hipaaEffect()),
    population === "zero" || soc2 === "out" ? "no-population" : state(1, record?.soc2 ?? "none"),
  ];
}

function cells(row: Row): Cell[] {
  const made: Cell[] = [];
  for (const kind of Object.keys(records))
    for (const phi of ["yes", "no", "unknown"] as const)
      for (const soc2 of ["in", "out", "unknown"] as const)
        for (const verdict of ["fail", "unknown", "pass", "not-applicable"] as const)
          for (const strength of ["direct", "supporting"] as const)
            for (const population of ["zero", "one", "beside a pass"] as const)
              made.push({ row, kind, phi, soc2, verdict, strength, population });
  return made;
}

describe("the state of every cell follows from its paragraph", () => {
  test.each(Object.keys(rows) as Row[])(
    "%s",
    (row) => {
      const all = cells(row);
      expect(all).toHaveLength(15 * 3 * 3 * 4 * 2 * 3);
      const wrong = all.flatMap((cell) => {
        const [is, should] = [actual(cell), expected(cell)];
        if (is[0] === should[0] && is[1] === should[1]) return [];
        const why = [alternative[row].because, records[cell.kind]?.because];
        return [{ ...cell, is, should, why }];
      });
      expect(wrong.slice(0, 3)).toEqual([]);
      expect(wrong).toHaveLength(0);
    },
    60_000,
  );

  test("every row of the tables is reached, and says why", () => {
    expect(Object.keys(states)).toHaveLength(2 * 2 * 5);
    for (const [, , because] of Object.values(states)) expect(because).not.toBe("");
    for (const { because } of [...Object.values(alternative), ...Object.values(records)])
      expect(because).not.toBe("");
  });

  test("the rows are designated as the table takes them to be", () => {
    const designation = (row: Row) =>
      shippedRows.hipaa.find((one) => one.citation === rows[row].ref)?.designation;
    expect(Object.keys(rows).map((row) => designation(row as Row))).toEqual([
      "required",
      "addressable",
      "standard",
      "standard",
      "standard",
      "standard",
    ]);
  });
});

test("what 164.306(d)(3) leaves no way around: a risk accepted on an addressable specification stays contradicted", () => {
  const cell: Cell = {
    row: "an addressable specification",
    kind: "risk-acceptance",
    phi: "yes",
    soc2: "in",
    verdict: "fail",
    strength: "direct",
    population: "one",
  };
  expect(actual(cell)).toEqual(["contradicted", "risk-accepted"]);
});
