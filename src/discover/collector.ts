import { readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Diagnostic, NotScanned } from "../text/diagnostic.ts";
import { Source, type SourceKind } from "../text/source.ts";
import { isConfigByName, mayBeConfig, mayBeDicom, mayBeKeyStore } from "./candidates.ts";
import { chartFileKind, isTemplate, wayInChart } from "./chart-files.ts";
import { dicomLine } from "./dicom.ts";
import type { Discovered } from "./discover.ts";
import { type Disk, kindOfEntry } from "./disk.ts";
import { keyStoreLine } from "./key-store.ts";
import { byText, type Root, shownFrom } from "./paths.ts";
import { type Reading, readText } from "./read.ts";
import { kindOf } from "./signatures.ts";
import { chartAbove, type Found, type Walked } from "./walk.ts";

export function isTerraform(kind: SourceKind): boolean {
  return kind === "terraform" || kind === "tfvars";
}

/** Gathers sources and gaps; a file is read once, however many arguments lead to it. */
export class Collector {
  readonly disk: Disk;
  readonly diagnostics: Diagnostic[] = [];
  readonly #limit: number;
  readonly #planLimit: number;
  readonly #sources = new Map<string, Source>();
  readonly #gaps = new Map<string, NotScanned>();
  readonly #tried = new Set<string>();
  readonly #named = new Set<string>();
  readonly #charts = new Set<string>();
  #unrecognised = 0;

  constructor(disk: Disk, limit: number, planLimit: number) {
    this.disk = disk;
    this.#limit = limit;
    this.#planLimit = planLimit;
  }

  sourcePaths(): string[] {
    return [...this.#sources.keys()];
  }

  addWalk(walked: Walked): void {
    this.#unrecognised += walked.others;
    for (const chart of walked.charts) this.#charts.add(chart);
    for (const gap of walked.gaps) {
      if (gap.cause === "unreadable") this.#unreadable(gap.path, gap.detail);
      else this.#gap(gap);
    }
    const present = new Set(walked.files.map((file) => file.path));
    for (const file of walked.files) {
      // Terraform reads a linked file as part of each folder it is linked into; other config is judged once.
      const twin = file.target !== undefined && present.has(file.target);
      this.#add(file.path, file.shown, file.root, twin ? isTerraform : undefined, true, file.kind);
    }
  }

  addNamed(path: string, root: Root): Source | undefined {
    const shown = this.disk.shown(path);
    this.#named.add(shown);
    const known = this.#sources.get(shown);
    if (known) return known;
    this.#tried.delete(shown);
    if (kindOfEntry(path) !== "file") {
      this.#unreadable(shown, "no regular file");
      return undefined;
    }
    if (this.disk.locate(path) === undefined) {
      this.#gap({ path: shown, cause: "outside-root", detail: "link that leads out of the scan root" });
      return undefined;
    }
    const chart = /\.(?:ya?ml|tpl|json)$/.test(shown) ? chartAbove(path, root) : undefined;
    const way = chart === undefined ? "" : wayInChart(shownFrom(chart, path));
    const kind = chart === undefined ? undefined : chartFileKind(way);
    if (chart === undefined || !(kind || isTemplate(way)))
      return this.#add(path, shown, root, undefined, true);
    // Whether the chart was rendered the run says of the named part.
    this.#addChart(chart, root);
    return kind && this.#add(path, shown, root, undefined, true, kind);
  }

  /** A chart's own files, read for one of its parts. */
  #addChart(chart: string, root: Root): void {
    this.#charts.add(this.disk.shown(chart));
    const names = this.disk.list(this.disk.shown(chart));
    const inCi = names.includes("ci/") ? this.disk.list(this.disk.shown(join(chart, "ci"))) : [];
    for (const way of [...names, ...inCi.map((name) => `ci/${name}`)]) {
      const kind = chartFileKind(way);
      const path = join(chart, way);
      if (kind) this.#add(path, this.disk.shown(path), root, undefined, true, kind);
    }
  }

  /** Files of a folder, not below it, that belong to one of the kinds. */
  addNeighbours(shownFolder: string, root: Root, of: (kind: SourceKind) => boolean): void {
    const folder = resolve(this.disk.cwd, shownFolder);
    let names: string[];
    try {
      names = readdirSync(folder);
    } catch {
      return;
    }
    for (const name of names) {
      const path = join(folder, name);
      const shown = this.disk.shown(path);
      if (mayBeConfig(shown) && this.disk.locate(path) !== undefined)
        this.#add(path, shown, root, of, of("terraform"));
    }
  }

