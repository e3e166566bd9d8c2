import { modelElasticsearch } from "../../model/app/elasticsearch.ts";
import { parseYaml } from "../../parse/yaml/yaml.ts";
import type { Format } from "../format.ts";

/** Also OpenSearch, whose file has the same form. */
export const elasticsearch: Format = {
  units: (sources, reading) =>
    modelElasticsearch(sources.map((source) => reading.reported(parseYaml(source)))),
};
