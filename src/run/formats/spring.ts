import { modelSpring } from "../../model/app/spring.ts";
import { parseProperties } from "../../parse/properties/properties.ts";
import { parseYaml } from "../../parse/yaml/yaml.ts";
import type { Format } from "../format.ts";

export const spring: Format = {
  units: (sources, reading) =>
    modelSpring(
      sources.map((source) =>
        reading.reported(source.path.endsWith(".properties") ? parseProperties(source) : parseYaml(source)),
      ),
    ),
};
