import { modelRabbitmqDefinitions } from "../../model/app/rabbitmq-definitions.ts";
import { parseJson } from "../../parse/json/json.ts";
import type { Format } from "../format.ts";

export const rabbitmqDefinitions: Format = {
  units: (sources, reading) =>
    modelRabbitmqDefinitions(
      sources.map((source) => reading.reported(parseJson(source, { comments: false }))),
    ),
};
