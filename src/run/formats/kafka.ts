import { modelKafka } from "../../model/app/kafka.ts";
import { parseProperties } from "../../parse/properties/properties.ts";
import type { Format } from "../format.ts";

export const kafka: Format = {
  units: (sources, reading) => modelKafka(sources.map((source) => reading.reported(parseProperties(source)))),
};
