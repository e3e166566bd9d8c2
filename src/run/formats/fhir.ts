import { configUnit } from "../../model/app/config-unit.ts";
import { fhirResources, judgedTypes } from "../../model/health/fhir.ts";
import { fhirXmlValue } from "../../model/health/fhir-xml.ts";
import { jsonValue } from "../../model/json-value.ts";
import type { Unit } from "../../model/resource.ts";
import type { Value } from "../../model/value.ts";
import { parseJson } from "../../parse/json/json.ts";
import { ndjsonLines } from "../../parse/json/ndjson.ts";
import { parseXml } from "../../parse/xml/xml.ts";
import type { Source } from "../../text/source.ts";
import type { Format } from "../format.ts";
import type { Reading } from "../reading.ts";

/** A file without the name of a judged type in it is not parsed: most FHIR files are patients' records or examples. */
const judged = new RegExp(`\\b(?:${[...judgedTypes].join("|")})\\b`);

/** FHIR resources in JSON, NDJSON and XML; a unit for each file that holds one a policy judges. */
export const fhir: Format = {
  *units(sources, reading) {
    for (const source of sources) {
      if (!judged.test(source.text)) continue;
      const unit = configUnit(source.path, [source]);
      const names = new Map<string, number>();
      for (const value of valuesOf(source, unit, reading)) {
        const { found, cut } = fhirResources(value, names);
        for (const resource of found) unit.resources.push(resource);
        if (cut)
          unit.notScanned.push({ path: source.path, cause: "limit", detail: "more than 10,000 resources" });
      }
      if (unit.resources.length > 0 || unit.notScanned.length > 0) yield unit;
    }
  },
};

function* valuesOf(source: Source, unit: Unit, reading: Reading): Generator<Value> {
  if (/\.xml$/i.test(source.path)) {
    const { root } = reading.reported(parseXml(source));
    if (root) yield fhirXmlValue(root, source);
  } else if (/\.ndjson$/i.test(source.path)) {
    const { lines, rest } = ndjsonLines(source, judged);
    for (const file of lines) yield jsonValue(reading.reported(file).root, source);
    if (rest > 0)
      unit.notScanned.push({ path: source.path, cause: "limit", detail: `${rest} more lines of resources` });
  } else yield jsonValue(reading.reported(parseJson(source, { comments: false })).root, source);
}
