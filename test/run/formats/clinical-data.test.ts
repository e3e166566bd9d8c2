// biome-ignore-all lint/suspicious/noTemplateCurlyInString: a template's own variables
import { describe, expect, test } from "vitest";
import { dicomLine } from "../../../src/discover/dicom.ts";
import { kindOf } from "../../../src/discover/signatures.ts";
import { toJson } from "../../../src/evaluate/input.ts";
import type { Resource } from "../../../src/model/resource.ts";
import { step } from "../../../src/model/value.ts";
import { modelSources } from "../../../src/run/model-sources.ts";
import { discovered, placed, resourcesOf } from "../../support/virtual.ts";

const msh = (code: string, facility = "NORTHSIDE") =>
  `MSH|^~\\&|LAB|${facility}|EHR|${facility}|20250101080000||ORU^R01|1|${code}|2.5.1`;
const pid = (id: string, name: string, ssn = "") =>
  `PID|1||${id}^^^NS^MR||${name}||19710314|F|||1 High St^^Town||||||||${ssn}`;
const isa = (code: string) =>
  `ISA*00*          *00*          *ZZ*CLINIC         *ZZ*PAYER          *250101*0800*^*00501*000000001*0*${code}*:~`;
const claim = (code: string, more = "") =>
  `${isa(code)}\nGS*HC*CLINIC*PAYER*20250101*0800*1*X*005010X222A1~\nST*837*0001*005010X222A1~\nNM1*IL*1*ALDERWICK*MORGAN****MI*88121~\n${more}SE*3*0001~\nGE*1*1~\nIEA*1*000000001~\n`;

const records = (resource: Resource | undefined) =>
  (toJson(resource?.values as never) as { records: unknown }).records;
const read = async (path: string, text: string) => (await resourcesOf({ [path]: text }, "clinical-data"))[0];

async function diagnosed(path: string, text: string) {
  const modelled = modelSources(discovered({ [path]: text }));
  const found: Resource[] = [];
  for await (const unit of modelled.units()) found.push(...unit.resources);
  for (const { hint, at } of modelled.diagnostics) {
    expect(hint).toBeTruthy();
    expect(at).toBeDefined();
  }
  return { found, where: modelled.diagnostics.map(({ at }) => at && placed(at).where), modelled };
}

describe("HL7 v2", () => {
  test.each(["\r", "\n", "\r\n"])(
    "messages of a batch are told apart by what they say (line end %j)",
    async (end) => {
      const lines = [
        "FHS|^~\\&|LAB",
        msh("P"),
        pid("1", "ALDERWICK^MORGAN"),
        msh("P"),
        pid("2", "TREMAINE^ROBIN"),
        msh("T"),
        pid("3", "QUILL^JO"),
        msh("P^T"),
        pid("4", "EVERYMAN^ADAM"),
        msh("P"),
        "MSA|AA|1",
      ];
      const one = await read("a/batch.hl7", `\u000b${lines.join(end)}${end}\u001c\r`);
      expect(records(one)).toEqual([
        { processing: "P", named: true, test: false, patients: 2, identifier: false },
        { processing: "T", named: true, test: false, patients: 1, identifier: false },
        { processing: "P", named: true, test: true, patients: 1, identifier: false },
        { processing: "P", named: false, test: false, patients: 0, identifier: false },
      ]);
      const list = step(one?.values as never, "records");
      const places = list?.kind === "list" ? list.items.map((item) => placed(item.at).text) : [];
      expect(places).toEqual(["P", "T", "P^T", "P"]);
    },
  );

  test("other separators, numbers and markers", async () => {
    const other = msh("P").replaceAll("|", "#");
    expect(kindOf("a.txt", other)).toBe("clinical-data");
    expect(records(await read("a.txt", other))).toMatchObject([{ processing: "P" }]);
    const number = (ssn: string) => read("a.hl7", `${msh("P")}\r${pid("1", "QUILL^JO", ssn)}\r`);
    expect(records(await number("212-09-7394"))).toMatchObject([{ identifier: true }]);
    for (const made of ["999-12-3456", "123-45-6789", "000-12-3456", "555555555", "12"])
      expect(records(await number(made))).toMatchObject([{ identifier: false }]);
    const named = (name: string) => read("a.hl7", `${msh("P")}\r${pid("1", name)}\r`);
    for (const name of ["DOE^JANE", "ZZTEST^A", "PATIENT^TEST", "Everywoman^Eve"])
      expect(records(await named(name))).toMatchObject([{ test: true }]);
    for (const name of ["TESTARD^LUC", "CONTESTI^A", "DOERING^M", "SAMPLESON^K"])
      expect(records(await named(name))).toMatchObject([{ test: false }]);
    expect(records(await read("a.hl7", msh("P", "TEST HOSPITAL")))).toMatchObject([{ test: true }]);
    expect(records(await read("a.hl7", msh("${MODE}")))).toMatchObject([
      { processing: { $unknown: { cause: "not-rendered" } } },
    ]);
  });

  test("a header cut short is told, the other messages are read", async () => {
    const { found, where } = await diagnosed(
      "a.hl7",
      `MSH|^~\\&|LAB\n${msh("P")}\n${pid("1", "QUILL^JO")}\n`,
    );
    expect(records(found[0])).toMatchObject([{ named: true }]);
    expect(where).toEqual(["a.hl7:1"]);
  });

  test.each(["MSH is the header", "MSH,a,b", "notes\nMSH|^~\\&|", "MSHELL|^~\\&|A", "MSH|||||"])(
    "is not %j",
    (text) => {
      expect(kindOf("a.txt", text)).toBeUndefined();
    },
  );

  test("a file of very many messages costs no more than its length", async () => {
    const text = `${msh("P")}\n${pid("1", "QUILL^JO")}\n`.repeat(30_000);
    expect(records(await read("a.hl7", text))).toMatchObject([{ patients: 1 }]);
  });

  test("no value, message or text of a report shows the patient", async () => {
    const { found, modelled } = await diagnosed("a.hl7", `${msh("P")}\r${pid("1", "ALDERWICK^MORGAN")}\r`);
    expect(JSON.stringify(toJson(found[0]?.values as never))).not.toMatch(/alderwick/i);
    const [[source, spans] = []] = [...(modelled.secrets ?? [])];
    expect(spans).toEqual([{ start: 0, end: source?.text.length }]);
  });
});

