import { modelDotnet } from "../../model/app/dotnet.ts";
import { parseJson } from "../../parse/json/json.ts";
import type { Format } from "../format.ts";

export const dotnet: Format = {
  units: (sources, reading) =>
    modelDotnet(sources.map((source) => reading.reported(parseJson(source, { comments: true })))),
};
