import { modelMirth } from "../../model/health/mirth.ts";
import { parseProperties } from "../../parse/properties/properties.ts";
import type { Format } from "../format.ts";

export const mirth: Format = {
  units: (sources, reading) => modelMirth(sources.map((source) => reading.reported(parseProperties(source)))),
};
