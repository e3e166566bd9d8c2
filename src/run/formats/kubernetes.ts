import type { UnitConfig } from "../../config/config.ts";
import { modelKubernetes } from "../../model/kubernetes/model.ts";
import { parseYaml } from "../../parse/yaml/yaml.ts";
import { matchesPath } from "../../text/glob.ts";
import type { Source } from "../../text/source.ts";
import type { Format } from "../format.ts";

/** Plain manifests: one unit, or one for each of crosswalk.yaml's. */
export const kubernetes: Format = {
  *units(sources, reading) {
    for (const { name, sources: own } of groups(sources, reading.units))
      yield modelKubernetes(
        own.map((source) => reading.noted(parseYaml(source))),
        name,
      );
  },
};

/** The manifests of each unit of crosswalk.yaml, the first that picks a file wins, then all others. */
function groups(
  sources: readonly Source[],
  units: readonly UnitConfig[] | undefined,
): Array<{ name?: string; sources: Source[] }> {
  if (!units) return [{ sources: [...sources] }];
  const named = units.map(({ name }) => ({ name, sources: [] as Source[] }));
  const others: Source[] = [];
  for (const source of sources) {
    const i = units.findIndex((unit) => unit.paths.some((glob) => matchesPath(glob, source.path)));
    (named[i]?.sources ?? others).push(source);
  }
  return [...named, { sources: others }].filter((group) => group.sources.length > 0);
}
