import { rmSync } from "node:fs";
import { dirname } from "node:path";
import { Ajv } from "ajv";
import addFormats from "ajv-formats";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ExceptionEvidence, PopulationRow } from "../../../src/evidence/evidence.ts";
import { oscalDocuments } from "../../../src/evidence/oscal/oscal.ts";
import {
  type Catalog,
  controlsOf,
  deep,
  type Finding,
  objectivesOf,
  type Result,
  type Risk,
  values,
} from "./documents.ts";
import { type Sample, telehealth } from "./telehealth.ts";
import { schemaOf, testSchemas, testTrestle, trestle } from "./tools.ts";

/** Which official schema a document follows. */
const kinds: Record<string, string> = {
  "assessment-plan.json": "assessment-plan",
  "assessment-results.json": "assessment-results",
  "catalog-crosswalk.json": "catalog",
  "catalog-hipaa.json": "catalog",
  "catalog-soc2.json": "catalog",
  "component-definition.json": "component",
  "mapping-collection.json": "mapping",
  "poam.json": "poam",
  "profile.json": "profile",
};

let sample: Sample;
let result: Result;

beforeAll(() => {
  sample = telehealth();
  result = read<{ results: [Result] }>("assessment-results.json").results[0];
});

afterAll(() => rmSync(dirname(dirname(sample.folder)), { recursive: true, force: true }));

/** What lies below the one key of a document. */
function read<T>(name: string): T {
  return Object.values(JSON.parse(sample.documents.get(name) ?? "{}"))[0] as T;
}

function rowsOf(verdict: PopulationRow["verdict"]): PopulationRow[] {
  return sample.evidence.population.filter((row) => row.verdict === verdict);
}

/** Risks of the row of one policy and resource. */
function risksOf(policy: string, resource: string): Risk[] {
  const rows = sample.evidence.population.filter(
    (row) => row.policy === policy && row.resource === resource && row.verdict === "fail",
  );
  expect(rows).toHaveLength(1);
  return result.risks.filter((risk) => values(risk.props, "row")[0] === rows[0]?.id);
}

