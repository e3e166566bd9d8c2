import type { YamlFile } from "../../parse/yaml/yaml.ts";
import type { At } from "../../text/span.ts";
import { baseName, configUnit, firstLine, folderOf, wholeText } from "../app/config-unit.ts";
import { openPlaceholders } from "../kubernetes/placeholders.ts";
import { items, text } from "../kubernetes/read.ts";
import type { Resource, Unit } from "../resource.ts";
import type { ObjectValue, Value } from "../value.ts";
import { yamlValue } from "../yaml-value.ts";

/** A chart's own files, as they are read before anything is rendered. */
export interface ChartFiles {
  /** Its Chart.yaml. */
  chart: YamlFile;
  /** `Chart.lock`, or `requirements.yaml` and its lock of charts of Helm 2. */
  lock?: YamlFile;
  requirements?: YamlFile;
  /** Values files by path, the chart's defaults (`values.yaml`) first. */
  values: readonly YamlFile[];
}

/**
 * One unit of a chart's files: `helm:chart` (Chart.yaml as written, `meta.locked` the versions of its lock) and one
 * `helm:values` for each values file: the tree as written, texts with template actions unknown;
 * `meta.dependencies` are the names and aliases of the sub-charts, the link `defaults` leads to the chart's own values.
 */
export function modelChart({ chart, lock, requirements, values }: ChartFiles): Unit {
  const { source } = chart;
  const unit = configUnit(source.path, [source, ...values.map((file) => file.source)]);
  unit.id = `config:${unit.folder}`;
  const own = objectOf(chart);
  const named = requirements ? objectOf(requirements) : own;
  const dependencies = items(named, "dependencies").flatMap(
    (one) => text(one, "alias") ?? text(one, "name") ?? [],
  );
  const locked = Object.fromEntries(
    items(lock && objectOf(lock), "dependencies").flatMap((one) => {
      const name = text(one, "name");
      return name === undefined ? [] : [[name, text(one, "version") ?? ""]];
    }),
  );
  unit.resources.push(
    resourceOf(chart, "helm:chart", own, { locked, hasLock: lock !== undefined, dependencies }),
  );
  if (requirements && requirements.source !== source)
    unit.resources.push(
      resourceOf(requirements, "helm:chart", named, { locked, hasLock: lock !== undefined, dependencies }),
    );
  const defaults = values.find(({ source: { path } }) => isDefault(path, unit.folder));
  for (const file of values) {
    const { path } = file.source;
    const opened = openPlaceholders(objectOf(file));
    const resource = resourceOf(file, "helm:values", opened.kind === "object" ? opened : objectOf(file), {
      dependencies,
      chart: unit.folder,
      default: file === defaults,
      // chart-testing installs a chart with these.
      example: /(?:^|\/)ci\/[^/]+$/.test(path),
    });
    if (defaults && file !== defaults)
      resource.links.push({ name: "defaults", to: `helm:${defaults.source.path}`, inferred: false });
    unit.resources.push(resource);
  }
  return unit;
}

/** Where a chart names a dependency: its entry in Chart.yaml, else the file's first line. */
export function dependencyPlace(
  { chart, requirements }: Pick<ChartFiles, "chart" | "requirements">,
  name: string,
): At {
  for (const file of [chart, ...(requirements ? [requirements] : [])])
    for (const one of items(objectOf(file), "dependencies"))
      if (one.kind === "object" && [text(one, "alias"), text(one, "name")].includes(name)) {
        const { entries } = one;
        const entry = entries.get("name");
        return entry ? { ...(entry.keyAt ?? entry.value.at), end: entry.value.at.end } : one.at;
      }
  return firstLine(chart.source);
}

function isDefault(path: string, folder: string): boolean {
  return folderOf(path) === folder && /(?:^|\/)values\.ya?ml$/.test(path);
}

/** The first document of a file as an object; empty for anything else. */
export function objectOf(file: YamlFile): ObjectValue {
  const value: Value = yamlValue(file.documents[0]?.contents, file.source);
  return value.kind === "object" ? value : { kind: "object", entries: new Map(), at: wholeText(file.source) };
}

function resourceOf(
  { source }: YamlFile,
  type: string,
  values: ObjectValue,
  meta: Record<string, unknown>,
): Resource {
  const address = `helm:${source.path}`;
  return {
    key: address,
    address,
    type,
    name: baseName(source.path),
    folder: folderOf(source.path),
    values,
    head: firstLine(source),
    body: wholeText(source),
    via: [],
    meta,
    links: [],
  };
}
