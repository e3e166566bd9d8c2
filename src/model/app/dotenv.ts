import type { DotenvEntry, DotenvFile } from "../../parse/dotenv/dotenv.ts";
import type { Source } from "../../text/source.ts";
import type { Unit } from "../resource.ts";
import type { Entry, Value } from "../value.ts";
import { baseName, byPath, configUnit, firstLine, folderOf, place, wholeText } from "./config-unit.ts";
import { type Placeholder, templateActions, textValue } from "./text-value.ts";

const example = /(?:^|[._-])(?:example|sample|template|tmpl|tpl|dist|defaults?)(?:[._-]|$)/i;

/**
 * One unit and one `dotenv` resource for each file: KEY → text, the last assignment of a key wins. A value that other
 * variables or a template fill in is unknown, with its literal parts; `${NAME:-text}` gives the default.
 */
export function modelDotenv(files: readonly DotenvFile[]): Unit[] {
  return byPath(files).map(({ source, entries }) => {
    const { path } = source;
    const unit = configUnit(path, [source]);
    const values = new Map<string, Entry>();
    for (const entry of entries) {
      // Taken out first, so that the order of keys is the order of the assignments that count.
      values.delete(entry.key);
      values.set(entry.key, { value: entryValue(entry, source), keyAt: place(source, entry.keySpan) });
    }
    unit.resources.push({
      key: `dotenv:${path}`,
      address: `dotenv:${path}`,
      type: "dotenv",
      name: baseName(path),
      folder: folderOf(path),
      values: { kind: "object", entries: values, at: wholeText(source) },
      head: firstLine(source),
      body: wholeText(source),
      via: [],
      meta: { file: baseName(path), example: example.test(baseName(path)) },
      links: [],
    });
    return unit;
  });
}

function entryValue(entry: DotenvEntry, source: Source): Value {
  const actions = templateActions(source.text, entry.valueSpan);
  if (actions.length > 0) return textValue(place(source, entry.valueSpan), actions);
  const placeholders = entry.references.map(({ name, fallback, start, end }): Placeholder => {
    const cause = name ? "variable" : "computed";
    return { start, end, cause, detail: name || "command", ...(fallback !== undefined && { fallback }) };
  });
  return textValue(place(source, entry.valueSpan), placeholders, entry.value);
}
