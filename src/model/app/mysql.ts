import type { MysqlFile, MysqlInclude, MysqlOption } from "../../parse/mysql/mysql.ts";
import type { Source } from "../../text/source.ts";
import type { Unit } from "../resource.ts";
import { type Entry, unknown, type Value } from "../value.ts";
import { baseName, byPath, configUnit, firstLine, folderOf, place, wholeText } from "./config-unit.ts";
import { insideRoot, resolveFrom } from "./include-path.ts";
import { mysqlOption } from "./mysql-option.ts";
import { environmentVariables, templateActions, textValue } from "./text-value.ts";

/** MySQL's own limit for includes in includes. */
const maxDepth = 10;
const maxReads = 1000;

/** Where packages put the files that a my.cnf includes; an absolute path below these means the folder of my.cnf. */
const prefixes = ["/etc/mysql/", "/etc/"];

/** Groups that the server reads; with a version behind a dash only that release does. */
const server = /^(?:mysqld|server|mariadb|mariadbd|galera)(-\d+(?:\.\d+)*)?$/;

interface Reader {
  files: ReadonlyMap<string, MysqlFile>;
  unit: Unit;
  values: Map<string, Entry>;
  sources: Source[];
  complete: boolean;
  mariadb: boolean;
}

/**
 * One unit and one `mysql` resource for each file that no other includes: the server's settings in their one spelling
 * (mysql-option.ts) → text. Groups of the server count in the order in which they are read, and the last value wins,
 * includes in their place (MySQL reference manual, "Using Option Files"). Only a my.cnf counts as complete. A setting
 * of a group for one release is unknown with the cause "version". Groups of clients and of mysqld_multi's single
 * servers are left out.
 */
export function modelMysql(files: readonly MysqlFile[]): Unit[] {
  const sorted = byPath(files);
  const byName = new Map(sorted.map((file) => [file.source.path, file]));
  const included = new Set<string>();
  for (const { entries, source } of sorted)
    for (const entry of entries)
      if (entry.kind === "include")
        for (const path of targets(entry, source, byName).paths) if (path !== source.path) included.add(path);
  const units: Unit[] = [];
  const seen = new Set<string>();
  // Files that include each other in a circle are nobody's includes in the end, so they come last by themselves.
  const leading = sorted.filter(({ source }) => !included.has(source.path));
  for (const file of [...leading, ...sorted]) {
    const { source } = file;
    if (seen.has(source.path)) continue;
    const unit = configUnit(source.path, []);
    const name = baseName(source.path);
    const reader: Reader = {
      files: byName,
      unit,
      values: new Map(),
      sources: [],
      complete: /^my\.(?:cnf|ini)(?:\.|$)/.test(name),
      mariadb: name.startsWith("mariadb"),
    };
    read(reader, file, []);
    unit.sources = [...new Set(reader.sources.map((one) => one.path))];
    for (const path of unit.sources) seen.add(path);
    unit.resources.push({
      key: `mysql:${source.path}`,
      address: `mysql:${source.path}`,
      type: "mysql",
      name,
      folder: folderOf(source.path),
      values: { kind: "object", entries: reader.values, at: wholeText(source) },
      head: firstLine(source),
      body: wholeText(source),
      via: [],
      meta: {
        file: name,
        complete: reader.complete,
        ...(reader.mariadb && { product: "mariadb" }),
      },
      links: [],
    });
    units.push(unit);
  }
  return units;
}

function read(reader: Reader, file: MysqlFile, above: readonly string[]): void {
  const { source } = file;
  reader.sources.push(source);
  for (const entry of file.entries) {
    if (entry.kind === "include") include(reader, entry, source, above);
    else set(reader, entry, source);
  }
}

function set(reader: Reader, option: MysqlOption, source: Source): void {
  const group = server.exec(option.group);
  if (!group) return;
  if (option.group.startsWith("mariadb")) reader.mariadb = true;
  const { key, value: said } = mysqlOption(option.name, option.value);
  const where = place(source, option.valueSpan ?? option.nameSpan);
  let value: Value = { kind: "string", value: said ?? "", at: place(source, option.nameSpan) };
  if (said === undefined && option.value !== undefined && option.valueSpan) {
    const actions = templateActions(source.text, option.valueSpan);
    const open = actions.length > 0 ? actions : environmentVariables(source.text, option.valueSpan, false);
    value = textValue(where, open, option.value);
  }
  if (group[1] !== undefined)
    value = unknown("version", value.at, { detail: `[${option.group}] counts for one release only` });
  reader.values.delete(key);
  reader.values.set(key, { value, keyAt: place(source, option.nameSpan) });
}

function include(reader: Reader, entry: MysqlInclude, source: Source, above: readonly string[]): void {
  const { unit, files } = reader;
  const { paths, missing, outside } = targets(entry, source, files);
  if (outside || missing) {
    reader.complete = false;
    unit.notScanned.push({
      path: source.path,
      cause: outside ? "outside-root" : "unreadable",
      detail: `${entry.folder ? "!includedir" : "!include"} ${entry.path}`,
    });
  }
  for (const path of paths) {
    const next = files.get(path);
    if (!next) continue;
    if (
      above.length >= maxDepth ||
      above.includes(path) ||
      path === source.path ||
      reader.sources.length > maxReads
    ) {
      reader.complete = false;
      const detail = `included by ${source.path} in a circle or too deep`;
      unit.notScanned.push({ path, cause: "limit", detail });
    } else read(reader, next, [...above, source.path]);
  }
}

interface Targets {
  paths: string[];
  missing: boolean;
  outside: boolean;
}

/**
 * The files of the scan that an include names; a folder gives its `*.cnf` by name. A folder that is not in the scan may
 * hold anything when its path is absolute, and holds nothing when it is relative.
 */
function targets(entry: MysqlInclude, source: Source, files: ReadonlyMap<string, MysqlFile>): Targets {
  const none: Targets = { paths: [], missing: false, outside: false };
  const folder = folderOf(source.path);
  const absolute = entry.path.startsWith("/");
  const prefix = prefixes.find((one) => entry.path.startsWith(one));
  const written = prefix ? entry.path.slice(prefix.length) : entry.path;
  const path = resolveFrom(folder, written);
  if (!insideRoot(path, source)) return { ...none, outside: true };
  if (!entry.folder) {
    if (files.has(path)) return { ...none, paths: [path] };
    return { ...none, missing: !absolute, outside: absolute };
  }
  const paths = [...files.keys()]
    .filter((one) => folderOf(one) === path && /\.(?:cnf|ini)$/.test(one) && one !== source.path)
    .sort();
  return { ...none, paths, outside: absolute && paths.length === 0 };
}
