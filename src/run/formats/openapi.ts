import { modelOpenapi } from "../../model/openapi/openapi.ts";
import { parseYaml, type YamlFile } from "../../parse/yaml/yaml.ts";
import { Source } from "../../text/source.ts";
import type { Format } from "../format.ts";

/** Files that a `$ref` names are read even when they were not recognised by themselves. */
export const openapi: Format = {
  units(sources, reading) {
    const files = sources.map((source) => reading.reported(parseYaml(source)));
    const known = new Map<string, YamlFile | undefined>(files.map((file) => [file.source.path, file]));
    const read = (path: string): YamlFile | undefined => {
      if (!known.has(path)) {
        const text = reading.files.read(path);
        const file = text === undefined ? undefined : parseYaml(new Source(path, "openapi", text));
        known.set(path, file && reading.reported(file));
      }
      return known.get(path);
    };
    return modelOpenapi(files, read);
  },
};
