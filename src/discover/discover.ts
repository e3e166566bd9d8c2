import { realpathSync, statSync } from "node:fs";
import { dirname, resolve } from "node:path";
import type { Diagnostic, NotScanned } from "../text/diagnostic.ts";
import type { Files } from "../text/files.ts";
import type { Source, SourceKind } from "../text/source.ts";
import { callersOf } from "./callers.ts";
import { Collector, isTerraform } from "./collector.ts";
import { Disk, kindOfEntry } from "./disk.ts";
import { PathList } from "./ignore-rules.ts";
import { byText, isWithin, type Root, shownFrom } from "./paths.ts";
import { errorCode } from "./read.ts";
import { walk } from "./walk.ts";

export interface DiscoverOptions {
  /** Absolute; paths are printed from here. */
  cwd: string;
  /** Files, folders and globs; none means the working directory. */
  paths: readonly string[];
  /** Globs from `cwd`: read although ignored. */
  include: readonly string[];
  /** Globs from `cwd`: not read, also when included; named as an argument they are. */
  exclude: readonly string[];
  /** Files that `files` may read wherever they lie: the user named them (`--var-file`). */
  varFiles?: readonly string[];
  /** Larger files are reported, not read: 5 MiB, far above any configuration written by hand. */
  maxFileBytes?: number;
  /** The same for Terraform's plans: 128 MiB, or `maxFileBytes` where that is given. */
  maxPlanBytes?: number;
}

/** What a scan reads; everything sorted by path. */
export interface Discovered {
  sources: Source[];
  notScanned: NotScanned[];
  diagnostics: Diagnostic[];
  /** The disk, limited to the scan roots. */
  files: Files;
  /**
   * Paths named as file arguments: results are limited to what touches them. Empty when none was; together with
   * folder arguments it holds their sources too.
   */
  named: Set<string>;
  /** Files that were seen and are no configuration we know. */
  unrecognised: number;
  /** Folders of Helm charts, without the charts inside them. */
  charts: string[];
}

const defaultLimit = 5 * 1024 * 1024;
const defaultPlanLimit = 128 * 1024 * 1024;

/**
 * Finds what a scan reads. Never throws on what lies on the disk: what cannot be read stands in `notScanned`.
 * A folder argument is a scan root of its own; file arguments have the working directory as root (their own folder
 * when they lie outside it) and bring the files they are resolved with.
 */
export async function discover(options: DiscoverOptions): Promise<Discovered> {
  const cwd = resolve(options.cwd);
  const args = await resolveArguments(cwd, options.paths.length > 0 ? options.paths : ["."]);
  const roots = rootsOf(cwd, args);
  const granted = new Set((options.varFiles ?? []).map((path) => resolve(cwd, path)));
  const limit = options.maxFileBytes ?? defaultLimit;
  const planLimit = options.maxPlanBytes ?? options.maxFileBytes ?? defaultPlanLimit;
  const collector = new Collector(new Disk(cwd, roots, limit, granted), limit, planLimit);
  collector.diagnostics.push(...args.diagnostics);

  const rules = { include: new PathList(options.include), exclude: new PathList(options.exclude) };
  const folders = roots.filter((root) => args.folders.has(root.path));
  const reals = new Set(folders.map((root) => root.real));
  for (const root of folders) {
    const besides = new Set([...reals].filter((real) => real !== root.real));
    collector.addWalk(walk(root, collector.disk, { ...rules, besides }));
  }
  const folderSources = collector.sourcePaths();

  const byRoot = new Map<Root, Source[]>();
  for (const path of args.files) {
    const root = rootOfFile(path, cwd, roots);
    if (!root) continue;
    const source = collector.addNamed(path, root);
    if (source) byRoot.set(root, [...(byRoot.get(root) ?? []), source]);
  }
  for (const [root, sources] of byRoot) {
    const modules = foldersOf(sources, isTerraform);
    for (const folder of modules) collector.addNeighbours(folder, root, isTerraform);
    const manifests = sources.some(({ kind }) => kind === "kubernetes" || kind === "kustomization");
    if (manifests || modules.size > 0) {
      const { files } = walk(root, collector.disk, { ...rules, besides: new Set() });
      if (manifests) collector.addManifests(files);
      if (modules.size > 0)
        for (const folder of callersOf(modules, files, collector.disk))
          collector.addNeighbours(folder, root, isTerraform);
    }
    for (const kind of new Set(sources.map((source) => source.kind))) {
      if (isTerraform(kind) || togetherElsewhere.has(kind)) continue;
      const same = (one: SourceKind): boolean => one === kind;
      for (const folder of foldersOf(sources, same)) collector.addNeighbours(folder, root, same);
    }
  }
  const found = collector.finish();
  if (found.named.size > 0 && args.folders.size > 0) for (const path of folderSources) found.named.add(path);
  return found;
}

