import type { PropertiesFile } from "../../parse/properties/properties.ts";
import { baseName, byPath, configUnit, firstLine, folderOf, place, wholeText } from "../app/config-unit.ts";
import { type Placeholder, templateActions, textValue } from "../app/text-value.ts";
import type { Unit } from "../resource.ts";
import type { Entry } from "../value.ts";

/**
 * One unit and one `mirth` resource for each `mirth.properties`: setting → text, the last one of a key counts. `${name}`
 * is another setting of the file or a Java system property (Apache Commons Configuration, "Variable interpolation").
 */
export function modelMirth(files: readonly PropertiesFile[]): Unit[] {
  return byPath(files).map(({ source, entries }) => {
    const { path } = source;
    const unit = configUnit(path, [source]);
    const literal = new Map(entries.map((entry) => [entry.key, entry.value]));
    const values = new Map<string, Entry>();
    for (const { key, keySpan, value, valueSpan } of entries) {
      const actions = templateActions(source.text, valueSpan);
      const placeholders = actions.length > 0 ? actions : variables(source.text, valueSpan, literal);
      values.delete(key);
      values.set(key, {
        value: textValue(place(source, valueSpan), placeholders, value),
        keyAt: place(source, keySpan),
      });
    }
    unit.resources.push({
      key: `mirth:${path}`,
      address: `mirth:${path}`,
      type: "mirth",
      name: baseName(path),
      folder: folderOf(path),
      values: { kind: "object", entries: values, at: wholeText(source) },
      head: firstLine(source),
      body: wholeText(source),
      via: [],
      meta: { file: baseName(path), complete: true },
      links: [],
    });
    return unit;
  });
}

function variables(
  text: string,
  span: { start: number; end: number },
  known: ReadonlyMap<string, string>,
): Placeholder[] {
  return [...text.slice(span.start, span.end).matchAll(/\$\{([^{}]{1,200})\}/g)].map((match) => {
    const name = match[1] ?? "";
    const start = span.start + match.index;
    const other = known.get(name);
    return {
      start,
      end: start + match[0].length,
      cause: "variable",
      detail: name,
      ...(other !== undefined && !other.includes("${") && { fallback: other }),
    };
  });
}