describe("X12", () => {
  test("says by ISA15 whether it is a test's", async () => {
    expect(records(await read("a.837", claim("P")))).toEqual([
      { processing: "P", named: true, test: false, patients: 1, identifier: false },
    ]);
    const two = await read("a.edi", claim("P", "NM1*QC*1*TREMAINE*ROBIN****34*212097394~\n") + claim("T"));
    expect(records(two)).toMatchObject([
      { processing: "P", patients: 2, identifier: true },
      { processing: "T", patients: 1 },
    ]);
    const list = step(two?.values as never, "records");
    expect(list?.kind === "list" ? list.items.map((item) => placed(item.at).text) : []).toEqual(["P", "T"]);
  });

  test("of a trade is no patient's; a header out of shape is told", async () => {
    expect(kindOf("a.edi", claim("P").replace("ST*837", "ST*850"))).toBeUndefined();
    const { found, where } = await diagnosed("a.edi", `${claim("P")}ISA*00*cut off`);
    expect(records(found[0])).toHaveLength(1);
    expect(where).toEqual(["a.edi:8"]);
  });
});

describe("C-CDA", () => {
  const document = (name: string, id = "88121", root = "2.16.840.1.113883.19.5") => `<?xml version="1.0"?>
<!-- written by hand --><ClinicalDocument xmlns="urn:hl7-org:v3"><title>Summary</title>
 <recordTarget><patientRole><id root="${root}" extension="${id}"/>
  <patient><name><given>${name}</given><family>Alderwick</family></name></patient></patientRole></recordTarget>
</ClinicalDocument>`;

  test("names a patient unless it says test", async () => {
    const one = await read("a.xml", document("Morgan"));
    expect(records(one)).toEqual([{ named: true, test: false, patients: 1, identifier: false }]);
    const list = step(one?.values as never, "records");
    expect(list?.kind === "list" && placed(list.items[0]?.at as never)).toEqual({
      where: "a.xml:3",
      text: "<recordTarget>",
    });
    expect(records(await read("a.ccda", document("Test")))).toMatchObject([{ test: true }]);
    expect(
      records(await read("a.xml", document("Morgan").replace("written by hand", "an example of HL7's"))),
    ).toMatchObject([{ test: true }]);
    expect(records(await read("a.xml", document("{{ given }}")))).toMatchObject([
      { named: { $unknown: {} } },
    ]);
    expect(
      records(await read("a.xml", document("Jo", "212-09-7394", "2.16.840.1.113883.4.1"))),
    ).toMatchObject([{ identifier: true }]);
  });

  test("is not another document, and a broken one is told", async () => {
    expect(kindOf("a.xml", document("A").replace("urn:hl7-org:v3", "urn:other"))).toBeUndefined();
    expect(kindOf("a.xml", `<stylesheet>${document("A")}</stylesheet>`)).toBeUndefined();
    const { found, where } = await diagnosed(
      "a.xml",
      document("Morgan").replace("</ClinicalDocument>", "<a"),
    );
    expect(records(found[0])).toHaveLength(1);
    expect(where).toHaveLength(1);
  });
});

