import { modelWorkflows } from "../../model/workflow/workflow.ts";
import { parseYaml } from "../../parse/yaml/yaml.ts";
import type { Format } from "../format.ts";

export const workflow: Format = {
  units: (sources, reading) => modelWorkflows(sources.map((source) => reading.reported(parseYaml(source)))),
};
