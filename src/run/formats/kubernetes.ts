import type { UnitConfig } from "../../config/config.ts";
import { modelKubernetes } from "../../model/kubernetes/model.ts";
import type { Unit } from "../../model/resource.ts";
import { parseYaml } from "../../parse/yaml/yaml.ts";
import { matchesPath } from "../../text/glob.ts";
import type { Source } from "../../text/source.ts";
import type { Format } from "../format.ts";
import type { Reading } from "../reading.ts";

/** Plain manifests: one unit, or one for each of crosswalk.yaml's; before them the overlays that list some of them. */
export const kubernetes: Format = {
  async *units(sources, reading) {
    const manifests = sources.filter(({ kind }) => kind === "kubernetes");
    if (manifests.length === sources.length) {
      yield* plainUnits(manifests, reading);
      return;
    }
    const { overlayUnits } = await import("../overlays.ts");
    const { shareCopies } = await import("../../model/kubernetes/copies.ts");
    const { isAsideFolder } = await import("../../judge/aside.ts");
    const { units, taken } = await overlayUnits(sources, reading);
    const plain = [
      ...plainUnits(
        manifests.filter((source) => !taken.has(source.path)),
        reading,
      ),
    ];
    for (const unit of units) if (unit.id.startsWith("overlay:")) addBuilders(unit, plain);
    units.push(...plain);
    shareCopies(units, ({ folder }) => isAsideFolder(folder));
    yield* units;
  },
};

/** What builds on manifests wherever they lie (Skaffold's configuration, Flux) speaks of an overlay's objects, too. */
function addBuilders(unit: Unit, plain: readonly Unit[]): void {
  for (const { resources } of plain)
    for (const resource of resources)
      if (/^(?:skaffold\/|kustomize\.toolkit\.fluxcd\.io\/)/.test(String(resource.meta.apiVersion)))
        unit.resources.push({
          ...resource,
          key: `${resource.body.source.path} ${resource.key}`,
          copyOf: resource,
          links: [],
        });
}

function* plainUnits(manifests: readonly Source[], reading: Reading): Generator<Unit> {
  for (const { name, sources } of groups(manifests, reading.units))
    yield modelKubernetes(
      sources.map((source) => reading.noted(parseYaml(source))),
      name,
    );
}

/** The manifests of each unit of crosswalk.yaml, the first that picks a file wins, then all others. */
function groups(
  sources: readonly Source[],
  units: readonly UnitConfig[] | undefined,
): Array<{ name?: string; sources: Source[] }> {
  if (!units) return sources.length > 0 ? [{ sources: [...sources] }] : [];
  const named = units.map(({ name }) => ({ name, sources: [] as Source[] }));
  const others: Source[] = [];
  for (const source of sources) {
    const i = units.findIndex((unit) => unit.paths.some((glob) => matchesPath(glob, source.path)));
    (named[i]?.sources ?? others).push(source);
  }
  return [...named, { sources: others }].filter((group) => group.sources.length > 0);
}
