import type { RabbitmqEntry, RabbitmqFile } from "../../parse/rabbitmq/rabbitmq.ts";
import type { Source } from "../../text/source.ts";
import type { Unit } from "../resource.ts";
import type { Entry, Value } from "../value.ts";
import { baseName, byPath, configUnit, folderOf, place } from "./config-unit.ts";
import { insideRoot, isGlob, matchesGlob, resolveFrom } from "./include-path.ts";
import { addService } from "./service-unit.ts";
import { environmentVariables, templateActions, textValue } from "./text-value.ts";

const maxDepth = 16;
const secret = /(?:^|[._])(?:default_pass|anonymous_login_pass|password|client_secret|shared_secret)$/;

/** The plugins that a file beside the configuration switches on. */
export interface EnabledPlugins {
  source: Source;
  names: readonly { name: string; start: number; end: number }[];
}

interface Reader {
  files: ReadonlyMap<string, RabbitmqFile>;
  unit: Unit;
  settings: Map<string, Entry>;
  sources: Source[];
  complete: boolean;
}

/**
 * One unit and one `rabbitmq` resource for each rabbitmq.conf: key → text. Files of `conf.d` beside it come after it in
 * the order of their names, and the last assignment wins (RabbitMQ documentation, "Configuration": conf.d). The
 * setting `enabled_plugins` lists the plugins of a file of that name beside it. A file of conf.d alone is a fragment.
 * @param terms paths of files in Erlang terms, which were not read: what is set beside one of them is not complete
 */
export function modelRabbitmq(
  files: readonly RabbitmqFile[],
  plugins: readonly EnabledPlugins[] = [],
  terms: readonly string[] = [],
): Unit[] {
  const sorted = byPath(files);
  const byName = new Map(sorted.map((file) => [file.source.path, file]));
  const included = new Set<string>();
  for (const file of sorted) {
    if (isMain(file.source.path)) for (const path of fragments(file, byName)) included.add(path);
    for (const entry of file.entries)
      if (entry.include) for (const path of targets(entry, file.source, byName).paths) included.add(path);
  }
  const seen = new Set<string>();
  const units: Unit[] = [];
  for (const file of [...sorted.filter(({ source }) => !included.has(source.path)), ...sorted]) {
    if (seen.has(file.source.path)) continue;
    const unit = unitOf(file, byName, plugins, terms);
    for (const path of unit.sources) seen.add(path);
    units.push(unit);
  }
  return units;
}

function unitOf(
  file: RabbitmqFile,
  files: ReadonlyMap<string, RabbitmqFile>,
  plugins: readonly EnabledPlugins[],
  terms: readonly string[],
): Unit {
  const { source } = file;
  const unit = configUnit(source.path, []);
  const main = isMain(source.path);
  const whole = main && !terms.some((path) => folderOf(path) === folderOf(source.path));
  const reader: Reader = { files, unit, settings: new Map(), sources: [], complete: whole };
  read(reader, file, []);
  for (const path of main ? fragments(file, files) : []) {
    const next = files.get(path);
    if (next) read(reader, next, [source.path]);
  }
  const beside = plugins.find(
    (one) => one.source.path === resolveFrom(folderOf(source.path), "enabled_plugins"),
  );
  if (beside) {
    reader.settings.set("enabled_plugins", { value: listOf(beside) });
    reader.sources.push(beside.source);
  }
  unit.sources = [...new Set(reader.sources.map(({ path }) => path))];
  addService(unit, { type: "rabbitmq", source, settings: reader.settings, complete: reader.complete });
  return unit;
}

function listOf({ source, names }: EnabledPlugins): Value {
  const [first] = names;
  const last = names.at(-1);
  const where = place(source, { start: first?.start ?? 0, end: last?.end ?? 0 });
  return { kind: "string", value: names.map(({ name }) => name).join(","), at: where };
}

function isMain(path: string): boolean {
  return /^rabbitmq\.conf(?:\.(?:template|tmpl|tpl|j2|erb|sample|example))?$/.test(baseName(path));
}

/** The files of `conf.d` beside a rabbitmq.conf. */
function fragments({ source }: RabbitmqFile, files: ReadonlyMap<string, RabbitmqFile>): string[] {
  const folder = resolveFrom(folderOf(source.path), "conf.d");
  return [...files.keys()].filter((path) => folderOf(path) === folder && path.endsWith(".conf")).sort();
}

function read(reader: Reader, file: RabbitmqFile, above: readonly string[]): void {
  const { source } = file;
  reader.sources.push(source);
  if (file.diagnostics.length > 0) reader.complete = false;
  for (const entry of file.entries) {
    if (!entry.include) {
      reader.settings.delete(entry.key);
      reader.settings.set(entry.key, {
        value: settingValue(entry, source),
        keyAt: place(source, entry.keySpan),
      });
      continue;
    }
    const { paths, cause } = targets(entry, source, reader.files);
    if (cause) {
      reader.complete = false;
      reader.unit.notScanned.push({ path: source.path, cause, detail: `include ${entry.value}` });
    }
    for (const path of paths) {
      const next = reader.files.get(path);
      if (!next) continue;
      if (
        above.length >= maxDepth ||
        above.includes(path) ||
        path === source.path ||
        reader.sources.length > 500
      ) {
        reader.complete = false;
        const detail = `included by ${source.path} in a circle or too deep`;
        reader.unit.notScanned.push({ path, cause: "limit", detail });
      } else read(reader, next, [...above, source.path]);
    }
  }
}

function targets(
  entry: RabbitmqEntry,
  source: Source,
  files: ReadonlyMap<string, RabbitmqFile>,
): { paths: string[]; cause?: "outside-root" | "unreadable" } {
  const path = resolveFrom(folderOf(source.path), entry.value);
  if (!insideRoot(path, source)) return { paths: [], cause: "outside-root" };
  if (isGlob(entry.value)) return { paths: [...files.keys()].filter((one) => matchesGlob(one, path)).sort() };
  return files.has(path) ? { paths: [path] } : { paths: [], cause: "unreadable" };
}

function settingValue(entry: RabbitmqEntry, source: Source): Value {
  const actions = templateActions(source.text, entry.valueSpan);
  const found = actions.length > 0 ? actions : environmentVariables(source.text, entry.valueSpan, false);
  const value = textValue(place(source, entry.valueSpan), found, entry.value);
  return secret.test(entry.key) ? { ...value, sensitive: true } : value;
}
