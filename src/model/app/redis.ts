import type { RedisDirective, RedisFile, RedisWord } from "../../parse/redis/redis.ts";
import type { Source } from "../../text/source.ts";
import type { Unit } from "../resource.ts";
import type { Entry, Value } from "../value.ts";
import { baseName, byPath, configUnit, folderOf, place } from "./config-unit.ts";
import { insideRoot, isGlob, matchesGlob, resolveFrom } from "./include-path.ts";
import { setDirective } from "./redis-settings.ts";
import { addService } from "./service-unit.ts";
import { environmentVariables, type Placeholder, templateActions, textValue } from "./text-value.ts";

/** How an include reaches files inside the scan roots that were not recognised by themselves. */
export interface RedisIncludes {
  read(path: string): RedisFile | undefined;
  list(folder: string): readonly string[];
}

/** The server itself stops at 500 by default (`include` depth is not bound); this many are no configuration. */
const maxDepth = 16;
const maxFiles = 500;

interface Reader {
  files: ReadonlyMap<string, RedisFile>;
  includes: RedisIncludes | undefined;
  unit: Unit;
  settings: Map<string, Entry>;
  sources: Source[];
  complete: boolean;
}

/**
 * One unit and one `redis` resource for each file that no other includes: directive (lower case) → its words. The last
 * one wins, an include counts where it stands (redis.conf, "INCLUDES"). `user NAME …` is the setting `user.NAME`, and
 * `sentinel auth-pass NAME …` is `sentinel.auth-pass.NAME`.
 */
export function modelRedis(files: readonly RedisFile[], includes?: RedisIncludes): Unit[] {
  const sorted = byPath(files);
  const byName = new Map(sorted.map((file) => [file.source.path, file]));
  const included = new Set<string>();
  for (const file of sorted)
    for (const directive of file.directives)
      if (directive.name === "include")
        for (const path of targets(directive, file.source, byName, includes).paths)
          if (path !== file.source.path) included.add(path);
  const seen = new Set<string>();
  const units: Unit[] = [];
  // Files that include each other in a circle are nobody's includes in the end, so they come last by themselves.
  for (const file of [...sorted.filter(({ source }) => !included.has(source.path)), ...sorted]) {
    if (seen.has(file.source.path)) continue;
    const unit = unitOf(file, byName, includes);
    for (const path of unit.sources) seen.add(path);
    units.push(unit);
  }
  return units;
}

function unitOf(
  file: RedisFile,
  files: ReadonlyMap<string, RedisFile>,
  includes: RedisIncludes | undefined,
): Unit {
  const { source } = file;
  const unit = configUnit(source.path, []);
  const reader: Reader = { files, includes, unit, settings: new Map(), sources: [], complete: true };
  read(reader, file, []);
  unit.sources = [...new Set(reader.sources.map(({ path }) => path))];
  const { settings } = reader;
  const sentinel = [...settings.keys()].some((key) => key.startsWith("sentinel."));
  const whole =
    isMain(source.path) || ["port", "tls-port", "unixsocket", "bind"].some((key) => settings.has(key));
  addService(unit, {
    type: "redis",
    source,
    settings,
    complete: whole && reader.complete,
    meta: { sentinel, ...(!reader.complete && { unread: true }) },
  });
  return unit;
}

function isMain(path: string): boolean {
  return /^(?:redis|valkey|keydb|(?:redis-|valkey-)?sentinel)\.conf(?:\.(?:template|tmpl|tpl|j2|erb|sample))?$/.test(
    baseName(path),
  );
}

function read(reader: Reader, file: RedisFile, above: readonly string[]): void {
  const { source } = file;
  reader.sources.push(source);
  // A line that could not be read may have set anything.
  if (file.diagnostics.length > 0) reader.complete = false;
  for (const directive of file.directives) {
    if (directive.name === "include") include(reader, directive, source, above);
    else
      setDirective(reader.settings, {
        name: directive.name,
        nameAt: place(source, directive.nameSpan),
        words: directive.words.map((word) => wordValue(word, source)),
      });
  }
}

function include(reader: Reader, directive: RedisDirective, source: Source, above: readonly string[]): void {
  const { paths, cause } = targets(directive, source, reader.files, reader.includes);
  const written = directive.words[0]?.value ?? "";
  if (cause) {
    reader.complete = false;
    reader.unit.notScanned.push({ path: source.path, cause, detail: `include ${written}` });
  }
  for (const path of paths) {
    const next = reader.files.get(path) ?? reader.includes?.read(path);
    if (!next) continue;
    if (
      above.length >= maxDepth ||
      above.includes(path) ||
      path === source.path ||
      reader.sources.length > maxFiles
    ) {
      reader.complete = false;
      const detail = `included by ${source.path} in a circle or too deep`;
      reader.unit.notScanned.push({ path, cause: "limit", detail });
    } else read(reader, next, [...above, source.path]);
  }
}

interface Targets {
  paths: string[];
  cause?: "outside-root" | "unreadable";
}

/** The files that an include names, from the folder of the file that holds it; a pattern may match none. */
function targets(
  directive: RedisDirective,
  source: Source,
  files: ReadonlyMap<string, RedisFile>,
  includes: RedisIncludes | undefined,
): Targets {
  const written = directive.words[0]?.value;
  if (!written) return { paths: [], cause: "unreadable" };
  const path = resolveFrom(folderOf(source.path), written);
  if (!insideRoot(path, source)) return { paths: [], cause: "outside-root" };
  if (!isGlob(written)) {
    const found = files.has(path) || includes?.read(path) !== undefined;
    return found ? { paths: [path] } : { paths: [], cause: "unreadable" };
  }
  const folder = folderOf(path);
  const listed = isGlob(folder) ? [] : (includes?.list(folder) ?? []);
  const here = folder === "." ? "" : `${folder}/`;
  const all = new Set([...files.keys(), ...listed.map((name) => here + name)]);
  return { paths: [...all].filter((one) => matchesGlob(one, path)).sort() };
}

function wordValue(word: RedisWord, source: Source): Value {
  const { text } = source;
  const actions = templateActions(text, word.span);
  const placeholders = actions.length > 0 ? actions : filledIn(text, word.span);
  return textValue(place(source, word.span), placeholders, word.value);
}

/** `${NAME}` of envsubst, or `%name%`, which start scripts replace. */
function filledIn(text: string, span: { start: number; end: number }): Placeholder[] {
  const variables = environmentVariables(text, span, false);
  if (variables.length > 0) return variables;
  const word = text.slice(span.start, span.end);
  return /^%[A-Za-z][\w-]*%$/.test(word)
    ? [{ start: span.start, end: span.end, cause: "not-rendered", detail: word.slice(1, -1) }]
    : [];
}
