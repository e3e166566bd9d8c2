import { modelCompose } from "../../model/app/compose.ts";
import { parseYaml } from "../../parse/yaml/yaml.ts";
import { Source } from "../../text/source.ts";
import type { Format } from "../format.ts";

/** Files that an include or extends names are read even when they were not recognised by themselves. */
export const compose: Format = {
  units: (sources, reading) =>
    modelCompose(
      sources.map((source) => reading.noted(parseYaml(source))),
      (path) => {
        const text = reading.files.read(path);
        return text === undefined
          ? undefined
          : reading.noted(parseYaml(new Source(path, "compose", text, sources[0]?.root)));
      },
    ),
};
