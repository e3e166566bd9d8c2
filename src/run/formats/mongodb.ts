import { modelMongodb } from "../../model/app/mongodb.ts";
import { parseLegacyMongodb } from "../../parse/mongodb/legacy.ts";
import { parseYaml } from "../../parse/yaml/yaml.ts";
import type { Format } from "../format.ts";

export const mongodb: Format = {
  units: (sources, reading) =>
    modelMongodb(
      sources.map((source) =>
        reading.reported(isLegacy(source.text) ? parseLegacyMongodb(source) : parseYaml(source)),
      ),
    ),
};

/** The first line that sets something tells: YAML has a key and a colon there. */
function isLegacy(text: string): boolean {
  const line = /^[^\S\r\n]*(?![#\s]|---)\S.*$/m.exec(text)?.[0] ?? "";
  return /^\s*[A-Za-z][\w.-]*\s*=/.test(line);
}
