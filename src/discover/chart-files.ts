import type { SourceKind } from "../text/source.ts";

const valuesBesideChart = /^(?:values[\w.-]*|[\w.-]+[._-]values)\.ya?ml$/;
const valuesForTests = /^ci\/[\w.-]*values[\w.-]*\.ya?ml$/;

/**
 * What a file of a Helm chart is: its Chart.yaml, or one of its values files: the defaults, further ones beside them
 * (`values-prod.yaml`, `prod-values.yaml`), those that chart-testing installs with (`ci/*-values.yaml`,
 * https://github.com/helm/chart-testing#commands). Undefined for anything else of the chart.
 * @param way from the chart's folder, with forward slashes
 */
export function chartFileKind(way: string): SourceKind | undefined {
  if (way === "Chart.yaml") return "helm-chart";
  return valuesBesideChart.test(way) || valuesForTests.test(way) ? "helm-values" : undefined;
}

/** Is the file rendered, or used in rendering: a template or a CRD? */
export function isTemplate(way: string): boolean {
  return /^(?:templates|crds)\//.test(way);
}

/** A file's way from the innermost chart, given that from the outermost: charts lie in the `charts` folder of others. */
export function wayInChart(way: string): string {
  return way.replace(/^(?:charts\/[^/]+\/)+/, "");
}
