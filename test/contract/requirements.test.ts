import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { buildRequirements, renderRequirements } from "../../policies/build/requirements.ts";
import type { PolicyMetadata } from "../../src/evaluate/catalogue.ts";
import { Crosswalk } from "../../src/judge/references.ts";
import type { Control, Requirements } from "../../src/judge/requirements.ts";

const repository = resolve(import.meta.dirname, "../..");
const requirements = buildRequirements();
const { controls, hipaa, soc2 } = requirements;
const citations = new Map(hipaa.map((row) => [row.citation, row]));
const criteria = new Map(soc2.map((row) => [row.criterion, row]));
const printed = (control: Control): string[] =>
  [...control.hipaa, ...control.soc2, ...control.conditional.filter((edge) => edge.when)].map(
    (edge) => edge.ref,
  );

function tally(rows: ReadonlyArray<{ assessable: string }>): [number, number, number, number] {
  const of = (kind: string): number => rows.filter((row) => row.assessable === kind).length;
  return [of("config"), of("partial"), of("process"), rows.length];
}

describe("coverage arithmetic (requirements README, section d)", () => {
  const matrix = hipaa.filter((row) => row.denominator === "matrix");
  const category = (name: string) => soc2.filter((row) => row.category === name);
  test.each<[string, ReadonlyArray<{ assessable: string }>, [number, number, number, number]]>([
    ["Appendix A specifications", matrix, [4, 16, 16, 36]],
    ["required", matrix.filter((row) => row.designation === "required"), [0, 9, 5, 14]],
    ["addressable", matrix.filter((row) => row.designation === "addressable"), [4, 7, 11, 22]],
    ["administrative", matrix.filter((row) => row.safeguard === "administrative"), [0, 13, 8, 21]],
    ["physical", matrix.filter((row) => row.safeguard === "physical"), [0, 1, 7, 8]],
    ["technical", matrix.filter((row) => row.safeguard === "technical"), [4, 2, 1, 7]],
    ["164.314 and 164.316", hipaa.filter((row) => row.denominator === "orgdoc"), [0, 1, 9, 10]],
    ["standards", hipaa.filter((row) => row.denominator === "std"), [4, 4, 14, 22]],
    ["common criteria", category("security/common"), [3, 11, 19, 33]],
    ["availability", category("availability"), [0, 2, 1, 3]],
    ["confidentiality", category("confidentiality"), [0, 2, 0, 2]],
    ["processing integrity", category("processing integrity"), [0, 1, 4, 5]],
    ["privacy", category("privacy"), [0, 2, 16, 18]],
    ["all criteria", soc2, [3, 18, 40, 61]],
    ["controls", controls, [8, 20, 25, 53]],
  ])("%s", (_, rows, expected) => {
    expect(tally(rows)).toEqual(expected);
  });

  test("rows", () => {
    expect([hipaa.length, soc2.length, controls.length]).toEqual([120, 61, 53]);
  });
});

describe("every reference exists", () => {
  test.each(controls.map((control) => [control.id, control] as const))("%s", (_, control) => {
    const all = [
      ...printed(control),
      ...control.conditional.map((edge) => edge.ref),
      ...control.listed.hipaa,
      ...control.listed.soc2,
      ...control.relatedNotEvidenced,
    ];
    expect(all.filter((ref) => !citations.has(ref) && !criteria.has(ref))).toEqual([]);
    for (const edge of control.hipaa) expect(citations.has(edge.ref)).toBe(true);
    for (const edge of control.soc2) expect(criteria.has(edge.ref)).toBe(true);
    expect(new Set(printed(control)).size).toBe(printed(control).length);
    expect(requirements.safeguards).toContain(control.safeguard);
  });

  test("and every requirement is cited or listed by a control", () => {
    const cited = new Set(controls.flatMap((c) => [...printed(c), ...c.listed.hipaa, ...c.listed.soc2]));
    expect([...citations.keys(), ...criteria.keys()].filter((ref) => !cited.has(ref))).toEqual([]);
  });
});

describe("what a finding may print", () => {
  const policy = (control: string): PolicyMetadata => ({
    id: `policy-of-${control}`,
    package: "a.b.c",
    shard: "a",
    title: "T",
    description: "D",
    control,
    severity: "high",
    grades: {},
    profile: "recommended",
    subjects: [],
    reads: [],
    message: "M",
    messages: {},
    remediation: "R.",
    peers: [],
    related: [],
    documentation: [],
    aliases: [],
    secret: false,
  });
  const crosswalk = new Crosswalk(requirements);
  const refs = (
    control: string,
    ...given: Parameters<Crosswalk["references"]> extends [unknown, ...infer R] ? R : never
  ) => crosswalk.references(policy(control), ...given).edges.map((edge) => edge.ref);
  const everything = {
    facts: { internet_facing: true, compliance_documentation: true, from_outside: true },
    phi: "yes",
    boundary: "unknown",
    profile: new Set(["clearinghouse", "groupHealthPlan"]),
  } as const;

  test.each(controls.map((control) => [control.id, control] as const))(
    "%s: no process row, nothing only related",
    (id, control) => {
      const shown = refs(id, everything);
      for (const ref of shown)
        expect((citations.get(ref) ?? criteria.get(ref))?.assessable).not.toBe("process");
      for (const ref of control.relatedNotEvidenced) expect(shown).not.toContain(ref);
      if (control.assessable === "process") expect(shown).toEqual([]);
      else expect(shown.toSorted()).toEqual(printed(control).toSorted());
      const unconditional = [...control.hipaa, ...control.soc2].map((edge) => edge.ref);
      expect(refs(id).toSorted()).toEqual(unconditional.toSorted());
    },
  );

  test.each<[string, string, Partial<typeof everything>]>([
    ["encryption-in-transit", "CC6.6", { facts: everything.facts }],
    ["log-retention", "164.316(b)(2)(i)", { facts: everything.facts }],
    ["log-protection", "164.312(c)(1)", { phi: "yes" }],
    ["access-control-rbac", "164.308(a)(4)(ii)(A)", { profile: everything.profile }],
    ["network-segmentation", "164.308(a)(4)(ii)(A)", { profile: everything.profile }],
    ["authentication-mfa", "CC6.6", { facts: everything.facts }],
  ])("%s prints %s only when its condition holds", (control, ref, condition) => {
    const nothing = { facts: {}, phi: "unknown", boundary: "unknown", profile: new Set<string>() } as const;
    expect(refs(control, nothing)).not.toContain(ref);
    expect(refs(control, { ...nothing, ...condition })).toContain(ref);
  });

  test("a note is never a reference", () => {
    expect(refs("encryption-at-rest", everything)).not.toContain("164.402");
  });

  test.each([
    ["encryption-at-rest", "CC6.7", "supporting"],
    ["encryption-at-rest", "164.312(a)(2)(iv)", "direct"],
    ["key-management", "164.312(a)(2)(iv)", "supporting"],
    ["audit-logging", "164.312(b)", "direct"],
  ])("%s → %s is %s", (control, ref, strength) => {
    const edge = crosswalk.references(policy(control)).edges.find((one) => one.ref === ref);
    expect(edge?.strength).toBe(strength);
  });
});

