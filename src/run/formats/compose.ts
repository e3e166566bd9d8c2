import { modelCompose } from "../../model/app/compose.ts";
import { parseYaml } from "../../parse/yaml/yaml.ts";
import type { Format } from "../format.ts";

export const compose: Format = {
  units: (sources, reading) => modelCompose(sources.map((source) => reading.noted(parseYaml(source)))),
};
