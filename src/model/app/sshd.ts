import type { SshdFile, SshdLine } from "../../parse/sshd/sshd.ts";
import type { Source } from "../../text/source.ts";
import type { Unit } from "../resource.ts";
import type { Entry, Value } from "../value.ts";
import { baseName, byPath, configUnit, firstLine, folderOf, place, wholeText } from "./config-unit.ts";
import { insideRoot, isGlob, matchesGlob, resolveFrom } from "./include-path.ts";
import { environmentVariables, templateActions, textValue } from "./text-value.ts";

/** OpenSSH's own limit (SERVCONF_MAX_DEPTH). */
const maxDepth = 16;
const maxReads = 1000;

/** Relative includes are looked for here, and absolute ones below it mean the folder of sshd_config. */
const home = "/etc/ssh/";

/** Keywords that may be given several times, each adding to the others (sshd_config(5)). */
const several = new Set(
  "acceptenv allowgroups allowusers denygroups denyusers hostcertificate hostkey listenaddress permitlisten permitopen port setenv subsystem".split(
    " ",
  ),
);

interface Scope {
  criteria: SshdLine;
  source: Source;
  values: Map<string, Entry>;
}

interface Reader {
  files: ReadonlyMap<string, SshdFile>;
  unit: Unit;
  values: Map<string, Entry>;
  scopes: Map<string, Scope>;
  sources: Source[];
  complete: boolean;
}

/**
 * One unit and one `sshd` resource for each file that no other includes: keyword (lower case) → text, the first value
 * wins (sshd_config(5)); keywords that add up → list of texts; `match` → list of `{criteria, settings}`, one for each
 * set of criteria, whose first value wins too and stands above the global one. An included file takes effect in its
 * place, inside the `Match` it is named in; a `Match` of its own ends with it. Only an sshd_config counts as complete.
 */
export function modelSshd(files: readonly SshdFile[]): Unit[] {
  const sorted = byPath(files);
  const byName = new Map(sorted.map((file) => [file.source.path, file]));
  const included = new Set<string>();
  for (const { lines, source } of sorted)
    for (const line of lines)
      if (line.keyword === "include")
        for (const { text } of line.args)
          for (const path of targets(text, source, byName).paths)
            if (path !== source.path) included.add(path);
  const units: Unit[] = [];
  const seen = new Set<string>();
  // Files that include each other in a circle are nobody's includes in the end, so they come last by themselves.
  const leading = sorted.filter(({ source }) => !included.has(source.path));
  for (const file of [...leading, ...sorted]) {
    const { source } = file;
    if (seen.has(source.path)) continue;
    const unit = configUnit(source.path, []);
    const name = baseName(source.path);
    const complete = name.startsWith("sshd_config");
    const values = new Map<string, Entry>();
    const reader: Reader = {
      files: byName,
      unit,
      values,
      scopes: new Map(),
      sources: [],
      complete,
    };
    read(reader, file, values, []);
    unit.sources = [...new Set(reader.sources.map((one) => one.path))];
    for (const path of unit.sources) seen.add(path);
    if (reader.scopes.size > 0) values.set("match", { value: matches(reader.scopes, source) });
    unit.resources.push({
      key: `sshd:${source.path}`,
      address: `sshd:${source.path}`,
      type: "sshd",
      name,
      folder: folderOf(source.path),
      values: { kind: "object", entries: values, at: wholeText(source) },
      head: firstLine(source),
      body: wholeText(source),
      via: [],
      meta: { file: name, complete: reader.complete },
      links: [],
    });
    units.push(unit);
  }
  return units;
}

function read(reader: Reader, file: SshdFile, outer: Map<string, Entry>, above: readonly string[]): void {
  const { source } = file;
  reader.sources.push(source);
  let values = outer;
  for (const line of file.lines) {
    if (line.keyword === "match") values = scope(reader, line, source);
    else if (line.keyword === "include") include(reader, line, source, values, above);
    else set(values, line, source);
  }
}

function scope(reader: Reader, line: SshdLine, source: Source): Map<string, Entry> {
  const key = line.args.map(({ text }) => text.toLowerCase()).join(" ");
  const known = reader.scopes.get(key);
  if (known) return known.values;
  const values = new Map<string, Entry>();
  reader.scopes.set(key, { criteria: line, source, values });
  return values;
}

function set(values: Map<string, Entry>, line: SshdLine, source: Source): void {
  const { keyword } = line;
  const known = values.get(keyword);
  const value = lineValue(line, source);
  if (several.has(keyword)) {
    const items = known?.value.kind === "list" ? known.value.items : [];
    items.push(value);
    if (!known)
      values.set(keyword, {
        value: { kind: "list", items, at: value.at },
        keyAt: place(source, line.keywordSpan),
      });
  } else if (!known) values.set(keyword, { value, keyAt: place(source, line.keywordSpan) });
}

/** The arguments as one text: without quotes when there is one, else as written. */
function lineValue(line: SshdLine, source: Source): Value {
  const [first, ...rest] = line.args;
  const span =
    first && rest.length === 0
      ? first.span
      : { start: first?.span.start ?? line.start, end: rest.at(-1)?.span.end ?? line.end };
  const actions = templateActions(source.text, span);
  const open = actions.length > 0 ? actions : environmentVariables(source.text, span, false);
  const literal = line.args.map(({ text }) => text).join(" ");
  return textValue(place(source, span), open, literal);
}

function matches(scopes: ReadonlyMap<string, Scope>, main: Source): Value {
  const items = [...scopes.values()].map(({ criteria, source, values }): Value => {
    const at = place(source, criteria);
    return {
      kind: "object",
      entries: new Map<string, Entry>([
        ["criteria", { value: lineValue(criteria, source) }],
        ["settings", { value: { kind: "object", entries: values, at } }],
      ]),
      at,
    };
  });
  return { kind: "list", items, at: items[0]?.at ?? wholeText(main) };
}

function include(
  reader: Reader,
  line: SshdLine,
  source: Source,
  values: Map<string, Entry>,
  above: readonly string[],
): void {
  const { unit, files } = reader;
  for (const { text } of line.args) {
    const { paths, outside, missing } = targets(text, source, files);
    if (outside || missing) {
      reader.complete = false;
      const cause = outside ? "outside-root" : "unreadable";
      unit.notScanned.push({ path: source.path, cause, detail: `Include ${text}` });
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
      } else read(reader, next, values, [...above, source.path]);
    }
  }
}

interface Targets {
  paths: string[];
  missing: boolean;
  outside: boolean;
}

/**
 * The files of the scan that an Include names, by name. sshd accepts a glob that matches nothing; an absolute one
 * without a match in the scan may still match on the machine.
 */
function targets(written: string, source: Source, files: ReadonlyMap<string, SshdFile>): Targets {
  const none: Targets = { paths: [], missing: false, outside: false };
  const absolute = written.startsWith("/");
  const relative = written.startsWith(home) ? written.slice(home.length) : written;
  const path = resolveFrom(folderOf(source.path), relative);
  if (!insideRoot(path, source)) return { ...none, outside: true };
  if (!isGlob(path))
    return files.has(path) ? { ...none, paths: [path] } : { ...none, missing: !absolute, outside: absolute };
  const paths = [...files.keys()].filter((one) => matchesGlob(one, path)).sort();
  return { ...none, paths, outside: absolute && paths.length === 0 };
}
