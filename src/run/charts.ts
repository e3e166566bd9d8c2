import { baseName } from "../model/app/config-unit.ts";
import { dependencyPlace, objectOf } from "../model/helm/chart.ts";
import { locateRendered, placedAt, type Rendered } from "../model/helm/locate.ts";
import { ValuesLayers } from "../model/helm/values-layers.ts";
import { modelObjects } from "../model/kubernetes/model.ts";
import { objectsOf } from "../model/kubernetes/objects.ts";
import type { Resource, Unit } from "../model/resource.ts";
import type { ObjectValue } from "../model/value.ts";
import { alignLines } from "../parse/gotemplate/align.ts";
import { templateComments } from "../parse/gotemplate/comments.ts";
import { markLines, type Origin, readMarks } from "../parse/gotemplate/marks.ts";
import { definitionsOf, referencesOf, type ValueReference } from "../parse/gotemplate/references.ts";
import { parseYaml, type YamlFile } from "../parse/yaml/yaml.ts";
import type { Diagnostic } from "../text/diagnostic.ts";
import { Source } from "../text/source.ts";
import type { Reading } from "./reading.ts";
import type { RenderedText, Renderer } from "./renderer.ts";

interface Chart {
  folder: string;
  root: string;
  chart: YamlFile;
  /** Its values files, the defaults first where there are some. */
  values: readonly YamlFile[];
}

/** Files of a chart that are looked at; a chart of that many templates is no chart. */
const mostFiles = 5_000;

/**
 * What a chart renders to, one unit for its defaults and one for each further values file laid over them. A chart, or
 * a values file, that cannot be rendered is told as such with the engine's reason.
 */
