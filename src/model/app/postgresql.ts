import type { PostgresqlEntry, PostgresqlFile } from "../../parse/postgresql/postgresql.ts";
import type { Source } from "../../text/source.ts";
import type { Unit } from "../resource.ts";
import type { Entry, Value } from "../value.ts";
import { baseName, byPath, configUnit, firstLine, folderOf, place, wholeText } from "./config-unit.ts";
import { insideRoot, resolveFrom } from "./include-path.ts";
import { environmentVariables, templateActions, textValue } from "./text-value.ts";

/** Includes may follow each other this far; PostgreSQL's own limit is 10. */
const maxDepth = 10;

interface Reader {
  files: Map<string, PostgresqlFile>;
  unit: Unit;
  values: Map<string, Entry>;
  sources: Source[];
  complete: boolean;
}

/**
 * One unit and one `postgresql` resource for each main file: setting (lower case) → text. The last assignment wins over
 * includes in their place; `postgresql.auto.conf` beside it comes last (PostgreSQL documentation, 19.1.2 and 19.1.5).
 * A file that no other includes stands for itself; only a `postgresql.conf` counts as complete, so that a setting
 * absent from it has its default.
 */
export function modelPostgresql(files: readonly PostgresqlFile[]): Unit[] {
  const sorted = byPath(files);
  const byName = new Map(sorted.map((file) => [file.source.path, file]));
  const included = new Set<string>();
  for (const file of sorted) {
    for (const entry of file.entries)
      for (const path of targets(entry, file.source, byName).paths) included.add(path);
    if (isMain(file.source.path))
      included.add(resolveFrom(folderOf(file.source.path), "postgresql.auto.conf"));
  }
  const units: Unit[] = [];
  const seen = new Set<string>();
  // Files that include each other in a circle are nobody's includes in the end, so they come last by themselves.
  const leading = sorted.filter(({ source }) => !included.has(source.path) || isMain(source.path));
  for (const file of [...leading, ...sorted]) {
    const { source } = file;
    if (seen.has(source.path)) continue;
    const unit = configUnit(source.path, []);
    const reader: Reader = {
      files: byName,
      unit,
      values: new Map(),
      sources: [],
      complete: isMain(source.path),
    };
    read(reader, file, []);
    const auto = byName.get(resolveFrom(folderOf(source.path), "postgresql.auto.conf"));
    if (auto && isMain(source.path)) read(reader, auto, []);
    unit.sources = [...new Set(reader.sources.map((one) => one.path))];
    for (const path of unit.sources) if (path === source.path || !isMain(path)) seen.add(path);
    unit.resources.push({
      key: `postgresql:${source.path}`,
      address: `postgresql:${source.path}`,
      type: "postgresql",
      name: baseName(source.path),
      folder: folderOf(source.path),
      values: { kind: "object", entries: reader.values, at: wholeText(source) },
      head: firstLine(source),
      body: wholeText(source),
      via: [],
      meta: { file: baseName(source.path), complete: reader.complete },
      links: [],
    });
    units.push(unit);
  }
  return units;
}

function isMain(path: string): boolean {
  return /^postgresql\.conf(?:\.(?:template|tmpl|tpl|j2|erb|sample))?$/.test(baseName(path));
}

function read(reader: Reader, file: PostgresqlFile, above: readonly string[]): void {
  const { source } = file;
  const { unit, values } = reader;
  reader.sources.push(source);
  for (const entry of file.entries) {
    if (!entry.name.startsWith("include")) {
      values.delete(entry.name);
      values.set(entry.name, { value: settingValue(entry, source), keyAt: place(source, entry.nameSpan) });
      continue;
    }
    const { paths, missing, outside } = targets(entry, source, reader.files);
    if (outside) {
      reader.complete = false;
      unit.notScanned.push({
        path: source.path,
        cause: "outside-root",
        detail: `${entry.name} ${entry.value}`,
      });
    } else if (missing) {
      reader.complete = false;
      unit.notScanned.push({
        path: source.path,
        cause: "unreadable",
        detail: `${entry.name} ${entry.value}`,
      });
    }
    for (const path of paths) {
      const next = reader.files.get(path);
      if (!next) continue;
      if (
        above.length >= maxDepth ||
        above.includes(path) ||
        path === source.path ||
        reader.sources.length > 1000
      ) {
        reader.complete = false;
        unit.notScanned.push({
          path,
          cause: "limit",
          detail: `included by ${source.path} in a circle or too deep`,
        });
      } else read(reader, next, [...above, source.path]);
    }
  }
}

interface Targets {
  paths: string[];
  missing: boolean;
  outside: boolean;
}

/** The files of the scan that an include directive names; `include_dir` takes `*.conf` in the order of their names. */
function targets(entry: PostgresqlEntry, source: Source, files: Map<string, PostgresqlFile>): Targets {
  const none: Targets = { paths: [], missing: false, outside: false };
  const { name, value } = entry;
  if (name !== "include" && name !== "include_if_exists" && name !== "include_dir") return none;
  const path = resolveFrom(folderOf(source.path), value);
  if (!insideRoot(path, source)) return { ...none, outside: true };
  if (name !== "include_dir") {
    const found = files.has(path);
    return { paths: found ? [path] : [], missing: !found && name === "include", outside: false };
  }
  const paths = [...files.keys()]
    .filter(
      (one) => folderOf(one) === path && baseName(one).endsWith(".conf") && !baseName(one).startsWith("."),
    )
    .sort();
  return { ...none, paths };
}

function settingValue(entry: PostgresqlEntry, source: Source): Value {
  const { text } = source;
  const actions = templateActions(text, entry.valueSpan);
  const placeholders = actions.length > 0 ? actions : environmentVariables(text, entry.valueSpan, false);
  return textValue(place(source, entry.valueSpan), placeholders, entry.value);
}
