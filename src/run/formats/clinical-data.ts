import { modelClinicalData } from "../../model/health/clinical-data.ts";
import { ccdaRecords } from "../../parse/clinical/ccda.ts";
import { parseClinical } from "../../parse/clinical/clinical.ts";
import { parseXml } from "../../parse/xml/xml.ts";
import { at } from "../../text/span.ts";
import type { Format } from "../format.ts";

export const clinicalData: Format = {
  *units(sources, reading) {
    for (const source of sources) {
      // A report must not show a patient, whichever line it points at.
      reading.secret(at(source, 0, source.text.length));
      const xml = source.text.trimStart().startsWith("<");
      yield modelClinicalData(reading.reported(xml ? ccdaRecords(parseXml(source)) : parseClinical(source)));
    }
  },
};
