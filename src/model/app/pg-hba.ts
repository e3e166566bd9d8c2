import type { PgHbaField, PgHbaFile, PgHbaRecord } from "../../parse/postgresql/pg-hba.ts";
import type { Source } from "../../text/source.ts";
import type { Span } from "../../text/span.ts";
import type { Unit } from "../resource.ts";
import { type Entry, object, type Value } from "../value.ts";
import { baseName, byPath, configUnit, firstLine, folderOf, place, wholeText } from "./config-unit.ts";
import { insideRoot, resolveFrom } from "./include-path.ts";
import { addressWithMask } from "./netmask.ts";
import { environmentVariables, templateActions, textValue } from "./text-value.ts";

const maxDepth = 10;

/**
 * One unit and one `pg-hba` resource for each file that no other includes. `rules` holds the records in order, those of
 * included files in their place: type, database, user, address, method and options as text. An address with a mask
 * becomes CIDR notation; a quoted word that would else be a keyword keeps its quotes (PostgreSQL documentation, 20.1).
 */
export function modelPgHba(files: readonly PgHbaFile[]): Unit[] {
  const sorted = byPath(files);
  const byName = new Map(sorted.map((file) => [file.source.path, file]));
  const included = new Set<string>();
  for (const file of sorted) {
    for (const { name, target } of file.includes) {
      for (const path of targets(name, target, file.source, byName).paths) included.add(path);
    }
  }
  const units: Unit[] = [];
  const seen = new Set<string>();
  // Files that include each other in a circle are nobody's includes in the end, so they come last by themselves.
  const leading = sorted.filter(
    ({ source }) => !included.has(source.path) || baseName(source.path) === "pg_hba.conf",
  );
  for (const file of [...leading, ...sorted]) {
    const { source } = file;
    if (seen.has(source.path)) continue;
    const unit = configUnit(source.path, []);
    const items: Value[] = [];
    const sources: Source[] = [];
    read(file, byName, unit, items, sources, []);
    unit.sources = [...new Set(sources.map((one) => one.path))];
    for (const path of unit.sources)
      if (path === source.path || baseName(path) !== "pg_hba.conf") seen.add(path);
    unit.resources.push({
      key: `pg-hba:${source.path}`,
      address: `pg-hba:${source.path}`,
      type: "pg-hba",
      name: baseName(source.path),
      folder: folderOf(source.path),
      values: object(wholeText(source), [["rules", { kind: "list", items, at: firstLine(source) }]]),
      head: firstLine(source),
      body: wholeText(source),
      via: [],
      meta: { file: baseName(source.path), complete: unit.notScanned.length === 0 },
      links: [],
    });
    units.push(unit);
  }
  return units;
}

function read(
  file: PgHbaFile,
  files: Map<string, PgHbaFile>,
  unit: Unit,
  items: Value[],
  sources: Source[],
  above: readonly string[],
): void {
  const { source, includes, records } = file;
  sources.push(source);
  let next = 0;
  for (let i = 0; i <= records.length; i++) {
    for (; includes[next]?.before === i; next++) {
      const include = includes[next];
      if (!include) break;
      const { paths, cause } = targets(include.name, include.target, source, files);
      const detail = `${include.name} ${textOf(include.target)}`;
      if (cause) unit.notScanned.push({ path: source.path, cause, detail });
      for (const path of paths) {
        const inner = files.get(path);
        if (!inner) continue;
        if (
          above.length >= maxDepth ||
          above.includes(path) ||
          path === source.path ||
          sources.length > 1000
        ) {
          unit.notScanned.push({
            path,
            cause: "limit",
            detail: `included by ${source.path} in a circle or too deep`,
          });
        } else read(inner, files, unit, items, sources, [...above, source.path]);
      }
    }
    const record = records[i];
    if (record) items.push(rule(record, source));
  }
}

function rule(record: PgHbaRecord, source: Source): Value {
  const entries = new Map<string, Entry>();
  const put = (name: string, value: Value): void => void entries.set(name, { value });
  put("type", fieldValue(record.type, source));
  put("database", fieldValue(record.database, source));
  put("user", fieldValue(record.user, source));
  const { address, mask, options } = record;
  if (address && mask) {
    const text = addressWithMask(textOf(address), textOf(mask));
    put("address", {
      kind: "string",
      value: text,
      at: place(source, { start: address.span.start, end: mask.span.end }),
    });
  } else if (address) put("address", fieldValue(address, source));
  put("method", fieldValue(record.method, source));
  const [first] = options;
  const last = options.at(-1);
  if (first && last) {
    const span = { start: first.span.start, end: last.span.end };
    put("options", withPlaceholders(span, source, options.map(textOf).join(" ")));
  }
  return { kind: "object", entries, at: place(source, record) };
}

const keywords = new Set(["all", "sameuser", "samerole", "samegroup", "replication", "samehost", "samenet"]);

function textOf(field: PgHbaField): string {
  return field.words.map(({ text, quoted }) => (quoted && keywords.has(text) ? `"${text}"` : text)).join(",");
}

function fieldValue(field: PgHbaField, source: Source): Value {
  return withPlaceholders(field.span, source, textOf(field));
}

function withPlaceholders(span: Span, source: Source, literal: string): Value {
  const actions = templateActions(source.text, span);
  const placeholders = actions.length > 0 ? actions : environmentVariables(source.text, span, false);
  return textValue(place(source, span), placeholders, literal);
}

function targets(
  name: string,
  target: PgHbaField,
  source: Source,
  files: Map<string, PgHbaFile>,
): { paths: string[]; cause?: "outside-root" | "unreadable" } {
  const path = resolveFrom(folderOf(source.path), target.words.map((word) => word.text).join(","));
  if (!insideRoot(path, source)) return { paths: [], cause: "outside-root" };
  if (name !== "include_dir") {
    if (files.has(path)) return { paths: [path] };
    return name === "include" ? { paths: [], cause: "unreadable" } : { paths: [] };
  }
  const paths = [...files.keys()].filter((one) => folderOf(one) === path && baseName(one).endsWith(".conf"));
  return { paths: paths.sort() };
}