export async function* chartUnits(chart: Chart, reading: Reading): AsyncGenerator<Unit> {
  const renderer = await reading.renderer();
  const templates = new Templates(chart, reading);
  const sets = [undefined, ...chart.values.filter((file) => !isDefault(file, chart.folder))];
  const gaps: Array<{ file: YamlFile | undefined; reason: string }> = [];
  for (const file of sets) {
    const rendered = await render(chart, file, templates, renderer, reading);
    if ("error" in rendered) {
      // What keeps the chart from being rendered at all is told once.
      if (!gaps.some(({ reason }) => reason === rendered.error)) gaps.push({ file, reason: rendered.error });
    } else yield unitOf(chart, file, sets.length > 1, rendered.ok, templates);
  }
  for (const { file, reason } of gaps)
    reading.notScanned.push({
      path: file ? file.source.path : chart.folder,
      cause: "not-rendered",
      detail: file ? reason : `Helm chart: ${reason}`,
    });
  if (gaps[0] && gaps[0].file === undefined)
    for (const path of [...reading.named].sort())
      if (path.startsWith(`${chart.folder}/`) || chart.folder === ".")
        if (/(?:^|\/)(?:templates|crds)\//.test(path))
          reading.notScanned.push({
            path,
            cause: "not-rendered",
            detail: `part of the Helm chart ${chart.folder}, which was not rendered: ${gaps[0].reason}`,
          });
}

function isDefault({ source }: YamlFile, folder: string): boolean {
  return source.path === (folder === "." ? "values.yaml" : `${folder}/values.yaml`);
}

interface Made extends RenderedText {
  origins: ReadonlyArray<Origin | undefined>;
}

/** Renders twice: as it is, and with marks that tell the lines of the templates. */
async function render(
  { folder }: Chart,
  file: YamlFile | undefined,
  templates: Templates,
  renderer: Renderer,
  { files }: Reading,
): Promise<{ ok: Made[] } | { error: string }> {
  const values = file ? [file.source.path] : [];
  const plain = await renderer.chart(folder, files, values);
  if ("error" in plain) return { error: plain.error };
  const marked = await renderer.chart(folder, files, values, templates.marked());
  const byTemplate = new Map<string, string>();
  if ("ok" in marked) for (const { template, text } of marked.ok) byTemplate.set(template, text);
  return { ok: plain.ok.map((one) => madeOf(one, byTemplate.get(one.template), templates)) };
}

function madeOf(one: RenderedText, marked: string | undefined, templates: Templates): Made {
  const { template, text } = one;
  if (marked !== undefined) {
    const read = readMarks(marked);
    if (read.origins.some((origin) => origin) && sameLines(read.text, text))
      return { ...one, origins: read.origins };
  }
  const source = templates.source(template);
  return { ...one, origins: source ? alignLines(text, source) : [] };
}

/** Are the texts the same, but for blanks at the end of lines and what a digest of a template makes of its marks? */
function sameLines(a: string, b: string): boolean {
  const one = a.trimEnd().split("\n");
  const other = b.trimEnd().split("\n");
  if (one.length !== other.length) return false;
  let differing = 0;
  for (const [i, line] of one.entries()) if (line.trimEnd() !== (other[i] ?? "").trimEnd()) differing++;
  return differing * 10 <= one.length;
}

function unitOf(
  chart: Chart,
  file: YamlFile | undefined,
  several: boolean,
  made: readonly Made[],
  templates: Templates,
): Unit {
  const { folder, values } = chart;
  const diagnostics: Diagnostic[] = [];
  const objects: Resource[] = [];
  const used = new Set<string>();
  for (const { template, text, origins, unstable } of made) {
    const source = templates.source(template);
    if (!source) {
      objects.push(...packedObjects(chart, template, text));
      continue;
    }
    used.add(source.path);
    const rendered = parseYaml(new Source(source.path, "kubernetes", text, chart.root));
    const layers = [...(file ? [file] : []), ...values.filter((one) => isDefault(one, folder))].map(objectOf);
    const places: Rendered = {
      template: source,
      origins,
      references: templates.references(template),
      values: templates.layers(template, layers),
      ...(unstable && { unstable }),
    };
    for (const object of objectsOf(rendered, [])) {
      if (!isHook(object)) objects.push({ ...locateRendered(object, places), folder });
    }
  }
  return {
    ...modelObjects(objects, {
      id: `chart:${folder}`,
      folder,
      diagnostics,
      notScanned: [],
      sources: [...used, chart.chart.source.path, ...(file ? [file.source.path] : [])].sort(),
    }),
    ...(several && { environment: file ? nameOf(file, folder) : "values.yaml" }),
  };
}

/** What a packed sub-chart (`charts/db-1.0.0.tgz`) renders to lies where the chart asks for it. */
function packedObjects({ chart, folder, root }: Chart, template: string, text: string): Resource[] {
  const name = /^charts\/([^/]+)\//.exec(template)?.[1] ?? "";
  const place = dependencyPlace({ chart }, name);
  const source = new Source(chart.source.path, "kubernetes", text, root);
  return objectsOf(parseYaml(source), [])
    .filter((object) => !isHook(object))
    .map((object) => ({ ...placedAt(object, place), folder, via: [{ at: place, what: `chart ${name}` }] }));
}

/** Hooks and tests run beside the release and are no part of it. */
function isHook({ values }: Resource): boolean {
  const metadata = values.entries.get("metadata")?.value;
  const annotations = metadata?.kind === "object" ? metadata.entries.get("annotations")?.value : undefined;
  return annotations?.kind === "object" && annotations.entries.has("helm.sh/hook");
}

function nameOf({ source }: YamlFile, folder: string): string {
  return source.path.startsWith(`${folder}/`) ? source.path.slice(folder.length + 1) : baseName(source.path);
}

/** The templates of a chart and its sub-charts, read once. */
class Templates {
  readonly #chart: Chart;
  readonly #reading: Reading;
  readonly #sources = new Map<string, Source>();
  readonly #references = new Map<string, Map<number, ValueReference[]>>();
  #definitions: ReturnType<typeof definitionsOf> | undefined;
  #read = false;

  constructor(chart: Chart, reading: Reading) {
    this.#chart = chart;
    this.#reading = reading;
  }

  /** @param template its path in the chart's folder */
  source(template: string): Source | undefined {
    const known = this.#sources.get(template);
    if (known) return known;
    const { folder, root } = this.#chart;
    const path = folder === "." ? template : `${folder}/${template}`;
    const text = this.#reading.files.read(path);
    if (text === undefined) return undefined;
    const source = new Source(path, "kubernetes", text, root);
    this.#reading.noted({ source, comments: templateComments(source), diagnostics: [] });
    this.#sources.set(template, source);
    return source;
  }

  /** Every template that prints, with marks. */
  marked(): Map<string, string> {
    this.#all();
    const found = new Map<string, string>();
    for (const [template, source] of this.#sources)
      if (
        /(?:^|\/)templates\//.test(template) &&
        /\.(?:ya?ml|json)$/.test(template) &&
        !baseName(template).startsWith("_")
      )
        found.set(template, markLines(source));
    return found;
  }

  references(template: string): Map<number, ValueReference[]> {
    const known = this.#references.get(template);
    if (known) return known;
    this.#all();
    this.#definitions ??= definitionsOf(this.#sources.values());
    const source = this.source(template);
    const found = source ? referencesOf(source, this.#definitions) : new Map<number, ValueReference[]>();
    this.#references.set(template, found);
    return found;
  }

  /** What `.Values` is for a template: a sub-chart sees the part under its name, then its own defaults. */
  layers(template: string, files: readonly ObjectValue[]): ValuesLayers {
    const charts = [...template.matchAll(/(?:^|\/)charts\/([^/]+)/g)].map(([, name]) => name ?? "");
    if (charts.length === 0) return new ValuesLayers(files);
    const folder = template.slice(0, template.lastIndexOf("/templates/"));
    const own = this.source(`${folder}/values.yaml`);
    return new ValuesLayers(
      files,
      charts,
      own ? [objectOf(parseYaml(new Source(own.path, "helm-values", own.text, own.root)))] : [],
    );
  }

  #all(): void {
    if (this.#read) return;
    this.#read = true;
    const folders = [""];
    let count = 0;
    for (let folder = folders.pop(); folder !== undefined && count < mostFiles; folder = folders.pop()) {
      const { folder: top } = this.#chart;
      const path = [top === "." ? "" : top, folder].filter(Boolean).join("/") || ".";
      for (const name of this.#reading.files.list(path)) {
        const inner = folder === "" ? name : `${folder}/${name}`;
        if (name.endsWith("/")) {
          if (/(?:^|\/)(?:templates|charts)(?:\/|$)/.test(inner)) folders.push(inner.slice(0, -1));
        } else if (/(?:^|\/)templates\//.test(inner) && count++ < mostFiles) this.source(inner);
      }
    }
  }
}
