import { modelOrthanc } from "../../model/health/orthanc.ts";
import { parseJson } from "../../parse/json/json.ts";
import type { Format } from "../format.ts";

export const orthanc: Format = {
  units: (sources, reading) =>
    modelOrthanc(sources.map((source) => reading.reported(parseJson(source, { comments: true })))),
};