describe("the documents", () => {
  test("are the ones that docs/oscal.md lists", () => {
    expect([...sample.documents.keys()]).toEqual(Object.keys(kinds).sort());
  });

  testSchemas("follow the official JSON schemas", () => {
    for (const [name, kind] of Object.entries(kinds)) {
      const ajv = new Ajv({ strict: false, allErrors: true });
      addFormats.default(ajv);
      const validate = ajv.compile(schemaOf(kind));
      const document = JSON.parse(sample.documents.get(name) ?? "null");
      validate(document);
      expect(validate.errors?.slice(0, 5) ?? [], name).toEqual([]);
      const [body] = Object.values(document) as [{ metadata: object }];
      body.metadata = { ...body.metadata, "last-modified": "yesterday" };
      expect(validate(document), `${name} with a date that is none`).toBe(false);
    }
  });

  testSchemas("say the version that the schemas have", () => {
    const id = (schemaOf("catalog") as { $id: string }).$id;
    const versions = [...sample.documents.values()].flatMap((text) =>
      deep(JSON.parse(text), "oscal-version"),
    );
    expect(new Set(versions)).toEqual(new Set([/oscal\/([\d.]+)\//.exec(id)?.[1]]));
  });

  testTrestle("load in compliance-trestle, whose validators are content", () => {
    expect(trestle(sample.folder)).toEqual(
      Object.fromEntries(Object.keys(kinds).map((name) => [name, null])),
    );
  });

  test("are the same bytes for the same evidence, and differ in time only when run later", () => {
    const again = oscalDocuments(sample.evidence);
    expect(oscalDocuments(structuredClone(sample.evidence))).toEqual(again);
    const { provenance } = sample.evidence;
    const later = oscalDocuments({
      ...sample.evidence,
      provenance: { ...provenance, generatedAt: "2026-12-24T18:00:00Z" },
    });
    for (const [name, text] of later) {
      const times = /"(collected|expires|start|end|last-modified)": "[^"]*"/g;
      expect(text.replace(times, ""), name).toBe(again.get(name)?.replace(times, ""));
    }
  });

  test("use every UUID for one thing", () => {
    for (const [name, text] of sample.documents) {
      const uuids = deep(JSON.parse(text), "uuid");
      expect(uuids.length, name).toBeGreaterThan(0);
      expect(new Set(uuids).size, name).toBe(uuids.length);
    }
  });

  test("refer only to what is there", () => {
    const results = JSON.parse(sample.documents.get("assessment-results.json") ?? "{}");
    for (const document of [results, JSON.parse(sample.documents.get("poam.json") ?? "{}")]) {
      const known = new Set(deep(document, "uuid"));
      for (const key of ["actor-uuid", "subject-uuid", "component-uuid", "observation-uuid", "risk-uuid"])
        expect(
          deep(document, key).filter((uuid) => !known.has(uuid)),
          key,
        ).toEqual([]);
      const inside = deep(document, "href").filter((href) => href.startsWith("#"));
      expect(inside.filter((href) => !known.has(href.slice(1)))).toEqual([]);
    }
    const catalogs = ["crosswalk", "hipaa", "soc2"].map((name) => read<Catalog>(`catalog-${name}.json`));
    const ids = catalogs.flatMap((catalog) => controlsOf(catalog).map((control) => control.id));
    const named = [...sample.documents.values()].flatMap((text) => {
      const document = JSON.parse(text);
      return [...deep(document, "control-id"), ...deep(document, "id-ref")];
    });
    expect(named.filter((id) => !ids.includes(id))).toEqual([]);
    const objectives = catalogs.flatMap(objectivesOf);
    const targets = [...deep(results, "target-id"), ...deep(results, "objective-id")];
    expect(targets.filter((id) => !objectives.includes(id))).toEqual([]);
  });
});

describe("catalogs", () => {
  test("hold every requirement and control, titles as they are", () => {
    for (const framework of ["hipaa", "soc2"] as const) {
      const controls = controlsOf(read<Catalog>(`catalog-${framework}.json`));
      expect(controls.map((control) => values(control.props, "label")[0]).sort()).toEqual(
        sample.evidence.requirements[framework].map((row) => row.id).sort(),
      );
    }
    const crosswalk = controlsOf(read<Catalog>("catalog-crosswalk.json"));
    expect(crosswalk.map((control) => control.id).sort()).toEqual(
      sample.evidence.controls.map((control) => control.id).sort(),
    );
  });

  test("mark every SOC 2 title as paraphrased", () => {
    for (const control of controlsOf(read<Catalog>("catalog-soc2.json")))
      expect(values(control.props, "title-source")).toEqual(["paraphrased"]);
  });

  test("have one objective a policy that ran", () => {
    const objectives = objectivesOf(read<Catalog>("catalog-crosswalk.json"));
    for (const policy of sample.evidence.policies)
      expect(objectives.filter((id) => id === `${policy.control}_obj.${policy.id}`)).toHaveLength(1);
  });
});

test("mappings never leave the controls, and never say equal", () => {
  const collection = read<{
    mappings: Array<{
      "source-resource": { href: string };
      maps: Array<{ relationship: string; qualifiers?: object[] }>;
    }>;
  }>("mapping-collection.json");
  expect(collection.mappings).toHaveLength(2);
  for (const mapping of collection.mappings) {
    expect(mapping["source-resource"].href).toBe("catalog-crosswalk.json");
    expect(new Set(mapping.maps.map((map) => map.relationship))).toEqual(new Set(["intersects-with"]));
  }
  const conditional = sample.evidence.controls.flatMap((control) => control.conditional);
  expect(conditional.length).toBeGreaterThan(0);
  expect(collection.mappings.flatMap((mapping) => mapping.maps).filter((map) => map.qualifiers)).toHaveLength(
    conditional.length,
  );
});

describe("observations", () => {
  test("are one a policy and resource, examined, at the stated time", () => {
    const pairs = new Set(
      sample.evidence.population.map((row) => `${row.policy} ${row.unit} ${row.type} ${row.resource}`),
    );
    expect(result.observations).toHaveLength(pairs.size);
    for (const observation of result.observations) {
      expect(observation.methods).toEqual(["EXAMINE"]);
      expect(observation.types).toEqual(["control-objective"]);
      expect(observation.collected).toBe("2026-11-25T09:00:00Z");
      if (observation.expires !== undefined) expect(observation.expires > observation.collected).toBe(true);
      expect(observation.subjects).toHaveLength(1);
    }
    expect(result.observations.some((one) => one.expires !== undefined)).toBe(true);
  });

  test("hold every row of the population once", () => {
    const rows = result.observations.flatMap((one) =>
      one["relevant-evidence"].flatMap((evidence) => values(evidence.props, "row")),
    );
    expect(rows.sort()).toEqual(sample.evidence.population.map((row) => row.id).sort());
  });

  test("point to the body of evidence by its digest", () => {
    const resources = read<{
      "back-matter": { resources: Array<{ rlinks: Array<{ href: string; hashes?: object[] }> }> };
    }>("assessment-results.json")["back-matter"].resources;
    const report = resources.flatMap((one) => one.rlinks).find((one) => one.href === "../evidence.json");
    expect(report?.hashes).toEqual([
      { algorithm: "SHA-256", value: expect.stringMatching(/^[0-9a-f]{64}$/) },
    ]);
    expect(resources.flatMap((one) => one.rlinks).every((one) => one.hashes)).toBe(true);
  });
});

describe("findings", () => {
  const state = (found: Finding) => found.target.status.state;
  const onPolicy = (id: string) => result.findings.filter((one) => values(one.props, "policy")[0] === id);

  test("follow the verdicts of each policy, and no unknown is satisfied", () => {
    const seen = new Set<string>();
    for (const policy of sample.evidence.policies) {
      const verdicts = sample.evidence.population
        .filter((row) => row.policy === policy.id)
        .map((row) => row.verdict);
      const expected = verdicts.includes("fail")
        ? ["not-satisfied"]
        : verdicts.includes("unknown") || !verdicts.includes("pass")
          ? []
          : ["satisfied"];
      expect(onPolicy(policy.id).map(state), policy.id).toEqual(expected);
      seen.add(expected[0] ?? "none");
    }
    expect(seen).toEqual(new Set(["not-satisfied", "satisfied", "none"]));
  });

  test("have counts that agree with the evidence", () => {
    for (const policy of sample.evidence.policies)
      for (const found of onPolicy(policy.id)) {
        const resources = new Map<string, string[]>();
        for (const row of sample.evidence.population)
          if (row.policy === policy.id) {
            const key = `${row.unit} ${row.resource}`;
            resources.set(key, [...(resources.get(key) ?? []), row.verdict]);
          }
        const failing = [...resources.values()].filter((verdicts) => verdicts.includes("fail")).length;
        const told = (found.props ?? []).find((one) => one.name === "count" && one.class === "fail");
        expect(Number(told?.value), policy.id).toBe(failing);
      }
  });

  test("of a policy with an unknown are none, also when all else passes", () => {
    const { provenance, population } = sample.evidence;
    const satisfied = result.findings.find((one) => state(one) === "satisfied");
    const policy = values(satisfied?.props, "policy")[0] ?? "";
    const [first] = population.filter((row) => row.policy === policy && row.verdict === "pass");
    const documents = oscalDocuments({
      ...sample.evidence,
      provenance,
      population: population.map((row) => (row === first ? { ...row, verdict: "unknown" } : row)),
    });
    const changed = JSON.parse(documents.get("assessment-results.json") ?? "{}")["assessment-results"]
      .results[0] as Result;
    expect(changed.findings.filter((one) => values(one.props, "policy")[0] === policy)).toEqual([]);
    expect(changed.findings).toHaveLength(result.findings.length - 1);
    expect(changed.observations).toHaveLength(result.observations.length);
  });

  test("of a policy whose pass somebody vouched for are none", () => {
    const satisfied = result.findings.find((one) => state(one) === "satisfied");
    const policy = values(satisfied?.props, "policy")[0] ?? "";
    const rows = sample.evidence.population.filter((row) => row.policy === policy).map((row) => row.id);
    const documents = oscalDocuments({
      ...sample.evidence,
      bypasses: [{ kind: "assumption", what: "x", reason: "y", place: "crosswalk.yaml", rows }],
    });
    expect(documents.get("assessment-results.json")).not.toContain(`"uuid": "${satisfied?.uuid}"`);
  });

  test("never say that a requirement of HIPAA or SOC 2 is satisfied", () => {
    const found = result.findings.filter((one) => values(one.props, "framework").length > 0);
    expect(found.length).toBeGreaterThan(10);
    for (const one of found) expect(state(one)).toBe("not-satisfied");
    const satisfied = result.findings.filter((one) => state(one) === "satisfied");
    for (const one of satisfied) expect(one.target["target-id"]).not.toMatch(/^(hipaa|soc2)-/);
    const against = [...sample.evidence.requirements.hipaa, ...sample.evidence.requirements.soc2].filter(
      (row) => ["contradicted", "risk-accepted", "excepted"].includes(row.state),
    );
    expect(found).toHaveLength(against.length);
  });

  test("on contradicted requirements name the observations and risks behind them", () => {
    for (const one of result.findings) {
      if (state(one) === "satisfied") continue;
      expect(one["related-observations"]?.length, one.target["target-id"]).toBeGreaterThan(0);
      expect(one["related-risks"]?.length, one.target["target-id"]).toBeGreaterThan(0);
    }
  });
});

describe("reviewed controls", () => {
  const sets = (which: "include-controls" | "exclude-controls") =>
    new Set(
      result["reviewed-controls"]["control-selections"].flatMap((one) =>
        (one[which] ?? []).map((control) => control["control-id"]),
      ),
    );

  test("exclude what only people can show, what was not chosen, and what no policy speaks of", () => {
    const excluded = sets("exclude-controls");
    const included = sets("include-controls");
    expect([...included].filter((id) => excluded.has(id))).toEqual([]);
    for (const framework of ["hipaa", "soc2"] as const) {
      const ids = new Map(
        controlsOf(read<Catalog>(`catalog-${framework}.json`)).map((control) => [
          values(control.props, "label")[0],
          control.id,
        ]),
      );
      for (const row of sample.evidence.requirements[framework]) {
        const out = row.assessable === "process" || row.state === "not-selected" || row.edges.length === 0;
        expect(excluded.has(ids.get(row.id) ?? ""), row.id).toBe(out);
        expect(included.has(ids.get(row.id) ?? ""), row.id).toBe(!out);
      }
    }
    expect(excluded).toContain("hipaa-164.308.a.1.ii.A");
    expect(excluded).toContain("soc2-C1.1");
  });

  test("tell the state of every requirement", () => {
    const states = result["reviewed-controls"]["control-selections"].flatMap((one) =>
      values(one.props, "state"),
    );
    const rows = [...sample.evidence.requirements.hipaa, ...sample.evidence.requirements.soc2];
    expect(states.sort()).toEqual(rows.map((row) => row.state).sort());
  });
});

describe("risks", () => {
  test("are open for every failing row that no record covers whole", () => {
    expect(rowsOf("fail").length).toBeGreaterThan(40);
    for (const row of rowsOf("fail")) {
      const own = result.risks.filter((risk) => values(risk.props, "row")[0] === row.id);
      const cited = [...row.hipaa, ...row.soc2].map((one) => one.id);
      const open = cited.filter((id) => !(id in (row.exception?.effects ?? {})));
      expect(
        own
          .filter((risk) => risk.status === "open")
          .flatMap((risk) => [...values(risk.props, "hipaa"), ...values(risk.props, "soc2")]),
        row.policy,
      ).toEqual(open);
      expect(own.some((risk) => risk.status === "open")).toBe(open.length > 0);
    }
    for (const row of rowsOf("unknown"))
      expect(result.risks.flatMap((risk) => values(risk.props, "row"))).not.toContain(row.id);
  });

  test("are approved deviations as far as a record reaches; the rest of the row stays open", () => {
    const own = risksOf("aws-ebs-volume-encrypted", "module.storage.aws_ebs_volume.imports");
    expect(own.map((risk) => risk.status)).toEqual(["deviation-approved", "open"]);
    const [approved, open] = own;
    expect(values(approved?.props, "hipaa")).toEqual(["164.312(a)(2)(iv)"]);
    expect(values(approved?.props, "soc2")).toEqual([]);
    expect(values(open?.props, "hipaa")).toEqual([]);
    expect(values(open?.props, "soc2")).toContain("CC6.1");
    expect(approved?.deadline).toBe("2027-11-01T23:59:59Z");
    expect(approved?.["mitigating-factors"]?.map((one) => one.description)).toEqual([
      "Imports hold pseudonymised rows only, and the volume is wiped every night.",
    ]);
    expect(log(approved)).toEqual([
      ["dr-submission", "deviation-requested"],
      ["dr-approved", "deviation-approved"],
    ]);
    expect(open?.["risk-log"]).toBeUndefined();
  });

  test("are approved whole where a compensating control is recorded for SOC 2", () => {
    const own = risksOf("aws-efs-encrypted", "module.storage.aws_efs_file_system.imaging");
    expect(own.map((risk) => risk.status)).toEqual(["deviation-approved"]);
    expect(own[0]?.["mitigating-factors"]).toHaveLength(2);
    const [found] = result.findings.filter((one) => values(one.props, "policy")[0] === "aws-efs-encrypted");
    expect(found?.target.status).toMatchObject({ state: "not-satisfied", reason: "other" });
  });

  test("stay open, with the rejection on record, where the record is incomplete", () => {
    const own = risksOf("k8s-storageclass-encryption", "StorageClass.default.research");
    expect(own.map((risk) => risk.status)).toEqual(["open"]);
    expect(log(own[0])).toEqual([
      ["dr-submission", "deviation-requested"],
      ["dr-rejected", "open"],
    ]);
  });

  test("are open again once the record has expired, with its approval and end in the log", () => {
    const expired = changed(
      (record) => ({ ...record, status: "expired", expiresOn: "2026-11-20" }),
      undefined,
    );
    const own = expired.risks.filter((risk) => values(risk.props, "row")[0] === rowOf("EX-1").id);
    expect(own.map((risk) => risk.status)).toEqual(["open"]);
    expect(log(own[0])).toEqual([
      ["dr-submission", "deviation-requested"],
      ["dr-approved", "deviation-approved"],
      ["status-update", "open"],
    ]);
  });

  test("take every record that acts on a row, and end with the first of them", () => {
    const { hipaa, soc2, exception } = rowOf("EX-1");
    const effects = Object.fromEntries(soc2.map(({ id }) => [id, "excepted" as const]));
    expect(hipaa).toHaveLength(1);
    const both = changed(
      (record) =>
        record.id === "EX-2" ? { ...record, rows: [rowOf("EX-1").id], expiresOn: "2027-02-01" } : record,
      { ...(exception && { exception }), moreExceptions: [{ id: "EX-2", effects }] },
    );
    const own = both.risks.filter((risk) => values(risk.props, "row")[0] === rowOf("EX-1").id);
    expect(own.map((risk) => risk.status)).toEqual(["deviation-approved"]);
    expect(own[0]?.deadline).toBe("2027-02-01T23:59:59Z");
    expect(log(own[0])).toHaveLength(4);
  });

  function rowOf(exception: string): PopulationRow {
    const record = sample.evidence.exceptions.find((one) => one.id === exception);
    const row = sample.evidence.population.find((one) => one.id === record?.rows[0]);
    if (!row) throw new Error(`no row of ${exception}`);
    return row;
  }

  /** The results with other records, and with these as the ones that act on the row of EX-1. */
  function changed(
    record: (given: ExceptionEvidence) => ExceptionEvidence,
    acting: Pick<PopulationRow, "exception" | "moreExceptions"> | undefined,
  ): Result {
    const id = rowOf("EX-1").id;
    const documents = oscalDocuments({
      ...sample.evidence,
      exceptions: sample.evidence.exceptions.map(record),
      population: sample.evidence.population.map((row) => {
        if (row.id !== id) return row;
        const { exception: _, ...rest } = row;
        return { ...rest, status: acting ? ("excepted" as const) : ("open" as const), ...acting };
      }),
    });
    return JSON.parse(documents.get("assessment-results.json") ?? "{}")["assessment-results"].results[0];
  }

  test("that are open are the items of the plan of action", () => {
    const poam = read<{
      "poam-items": Array<{ "related-risks": Array<{ "risk-uuid": string }> }>;
      risks: Risk[];
    }>("poam.json");
    const open = result.risks.filter((risk) => risk.status === "open").map((risk) => risk.uuid);
    expect(poam.risks.map((risk) => risk.uuid)).toEqual(open);
    expect(
      poam["poam-items"].flatMap((item) => item["related-risks"].map((one) => one["risk-uuid"])),
    ).toEqual(open);
  });

  function log(risk: Risk | undefined): Array<[string | undefined, string | undefined]> {
    return (risk?.["risk-log"]?.entries ?? []).map((entry) => [
      values(entry.props, "type")[0],
      entry["status-change"],
    ]);
  }
});

test("nothing open, no plan of action", () => {
  const documents = oscalDocuments({
    ...sample.evidence,
    population: sample.evidence.population.filter((row) => row.verdict === "pass"),
    exceptions: [],
  });
  expect(documents.has("poam.json")).toBe(false);
  expect(documents.size).toBe(Object.keys(kinds).length - 1);
});

test("5,000 rows are written in no time that matters beside the scan", () => {
  const rows = Array.from({ length: 5000 }, (_, i) => {
    const row = sample.evidence.population[i % sample.evidence.population.length] as PopulationRow;
    return { ...row, id: `${row.id}${i}`, resource: `${row.resource}[${i}]` };
  });
  const start = performance.now();
  const documents = oscalDocuments({ ...sample.evidence, population: rows });
  // Under a second of processor time; a guard against growth, since other tests run beside this one.
  expect(performance.now() - start).toBeLessThan(10_000);
  expect(documents.get("assessment-results.json")?.length).toBeLessThan(5000 * 5000);
});
