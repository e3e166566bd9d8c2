import { folderOf } from "../../model/app/config-unit.ts";
import { modelChart, objectOf } from "../../model/helm/chart.ts";
import { text } from "../../model/kubernetes/read.ts";
import { parseYaml, type YamlFile } from "../../parse/yaml/yaml.ts";
import { Source } from "../../text/source.ts";
import { chartUnits } from "../charts.ts";
import type { Format } from "../format.ts";
import type { Reading } from "../reading.ts";

/** Helm charts: their own files, whose lines are exact in any case, then what their templates render to. */
export const helm: Format = {
  async *units(sources, reading) {
    const charts = new Map<string, Source>();
    for (const source of sources) if (source.kind === "helm-chart") charts.set(folderOf(source.path), source);
    const values = new Map<string, Source[]>();
    for (const source of sources) {
      if (source.kind !== "helm-values") continue;
      const folder = folderOf(source.path);
      const chart = charts.has(folder) || !folder.endsWith("/ci") ? folder : folderOf(folder);
      values.set(chart, [...(values.get(chart) ?? []), source]);
    }
    for (const [folder, source] of charts) {
      const chart = reading.reported(parseYaml(source));
      const own = (values.get(folder) ?? [])
        .sort((a, b) => order(a) - order(b) || (a.path < b.path ? -1 : 1))
        .map((one) => reading.reported(parseYaml(one)));
      const lock = beside(folder, "Chart.lock", reading) ?? beside(folder, "requirements.lock", reading);
      const requirements = beside(folder, "requirements.yaml", reading);
      yield modelChart({ chart, values: own, ...(lock && { lock }), ...(requirements && { requirements }) });
      // A chart in another one's folder of charts is rendered with that; a library renders nothing by itself.
      if (isInner(folder, charts) || text(objectOf(chart), "type") === "library") continue;
      yield* chartUnits({ folder, root: source.root, chart, values: own }, reading);
    }
  },
};

function order({ path }: Source): number {
  return /(?:^|\/)values\.ya?ml$/.test(path) ? 0 : 1;
}

function isInner(folder: string, charts: ReadonlyMap<string, Source>): boolean {
  for (let above = folder; above.includes("/"); ) {
    const inCharts = /^(.*)\/charts\/[^/]+$/.exec(above)?.[1];
    if (inCharts !== undefined && charts.has(inCharts)) return true;
    above = folderOf(above);
  }
  return false;
}

function beside(folder: string, name: string, reading: Reading): YamlFile | undefined {
  const path = folder === "." ? name : `${folder}/${name}`;
  const found = reading.files.read(path);
  return found === undefined ? undefined : parseYaml(new Source(path, "helm-chart", found));
}
