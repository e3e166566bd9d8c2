import type { YamlFile } from "../../parse/yaml/yaml.ts";
import type { Source } from "../../text/source.ts";
import type { Unit } from "../resource.ts";
import type { Entry, Value } from "../value.ts";
import { yamlValue } from "../yaml-value.ts";
import { byPath } from "./config-unit.ts";
import { flatten } from "./flatten.ts";
import { serviceUnit } from "./service-unit.ts";
import { type Placeholder, templateActions, textValue } from "./text-value.ts";

/**
 * One unit and one `elasticsearch` or `opensearch` resource for each file: setting → value. `a.b: 1` and `a: {b: 1}` are
 * the same setting; `${NAME}` and `${NAME:default}` come from the environment (Elasticsearch guide, "Configuring
 * Elasticsearch": config file format, environment variable substitution).
 */
export function modelElasticsearch(files: readonly YamlFile[]): Unit[] {
  return byPath(files).map((file) => {
    const { source, documents } = file;
    const contents = documents.find((document) => document.contents !== null)?.contents;
    const settings = new Map<string, Entry>();
    for (const [key, entry] of flatten(yamlValue(contents, source), "."))
      settings.set(key, { ...entry, value: filled(entry.value, source) });
    const complete = file.diagnostics.every(({ severity }) => severity !== "error");
    return serviceUnit({ type: source.kind, source, settings, complete });
  });
}

function filled(value: Value, source: Source): Value {
  if (value.kind === "list") return { ...value, items: value.items.map((item) => filled(item, source)) };
  if (value.kind !== "string") return value;
  const written = source.text.slice(value.at.start, value.at.end);
  const actions = templateActions(source.text, value.at);
  const found = actions.length > 0 ? actions : written.includes("${") ? variables(source.text, value.at) : [];
  return found.length > 0 ? textValue(value.at, found) : value;
}

function variables(text: string, span: { start: number; end: number }): Placeholder[] {
  const found: Placeholder[] = [];
  for (const match of text.slice(span.start, span.end).matchAll(/\$\{([A-Za-z_][\w.]*)(?::([^}]*))?\}/g)) {
    const start = span.start + match.index;
    const [whole, name = "", fallback] = match;
    found.push({
      start,
      end: start + whole.length,
      cause: "variable",
      detail: name,
      ...(fallback !== undefined && { fallback }),
    });
  }
  return found;
}
