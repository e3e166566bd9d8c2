import type { NginxFile } from "../../parse/nginx/ast.ts";
import type { Unit } from "../resource.ts";
import { baseName, byPath, configUnit, folderOf, place } from "./config-unit.ts";
import {
  type NginxIncludes,
  type NginxReader,
  type PlacedDirective,
  placed,
  resolveInclude,
} from "./nginx-includes.ts";
import { blockValue, type CopyBudget, inherited, withInheritedLocations } from "./nginx-values.ts";

/**
 * One unit for each file that no other includes, with what it includes, and one `nginx:server` for each server block of
 * its http part: directive → list of `{args, block?}`. What a server inherits from `http` is copied in with its span,
 * as are those directives that a location inherits from its server. A directive is inherited only where the inner
 * block does not set it (nginx documentation of each directive, "Context"). Snippets without a server give no unit.
 * @param includes reaches files that were not recognised as nginx configuration by themselves
 */
export function modelNginx(files: readonly NginxFile[], includes?: NginxIncludes): Unit[] {
  const sorted = byPath(files);
  const byName = new Map(sorted.map((file) => [file.source.path, file]));
  const targets = includedPaths(sorted, byName, includes);
  const seen = new Set<string>();
  const units: Unit[] = [];
  // Files that include each other in a circle are nobody's includes in the end, so they come last by themselves.
  const leading = sorted.filter(({ source }) => !targets.has(source.path));
  for (const file of [...leading, ...sorted]) {
    const { path } = file.source;
    if (seen.has(path)) continue;
    const unit = configUnit(path, []);
    const prefix = folderOf(path);
    const reader: NginxReader = { files: byName, includes, prefix, unit, sources: [], count: 0 };
    const { list } = placed(reader, file);
    unit.sources = [...new Set(reader.sources.map((source) => source.path))];
    for (const one of unit.sources) seen.add(one);
    const actions = new Set(sorted.filter((one) => one.actions.length > 0).map((one) => one.source.path));
    addServers(unit, list, actions);
    if (unit.resources.length > 0 || unit.notScanned.length > 0) units.push(unit);
  }
  return units;
}

/** So many includes of one file are looked at to tell which files lead. */
const maxIncludes = 1000;

/** Every file that another one includes, from the folders of all files that could lead. */
function includedPaths(
  files: readonly NginxFile[],
  byName: ReadonlyMap<string, NginxFile>,
  includes: NginxIncludes | undefined,
): Set<string> {
  const found = new Set<string>();
  const prefixes = new Set(
    files
      .filter((file) => baseName(file.source.path).startsWith("nginx.conf"))
      .map((file) => folderOf(file.source.path)),
  );
  for (const { source, directives } of files) {
    const own = [...prefixes].filter((prefix) => prefix === "." || source.path.startsWith(`${prefix}/`));
    const stack = [directives];
    let count = 0;
    for (let block = stack.pop(); block; block = stack.pop()) {
      for (const directive of block) {
        if (directive.block) stack.push(directive.block);
        if (directive.name !== "include" || ++count > maxIncludes) continue;
        for (const prefix of [folderOf(source.path), ...own]) {
          const written = directive.args[0]?.text ?? "";
          for (const path of resolveInclude({ files: byName, includes, prefix }, written, source).paths) {
            if (path !== source.path) found.add(path);
          }
        }
      }
    }
  }
  return found;
}

function addServers(unit: Unit, top: readonly PlacedDirective[], templated: ReadonlySet<string>): void {
  const names = new Map<string, number>();
  const budget: CopyBudget = { looks: 20_000_000, copies: 300_000 };
  const add = (
    server: PlacedDirective,
    http: readonly PlacedDirective[],
    httpUnread: readonly string[] | undefined,
  ) => {
    if (!server.block) return;
    const { directive, source } = server;
    const own = server.block;
    const block = withInheritedLocations([...own, ...inherited(http, own, () => true, budget)], budget);
    const name = own.find((one) => one.directive.name === "server_name")?.directive.args[0]?.text || "server";
    const plain = `nginx:${source.path}#${name}`;
    const count = (names.get(plain) ?? 0) + 1;
    names.set(plain, count);
    const address = count === 1 ? plain : `${plain}:${count}`;
    const unread = [...new Set([...server.unread, ...(httpUnread ?? [])])];
    unit.resources.push({
      key: address,
      address,
      type: "nginx:server",
      name,
      folder: folderOf(source.path),
      values: blockValue(block, place(source, directive)),
      head: place(source, directive.head),
      body: place(source, directive),
      via: [],
      meta: {
        file: baseName(source.path),
        // False when an include that could set anything was not read.
        complete: unread.length === 0,
        unread,
        // The http block around the server is not in the scan (conf.d/*.conf by itself).
        standalone: httpUnread === undefined,
        templated: templated.has(source.path),
      },
      links: [],
    });
  };
  const loose = top.filter((one) => one.directive.name !== "server");
  for (const one of top) {
    if (one.directive.name === "server") add(one, loose, undefined);
    if (one.directive.name !== "http" || !one.block) continue;
    const servers = one.block.filter((inner) => inner.directive.name === "server");
    const inServers = new Set(servers.flatMap((server) => server.unread));
    const httpUnread = one.unread.filter((path) => !inServers.has(path));
    for (const server of servers) add(server, one.block, httpUnread);
  }
  if (budget.looks < 0 || budget.copies < 0) {
    const detail =
      "more inherited directives than the limit; the rest is not copied into servers and locations";
    unit.notScanned.push({ path: unit.id.slice("config:".length), cause: "limit", detail });
  }
}
