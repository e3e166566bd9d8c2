import { type Dirent, readdirSync, readFileSync, realpathSync, statSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import type { NotScanned } from "../text/diagnostic.ts";
import type { SourceKind } from "../text/source.ts";
import { isConfigByName, mayBeConfig } from "./candidates.ts";
import { chartFileKind } from "./chart-files.ts";
import { type Disk, kindOfEntry, statOf } from "./disk.ts";
import { IgnoreRules, type PathList } from "./ignore-rules.ts";
import { kustomizations } from "./kustomization.ts";
import type { Root } from "./paths.ts";
import { isWithin, segmentsOf } from "./paths.ts";
import { errorCode } from "./read.ts";

/** A file the walk found, worth opening. */
export interface Found {
  path: string;
  shown: string;
  root: Root;
  /** The link's target, when the entry is a link to a file inside a root. */
  target?: string;
  /** What it is by its place alone: part of a chart. */
  kind?: SourceKind;
}

export interface Walked {
  files: Found[];
  /** Folders of charts, without those inside another chart. */
  charts: string[];
  gaps: NotScanned[];
  /** Files passed over by their name alone. */
  others: number;
}

export interface WalkRules {
  include: PathList;
  exclude: PathList;
  /** Real paths of other scan roots: what lies in them is theirs. */
  besides: ReadonlySet<string>;
}

/** Never worth a look: git's own data, and copies that package managers and Terraform download. */
const skipped = new Set([".git", "node_modules", ".terraform", ".terragrunt-cache"]);
const ignoreFiles = [".gitignore", ".crosswalkignore"];
const ignoreFileLimit = 1024 * 1024;

interface Folder {
  path: string;
  /** From the folder whose ignore files are read first. */
  segments: string[];
  rules: IgnoreRules | undefined;
  /** Number of segments of the nearest chart's folder above, or of this one. */
  chart: number | undefined;
  /** Ignored, and walked only for what `include` names. */
  onlyIncluded: boolean;
}

/**
 * Walks a scan root once: one readdir a folder, no stat but for links. Ignore files apply to folders before they are
 * descended into, as in git. Links to folders are not followed: what they lead to inside the root is walked where it
 * lies, so that no loop can form.
 */
export function walk(root: Root, disk: Disk, rules: WalkRules): Walked {
  const walked: Walked = { files: [], charts: [], gaps: [], others: 0 };
  const stack: Folder[] = [start(root)];
  for (let folder = stack.pop(); folder; folder = stack.pop()) {
    let entries: Dirent[];
    try {
      entries = readdirSync(folder.path, { withFileTypes: true });
    } catch (thrown) {
      const path = disk.shown(folder.path);
      walked.gaps.push({ path, cause: "unreadable", detail: `folder: ${errorCode(thrown)}` });
      continue;
    }
    readFolder(folder, entries, root, disk, rules, walked, stack);
  }
  return walked;
}

function readFolder(
  folder: Folder,
  entries: Dirent[],
  root: Root,
  disk: Disk,
  rules: WalkRules,
  walked: Walked,
  stack: Folder[],
): void {
  const chart = entries.some((entry) => entry.name === "Chart.yaml" && !entry.isDirectory());
  const own = withOwnRules(folder, entries);
  const shownFolder = disk.shown(folder.path);
  const prefix = shownFolder === "." ? "" : `${shownFolder}/`;
  if (chart && folder.chart === undefined) walked.charts.push(shownFolder);
  const chartDepth = chart ? folder.segments.length : folder.chart;
  for (const entry of entries) {
    const { name } = entry;
    if (name === ".git") continue;
    const isFolder = entry.isDirectory();
    const path = join(folder.path, name);
    const shown = prefix + name;
    const segments = [...folder.segments, name];
    if (!rules.exclude.empty && rules.exclude.names(segmentsOf(shown), isFolder)) continue;
    const included = !rules.include.empty && rules.include.names(segmentsOf(shown), isFolder);
    const hidden =
      !included &&
      (folder.onlyIncluded || (isFolder && skipped.has(name)) || own?.ignores(segments, isFolder) === true);
    if (isFolder) {
      if (chart && name === "templates") continue;
      if (hidden && !rules.include.reaches(segmentsOf(shown))) continue;
      if (rules.besides.size > 0 && rules.besides.has(realOf(path) ?? path)) continue;
      stack.push({ path, segments, rules: own, chart: chartDepth, onlyIncluded: hidden });
      continue;
    }
    if (hidden) continue;
    const kind = chartDepth === undefined ? undefined : chartFileKind(segments.slice(chartDepth).join("/"));
    if (entry.isSymbolicLink()) readLink(path, shown, root, disk, walked, kind);
    else if (!entry.isFile()) continue;
    else if (!mayBeConfig(shown) && !kustomizations.has(name)) walked.others++;
    else walked.files.push({ path, shown, root, ...(kind && { kind }) });
  }
}

function readLink(
  path: string,
  shown: string,
  root: Root,
  disk: Disk,
  walked: Walked,
  kind: SourceKind | undefined,
): void {
  const real = realOf(path);
  if (real === undefined) {
    // Editors leave such links as lock files; only one that poses as configuration hides something.
    if (isConfigByName(shown) && !shown.includes(".#"))
      walked.gaps.push({ path: shown, cause: "unreadable", detail: "link that leads nowhere" });
    return;
  }
  if (!disk.holds(real)) {
    if (kindOfEntry(real) === "folder" || mayBeConfig(shown))
      walked.gaps.push({
        path: shown,
        cause: "outside-root",
        detail: "link that leads out of the scan root",
      });
    return;
  }
  const target = disk.locate(path);
  if (target === undefined || kindOfEntry(target) !== "file") return;
  if (mayBeConfig(shown)) walked.files.push({ path, shown, root, target, ...(kind && { kind }) });
  else walked.others++;
}

/** The folder's rules: its own ignore files on top of those above. */
function withOwnRules(folder: Folder, entries: readonly Dirent[]): IgnoreRules | undefined {
  let rules = folder.rules;
  for (const name of ignoreFiles) {
    // As in git, an ignore file that is a link does not count.
    if (!entries.some((entry) => entry.name === name && entry.isFile())) continue;
    rules = readRules(join(folder.path, name), folder.segments.length, rules) ?? rules;
  }
  return rules;
}

function readRules(path: string, depth: number, above: IgnoreRules | undefined): IgnoreRules | undefined {
  try {
    const stat = statSync(path, { throwIfNoEntry: false });
    if (!stat?.isFile() || stat.size > ignoreFileLimit) return undefined;
    return new IgnoreRules(readFileSync(path, "utf8").replace(/^\ufeff/, ""), depth, above);
  } catch {
    return undefined;
  }
}

/**
 * The root with the ignore rules of the git work tree above it. Rules that would hide the root itself do not count:
 * it was named.
 */
function start(root: Root): Folder {
  const top = gitTop(root.real);
  const plain = { path: root.path, chart: undefined, onlyIncluded: false };
  if (top === undefined || top === root.real) return { ...plain, segments: [], rules: undefined };
  const segments = relative(top, root.real).split(sep);
  let rules: IgnoreRules | undefined;
  for (let depth = 0; depth < segments.length; depth++) {
    const folder = join(top, ...segments.slice(0, depth));
    for (const name of ignoreFiles) rules = readRules(join(folder, name), depth, rules) ?? rules;
  }
  for (let end = 1; rules && end <= segments.length; end++) {
    if (rules.ignores(segments.slice(0, end), true)) rules = undefined;
  }
  return { ...plain, segments, rules };
}

/** The nearest folder, from `folder` upwards, that holds `.git`. */
export function gitTop(folder: string): string | undefined {
  for (let here = folder; ; here = dirname(here)) {
    if (statOf(join(here, ".git"))) return here;
    if (dirname(here) === here) return undefined;
  }
}

/** The chart a file belongs to: the outermost folder with a Chart.yaml, from the file up to the root. */
export function chartAbove(path: string, root: Root): string | undefined {
  let chart: string | undefined;
  for (let here = dirname(path); isWithin(root.path, here); here = dirname(here)) {
    if (statOf(join(here, "Chart.yaml"))) chart = here;
    if (dirname(here) === here) break;
  }
  return chart;
}

function realOf(path: string): string | undefined {
  try {
    return realpathSync(path);
  } catch {
    return undefined;
  }
}