  /** Manifests, and what builds objects of them. */
  addManifests(files: readonly Found[]): void {
    const wanted = (kind: SourceKind): boolean => kind === "kubernetes" || kind === "kustomization";
    for (const { path, shown, root } of files) {
      if (/(?:\.(?:ya?ml|json)|(?:^|\/)Kustomization)$/i.test(shown))
        this.#add(path, shown, root, wanted, false);
    }
  }

  finish(): Discovered {
    return {
      sources: [...this.#sources.values()].sort((a, b) => byText(a.path, b.path)),
      notScanned: [...this.#gaps.values()].sort((a, b) => byText(a.path, b.path)),
      diagnostics: this.diagnostics.sort((a, b) => byText(a.path ?? "", b.path ?? "")),
      files: this.disk,
      named: new Set([...this.#named].sort(byText)),
      unrecognised: this.#unrecognised,
      charts: [...this.#charts].sort(byText),
    };
  }

  /**
   * Reads one file.
   * @param only kinds that are wanted; absent: all
   * @param counts whether what is wrong with the file is told: not for files that only help to judge others
   * @param given its kind, where its place says it
   */
  #add(
    path: string,
    shown: string,
    root: Root,
    only: ((kind: SourceKind) => boolean) | undefined,
    counts: boolean,
    given?: SourceKind,
  ): Source | undefined {
    const kindOfText = (head: string): SourceKind | undefined => given ?? kindOf(shown, head);
    if (this.#sources.has(shown)) return this.#sources.get(shown);
    const trial = only ? `${shown}\0${counts}` : shown;
    if (this.#tried.has(shown) || this.#tried.has(trial)) return undefined;
    this.#tried.add(trial);
    const byName = this.#named.has(shown) || isConfigByName(shown);
    const limit =
      /\.json$/i.test(shown) && this.#planLimit !== this.#limit ? this.#limitOf(shown) : this.#limit;
    const reading = readText(path, limit, (head) => kindOfText(head) !== undefined);
    const text = reading.kind === "text" ? reading.text : storeOf(reading, shown);
    if (text !== undefined) {
      const kind = kindOfText(text);
      if (kind === undefined || (only && !only(kind))) {
        if (!only) this.#unrecognised++;
        return undefined;
      }
      const source = new Source(shown, kind, text, root.shown);
      this.#sources.set(shown, source);
      return source;
    }
    if (!counts) return undefined;
    if (reading.kind === "too-large") this.#tooLarge(shown, reading.size, reading.limit);
    else if (reading.kind === "unreadable") this.#unreadable(shown, reading.detail);
    else if (reading.kind === "binary" && byName) {
      this.#gap({ path: shown, cause: "binary", detail: "holds binary data" });
      this.#warn("file-binary", shown, "holds binary data and was not read");
    } else this.#unrecognised++;
    return undefined;
  }

  /** Plans are written by machines: one of a large root holds more than anybody writes by hand. */
  #limitOf(shown: string): (head: string) => number {
    return (head) => (kindOf(shown, head) === "terraform-plan" ? this.#planLimit : this.#limit);
  }

  #tooLarge(path: string, size: number, most: number): void {
    const limit = megabytes(most);
    this.#gap({ path, cause: "too-large", detail: `${megabytes(size)} MiB, the limit is ${limit} MiB` });
    this.#warn("file-too-large", path, `is larger than ${limit} MiB and was not read`);
  }

  #unreadable(path: string, detail: string): void {
    this.#gap({ path, cause: "unreadable", detail });
    this.#warn("file-unreadable", path, `could not be read (${detail})`);
  }

  #gap(gap: NotScanned): void {
    if (!this.#gaps.has(gap.path)) this.#gaps.set(gap.path, gap);
  }

  #warn(code: Diagnostic["code"], path: string, what: string): void {
    this.diagnostics.push({ code, severity: "warning", message: `${path} ${what}`, path });
  }
}

/** Key stores and DICOM images are the binary files that are recognised; a line stands for one. */
function storeOf(reading: Reading, shown: string): string | undefined {
  if (reading.kind !== "binary") return undefined;
  if (mayBeDicom(shown)) return dicomLine(reading.head);
  return mayBeKeyStore(shown) ? keyStoreLine(reading.head) : undefined;
}

function megabytes(bytes: number): string {
  return (bytes / (1024 * 1024)).toFixed(1).replace(/\.0$/, "");
}