describe("proposed rule", () => {
  const yaml = parse(readFileSync(join(repository, "policies/refs/hipaa.yaml"), "utf8"), {
    schema: "failsafe",
  }) as {
    hipaa: Record<string, { proposed2025: { text: string } }>;
  };
  test("is marked in the YAML", () => {
    for (const { proposed2025 } of Object.values(yaml.hipaa)) {
      expect(proposed2025.text).toMatch(
        /^(PROPOSED \(90 FR 898, not law\): |none identified$|not amended by this NPRM)/,
      );
    }
  });
  test("does not reach the tool", () => {
    expect(renderRequirements()).not.toMatch(/90 FR|nprm|PROPOSED/i);
  });
});

test("the rendered file holds what was built, notes aside", () => {
  const stripped = JSON.parse(
    JSON.stringify(requirements, (key, value) => (key === "note" ? undefined : value)),
  );
  expect(JSON.parse(renderRequirements()) as Requirements).toEqual(stripped);
  expect(renderRequirements()).toBe(renderRequirements());
});

const shared = join(process.env["CROSSWALK_SHARED"] ?? resolve(repository, "../shared"), "requirements");
const present = existsSync(shared);
if (!present) console.log(`skipped: no ${shared} to compare the YAML with`);

describe.skipIf(!present && process.env["CROSSWALK_REQUIRE_ALL"] !== "1")(
  "the YAML says what the facts say",
  () => {
    const table = (name: string): Array<Record<string, string>> =>
      readCsv(readFileSync(join(shared, name), "utf8"));
    const list = (text = ""): string[] => text.split(";").filter((one) => one !== "");

    test("hipaa.csv", () => {
      const yaml = parse(readFileSync(join(repository, "policies/refs/hipaa.yaml"), "utf8"), {
        schema: "failsafe",
      });
      const rows = table("hipaa.csv").map(({ citation, nprm2025, nprm_checked, appendix_a, ...row }) => [
        citation,
        { ...row, appendixA: appendix_a, proposed2025: { text: nprm2025, checked: nprm_checked } },
      ]);
      expect(rows).toHaveLength(120);
      expect(yaml.hipaa).toEqual(Object.fromEntries(rows));
    });

    test("soc2.csv", () => {
      expect(soc2).toEqual(table("soc2.csv"));
    });

    test("controls.csv", () => {
      const rows = table("controls.csv").map((row) => {
        const [all, ...exceptions] = list(row["strength"]);
        const strengths = new Map(exceptions.map((one) => one.split("=") as [string, string]));
        const edges = (refs: string[]) => refs.map((ref) => ({ ref, strength: strengths.get(ref) ?? all }));
        const process = row["assessable"] === "process";
        return {
          id: row["id"],
          title: row["title"],
          assessable: row["assessable"],
          objective: row["objective"],
          hipaa: process ? [] : edges(list(row["hipaa"])),
          soc2: process ? [] : edges(list(row["soc2"])),
          listed: process ? { hipaa: list(row["hipaa"]), soc2: list(row["soc2"]) } : { hipaa: [], soc2: [] },
          conditional: list(row["conditional_refs"]),
          relatedNotEvidenced: list(row["related_not_evidenced"]),
          ownerRole: row["owner_role"],
          reviewCadence: row["review_cadence"],
          proves: row["evidence_proves"],
          limits: row["evidence_limits"],
          ...(row["mapping_note"] && { note: row["mapping_note"] }),
        };
      });
      const built = controls.map(({ safeguard: _, reviewMonths: __, conditional, ...control }) => ({
        ...control,
        conditional: conditional.map((edge) => `${edge.ref} ${edge.text}`),
      }));
      expect(built).toEqual(rows);
    });
  },
);

/** RFC 4180: quoted fields may hold commas, doubled quotes and line ends. */
function readCsv(text: string): Array<Record<string, string>> {
  const rows: string[][] = [[]];
  for (const [, quoted, bare, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/g)) {
    rows.at(-1)?.push(quoted?.replaceAll('""', '"') ?? bare ?? "");
    if (end !== ",") rows.push([]);
  }
  const [header = [], ...body] = rows.filter((row) => row.length > 1);
  return body.map((row) => Object.fromEntries(header.map((name, i) => [name, row[i] ?? ""])));
}