describe("DICOM", () => {
  const element = (group: number, number: number, vr: string, text: string, explicit = true): Buffer => {
    const value = Buffer.from(text.length % 2 ? `${text} ` : text);
    const head = Buffer.alloc(8);
    head.writeUInt16LE(group, 0);
    head.writeUInt16LE(number, 2);
    if (explicit) {
      head.write(vr, 4, "latin1");
      head.writeUInt16LE(value.length, 6);
    } else head.writeUInt32LE(value.length, 4);
    return Buffer.concat([head, value]);
  };
  const openSequence = Buffer.from("0800401153510000fffffffffeff00e0ffffffff", "hex");
  const closed = Buffer.from("feff0de000000000feffdde000000000", "hex");
  const file = (
    syntax: string,
    explicit: boolean,
    elements: Array<[number, number, string, string]>,
  ): Buffer =>
    Buffer.concat([
      Buffer.alloc(128),
      Buffer.from("DICM"),
      element(2, 0x10, "UI", syntax),
      element(8, 0x60, "CS", "CT", explicit),
      ...(explicit ? [openSequence, element(8, 0x1150, "UI", "1.2"), closed] : []),
      ...elements.map(([group, number, vr, text]) => element(group, number, vr, text, explicit)),
      element(0x18, 0x15, "CS", "HEAD", explicit),
    ]);
  const little = "1.2.840.10008.1.2.1";

  test.each([
    ["named", little, true, [[0x10, 0x10, "PN", "ALDERWICK^MORGAN"]]],
    ["named", "1.2.840.10008.1.2", false, [[0x10, 0x10, "PN", "ALDERWICK^MORGAN"]]],
    ["no", little, true, [[0x10, 0x10, "PN", ""]]],
    ["no", little, true, [[0x10, 0x10, "PN", "ANONYMOUS"]]],
    ["no", little, true, []],
    [
      "no",
      little,
      true,
      [
        [0x10, 0x10, "PN", "LIDC-0001"],
        [0x10, 0x20, "LO", "LIDC-0001"],
      ],
    ],
    [
      "no",
      little,
      true,
      [
        [0x10, 0x10, "PN", "A^B"],
        [0x12, 0x62, "CS", "YES"],
      ],
    ],
    ["not", "1.2.840.10008.1.2.1.99", true, [[0x10, 0x10, "PN", "A^B"]]],
  ] as const)("%s patient (%s)", (what, syntax, explicit, elements) => {
    const line = dicomLine(file(syntax, explicit, elements as never));
    expect(line).toBe(
      {
        named: "(DICOM file, patient named)",
        no: "(DICOM file, no patient named)",
        not: "(DICOM file, patient not read)",
      }[what],
    );
    expect(kindOf("a.dcm", line as string)).toBe("clinical-data");
  });

  test("cut off anywhere it is never taken for one that names nobody it names", () => {
    const bytes = file(little, true, [[0x10, 0x10, "PN", "ALDERWICK^MORGAN"]]);
    for (let end = 0; end < bytes.length; end++) {
      const line = dicomLine(bytes.subarray(0, end));
      if (end < 132) expect(line).toBeUndefined();
      else expect(line).toMatch(/named\)|not read\)/);
      if (end >= 132) expect(line).not.toContain("no patient");
    }
  });

  test("gives a resource by its line", async () => {
    expect(records(await read("a.dcm", "(DICOM file, patient not read)"))).toMatchObject([
      { named: { $unknown: { cause: "not-supported" } } },
    ]);
    expect(records(await read("a.dcm", "(DICOM file, patient named)"))).toMatchObject([{ named: true }]);
  });
});