/** Kinds whose companions are not simply the files beside them. */
const togetherElsewhere: ReadonlySet<SourceKind> = new Set([
  "kubernetes",
  "kustomization",
  "helm-chart",
  "helm-values",
  "terraform-plan",
]);

function foldersOf(sources: readonly Source[], of: (kind: SourceKind) => boolean): Set<string> {
  return new Set(sources.filter((source) => of(source.kind)).map((source) => dirname(source.path)));
}

interface Arguments {
  folders: Set<string>;
  files: string[];
  diagnostics: Diagnostic[];
}

async function resolveArguments(cwd: string, paths: readonly string[]): Promise<Arguments> {
  const args: Arguments = { folders: new Set(), files: [], diagnostics: [] };
  const files = new Set<string>();
  for (const path of paths) {
    const full = resolve(cwd, path);
    if (path !== "" && isThere(full)) {
      if (kindOfEntry(full) === "folder") args.folders.add(full);
      else files.add(full);
      continue;
    }
    const matched = /[*?[{(!]/.test(path) ? await expandGlob(cwd, path) : [];
    for (const one of matched) files.add(resolve(cwd, one));
    if (matched.length === 0)
      args.diagnostics.push({
        code: "path-not-found",
        severity: "error",
        message: `${path === "" ? "an empty path" : path} matches no file`,
        hint: "Check the spelling; paths count from the working directory.",
        path,
      });
  }
  args.files = [...files].sort(byText);
  return args;
}

/** An entry that cannot be followed (links in a loop, a closed folder) is there: it is told as unreadable, not as missing. */
function isThere(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false }) !== undefined;
  } catch (thrown) {
    return (
      ["ELOOP", "EACCES", "EPERM"].includes(errorCode(thrown)) && realFolder(dirname(path)) !== undefined
    );
  }
}

function realFolder(path: string): string | undefined {
  try {
    return realpathSync(path);
  } catch {
    return undefined;
  }
}

async function expandGlob(cwd: string, pattern: string): Promise<string[]> {
  const { default: glob } = await import("fast-glob");
  const ignore = ["**/.git/**", "**/node_modules/**", "**/.terraform/**"];
  const portable = process.platform === "win32" ? glob.convertPathToPattern(pattern) : pattern;
  return glob(portable, { cwd, dot: true, followSymbolicLinks: false, ignore, suppressErrors: true });
}

function rootsOf(cwd: string, args: Arguments): Root[] {
  const paths = new Set(args.folders);
  for (const file of args.files) paths.add(isWithin(cwd, file) ? cwd : dirname(file));
  const roots: Root[] = [];
  for (const path of [...paths].sort(byText)) {
    const real = realpathSync(path);
    if (!roots.some((root) => root.real === real)) roots.push({ path, real, shown: shownFrom(cwd, path) });
  }
  return roots;
}

function rootOfFile(path: string, cwd: string, roots: readonly Root[]): Root | undefined {
  const wanted = isWithin(cwd, path) ? cwd : dirname(path);
  return roots.find((root) => root.path === wanted) ?? roots.find((root) => isWithin(root.path, path));
}
