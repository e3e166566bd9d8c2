import { modelJaas } from "../../model/app/kafka.ts";
import { parseJaas } from "../../parse/kafka/jaas.ts";
import type { Format } from "../format.ts";

export const kafkaJaas: Format = {
  units: (sources, reading) => modelJaas(sources.map((source) => reading.reported(parseJaas(source)))),
};
