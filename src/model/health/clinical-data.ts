import type { ClinicalFile, ClinicalRecord } from "../../parse/clinical/clinical.ts";
import { baseName, configUnit, firstLine, folderOf, place } from "../app/config-unit.ts";
import type { Resource, Unit } from "../resource.ts";
import { object, unknown, type Value } from "../value.ts";

/**
 * One `clinical-data` resource for a file: `format`, and `records`, one for each kind of record in it (the first stands
 * for those that say the same of themselves): `{processing, named, test, patients, identifier}`. `patients` counts those
 * of the kind; no value tells who they are.
 */
export function modelClinicalData({ source, format, records }: ClinicalFile): Unit {
  const unit = configUnit(source.path, [source]);
  const head = firstLine(source);
  const kinds = new Map<string, ClinicalRecord[]>();
  for (const record of records) {
    const kind = JSON.stringify([record.processing, record.named ?? "?", record.test]);
    const alike = kinds.get(kind);
    if (alike) alike.push(record);
    else kinds.set(kind, [record]);
  }
  const items = [...kinds.values()].map((alike): Value => {
    const [{ span, processing, named, test }] = alike as [ClinicalRecord];
    const where = place(source, span);
    const count = new Set(alike.flatMap((one) => one.patients)).size;
    const values: Array<readonly [string, Value]> = [
      [
        "named",
        named === undefined ? unknown("not-supported", where) : { kind: "bool", value: named, at: where },
      ],
      ["test", { kind: "bool", value: test, at: where }],
      ["patients", { kind: "number", value: count, at: where }],
      ["identifier", { kind: "bool", value: alike.some((one) => one.identifier), at: where }],
    ];
    if (processing !== undefined)
      values.unshift([
        "processing",
        /^[A-Z]?$/.test(processing)
          ? { kind: "string", value: processing, at: where }
          : unknown(/[${<]/.test(processing) ? "not-rendered" : "not-supported", where),
      ]);
    return object(where, values);
  });
  const resource: Resource = {
    key: `clinical-data:${source.path}`,
    address: `clinical-data:${source.path}`,
    type: "clinical-data",
    name: baseName(source.path),
    folder: folderOf(source.path),
    values: object(head, [
      ["format", { kind: "string", value: format, at: head }],
      ["records", { kind: "list", items, at: head }],
    ]),
    head,
    body: place(source, { start: 0, end: source.text.length }),
    via: [],
    meta: { file: baseName(source.path) },
    links: [],
  };
  unit.resources.push(resource);
  return unit;
}
