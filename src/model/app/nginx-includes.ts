import type { NginxDirective, NginxFile } from "../../parse/nginx/ast.ts";
import type { Source } from "../../text/source.ts";
import type { Unit } from "../resource.ts";
import { baseName, folderOf } from "./config-unit.ts";
import { insideRoot, isGlob, matchesGlob, resolveFrom } from "./include-path.ts";

/** A directive where it takes effect: what an include brings in keeps its own source. */
export interface PlacedDirective {
  directive: NginxDirective;
  source: Source;
  block?: PlacedDirective[];
  /** Files that this block, or one inside, includes and the scan could not read. */
  unread: string[];
}

/**
 * How an include reaches files that were not recognised as nginx configuration by themselves (snippets). Both look
 * inside the scan roots only.
 */
export interface NginxIncludes {
  /** The parsed file, or undefined when there is none. */
  read(path: string): NginxFile | undefined;
  /** The names in a folder, as in the Files port. */
  list(folder: string): readonly string[];
}

export interface NginxReader {
  files: ReadonlyMap<string, NginxFile>;
  includes: NginxIncludes | undefined;
  /** The folder that stands for nginx's configuration prefix: of the file that leads the unit. */
  prefix: string;
  unit: Unit;
  sources: Source[];
  /** Directives taken so far; a file that includes itself twice over doubles with each level. */
  count: number;
}

const maxDepth = 20;
const maxDirectives = 100_000;
/** An include looks through the files of the scan, so it counts for many directives. */
const includeCost = 50;

/** Where packages install the configuration; an absolute path below these means the folder of nginx.conf. */
const prefixes = [
  "/etc/nginx/",
  "/usr/local/nginx/conf/",
  "/usr/local/etc/nginx/",
  "/usr/local/openresty/nginx/conf/",
];

/** Files that come with nginx and hold nothing but MIME types and CGI parameters. */
const stock = new Set([
  "mime.types",
  "fastcgi_params",
  "fastcgi.conf",
  "uwsgi_params",
  "scgi_params",
  "proxy_params",
]);

/** A file's directives with the content of its includes in their place. */
export function placed(reader: NginxReader, file: NginxFile): { list: PlacedDirective[]; unread: string[] } {
  const unread: string[] = [];
  reader.sources.push(file.source);
  return { list: placeAll(reader, file.directives, file.source, [file.source.path], unread), unread };
}

function placeAll(
  reader: NginxReader,
  directives: readonly NginxDirective[],
  source: Source,
  above: readonly string[],
  unread: string[],
): PlacedDirective[] {
  const list: PlacedDirective[] = [];
  for (const directive of directives) {
    if (directive.name === "include" && !directive.block) {
      for (const one of includeAll(reader, directive, source, above, unread)) list.push(one);
      continue;
    }
    if (++reader.count > maxDirectives) {
      if (reader.count === maxDirectives + 1) {
        reader.unit.notScanned.push({
          path: source.path,
          cause: "limit",
          detail: `more than ${maxDirectives} directives`,
        });
      }
      break;
    }
    const one: PlacedDirective = { directive, source, unread: [] };
    if (directive.block) one.block = placeAll(reader, directive.block, source, above, one.unread);
    unread.push(...one.unread.filter((path) => !unread.includes(path)));
    list.push(one);
  }
  return list;
}

function includeAll(
  reader: NginxReader,
  directive: NginxDirective,
  source: Source,
  above: readonly string[],
  unread: string[],
): PlacedDirective[] {
  const { unit } = reader;
  reader.count += includeCost;
  const written = directive.args[0]?.text ?? "";
  const { paths, outside, missing } = resolveInclude(reader, written, source);
  if (outside || missing) {
    if (!unread.includes(written)) unread.push(written);
    const cause = outside ? "outside-root" : "unreadable";
    unit.notScanned.push({ path: source.path, cause, detail: `include ${written}` });
  }
  const list: PlacedDirective[] = [];
  for (const path of paths) {
    if (above.includes(path) || above.length > maxDepth) {
      unit.notScanned.push({
        path,
        cause: "limit",
        detail: `included by ${source.path} in a circle or too deep`,
      });
      continue;
    }
    const file = reader.files.get(path) ?? reader.includes?.read(path);
    if (!file || reader.count > maxDirectives) continue;
    reader.sources.push(file.source);
    for (const one of placeAll(reader, file.directives, file.source, [...above, path], unread))
      list.push(one);
  }
  return list;
}

interface Resolved {
  paths: string[];
  outside: boolean;
  missing: boolean;
}

/**
 * The files of the scan that an include names. Relative paths are tried from the file's own folder and from the
 * configuration prefix; absolute ones below the usual prefixes as relative ones.
 */
export function resolveInclude(
  reader: Pick<NginxReader, "files" | "includes" | "prefix">,
  written: string,
  source: Source,
): Resolved {
  const none: Resolved = { paths: [], outside: false, missing: false };
  if (written === "" || stock.has(baseName(written))) return none;
  const relative = belowPrefix(written);
  if (relative.startsWith("/")) return { ...none, outside: true };
  const candidates = new Set([
    resolveFrom(reader.prefix, relative),
    resolveFrom(folderOf(source.path), relative),
  ]);
  const inside = [...candidates].filter((path) => insideRoot(path, source));
  if (inside.length === 0) return { ...none, outside: true };
  for (const path of inside) {
    const paths = isGlob(path) ? matching(reader, path) : exists(reader, path) ? [path] : [];
    if (paths.length > 0) return { ...none, paths };
  }
  // nginx accepts a glob that matches nothing.
  return { ...none, missing: !isGlob(written) };
}

function belowPrefix(path: string): string {
  const prefix = prefixes.find((one) => path.startsWith(one));
  return prefix ? path.slice(prefix.length) : path;
}

function exists({ files, includes }: Pick<NginxReader, "files" | "includes">, path: string): boolean {
  return files.has(path) || includes?.read(path) !== undefined;
}

function matching({ files, includes }: Pick<NginxReader, "files" | "includes">, glob: string): string[] {
  const found = new Set([...files.keys()].filter((path) => matchesGlob(path, glob)));
  const folder = folderOf(glob);
  if (includes && !isGlob(folder)) {
    for (const name of includes.list(folder)) {
      const path = resolveFrom(folder, name);
      if (!name.endsWith("/") && matchesGlob(path, glob)) found.add(path);
    }
  }
  return [...found].sort();
}
