import { readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Diagnostic, NotScanned } from "../text/diagnostic.ts";
import { Source, type SourceKind } from "../text/source.ts";
import { isConfigByName, mayBeConfig } from "./candidates.ts";
import type { Discovered } from "./discover.ts";
import { type Disk, kindOfEntry } from "./disk.ts";
import { kustomizations } from "./kustomization.ts";
import { byText, type Root, shownFrom } from "./paths.ts";
import { readText } from "./read.ts";
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
      this.#add(file.path, file.shown, file.root, twin ? isTerraform : undefined, true);
    }
  }

  addNamed(path: string, root: Root): Source | undefined {
    const shown = this.disk.shown(path);
    this.#named.add(shown);
    const known = this.#sources.get(shown);
    if (known) return known;
    this.#tried.delete(shown);
    const chart = /\.(?:ya?ml|tpl)$/.test(shown) ? chartAbove(path, root) : undefined;
    if (chart !== undefined) {
      const way = shownFrom(chart, path);
      if (/(?:^|\/)templates\/|(?:^|\/)(?:values[^/]*|Chart)\.ya?ml$/.test(way)) {
        const detail = `part of the Helm chart ${this.disk.shown(chart)}, which was not rendered`;
        this.#gap({ path: shown, cause: "not-rendered", detail });
        return undefined;
      }
    }
    const name = shown.slice(shown.lastIndexOf("/") + 1);
    if (kustomizations.has(name)) {
      const detail = "Kustomize overlay: it was not built";
      this.#gap({ path: shown, cause: "not-rendered", detail });
      return undefined;
    }
    if (kindOfEntry(path) !== "file") {
      this.#unreadable(shown, "no regular file");
      return undefined;
    }
    if (this.disk.locate(path) === undefined) {
      this.#gap({ path: shown, cause: "outside-root", detail: "link that leads out of the scan root" });
      return undefined;
    }
    return this.#add(path, shown, root, undefined, true);
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

  addAround(files: readonly Found[], kind: SourceKind): void {
    for (const { path, shown, root } of files) {
      if (/\.(?:ya?ml|json)$/i.test(shown)) this.#add(path, shown, root, (one) => one === kind, false);
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
   */
  #add(
    path: string,
    shown: string,
    root: Root,
    only: ((kind: SourceKind) => boolean) | undefined,
    counts: boolean,
  ): Source | undefined {
    if (this.#sources.has(shown)) return this.#sources.get(shown);
    const trial = only ? `${shown}\0${counts}` : shown;
    if (this.#tried.has(shown) || this.#tried.has(trial)) return undefined;
    this.#tried.add(trial);
    const byName = this.#named.has(shown) || isConfigByName(shown);
    const limit =
      /\.json$/i.test(shown) && this.#planLimit !== this.#limit ? this.#limitOf(shown) : this.#limit;
    const reading = readText(path, limit, (head) => kindOf(shown, head) !== undefined);
    if (reading.kind === "text") {
      const kind = kindOf(shown, reading.text);
      if (kind === undefined || (only && !only(kind))) {
        if (!only) this.#unrecognised++;
        return undefined;
      }
      const source = new Source(shown, kind, reading.text, root.shown);
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

function megabytes(bytes: number): string {
  return (bytes / (1024 * 1024)).toFixed(1).replace(/\.0$/, "");
}
