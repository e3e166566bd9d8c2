import type { UnitConfig } from "../config/config.ts";
import type { Diagnostic, NotScanned } from "../text/diagnostic.ts";
import type { Files } from "../text/files.ts";
import { hosted } from "../text/hosted.ts";
import type { Source } from "../text/source.ts";
import type { At, Span } from "../text/span.ts";
import type { Renderer } from "./renderer.ts";

/** What every parser gives beside its tree. */
export interface Parsed {
  source: Source;
  comments: Span[];
  diagnostics: Diagnostic[];
}

/** What the formats of a run share: the disk, and where parsing leaves what no unit carries. */
export class Reading {
  readonly files: Files;
  /** Plain manifests that are resolved together, apart from all others. */
  readonly units: readonly UnitConfig[] | undefined;
  /** Files that were named on the command line. */
  readonly named: ReadonlySet<string>;
  /** Helm's and Kustomize's engines, loaded when something is to be rendered. */
  readonly renderer: () => Promise<Renderer>;
  /** Comments of the sources that hold `crosswalk:ignore`. */
  readonly comments = new Map<Source, Span[]>();
  /** Where values are written that the providers' schemas call secret. */
  readonly secrets = new Map<Source, Span[]>();
  readonly diagnostics: Diagnostic[] = [];
  readonly notScanned: NotScanned[] = [];

  constructor(
    files: Files,
    units?: readonly UnitConfig[],
    named: ReadonlySet<string> = new Set(),
    renderer: () => Promise<Renderer> = async () =>
      (await import("./engine-renderer.ts")).installedRenderer(),
  ) {
    this.files = files;
    this.units = units;
    this.named = named;
    this.renderer = renderer;
  }

  /** For formats whose model carries no diagnostics: the file's are told by the run itself. */
  reported<T extends Parsed>(file: T): T {
    for (const one of file.diagnostics) this.diagnostics.push(one.at ? { ...one, at: hosted(one.at) } : one);
    this.gap(file);
    return this.noted(file);
  }

  /** A file with an error was not read whole: no verdict covers what lies there. */
  gap(file: Parsed): void {
    const error = file.diagnostics.find((one) => one.severity === "error" || one.code === "config-syntax");
    if (error) this.notScanned.push({ path: file.source.path, cause: "parse-error", detail: error.message });
  }

  /** Keeps the file's comments, where one may hold a suppression; its diagnostics are the unit's. */
  noted<T extends Parsed>(file: T): T {
    const { source, comments } = file;
    if (comments.length === 0 || !source.text.includes("crosswalk:ignore")) return file;
    const places = comments.map((span) => hosted({ source, ...span }));
    const host = places[0]?.source ?? source;
    this.comments.set(host, [...(this.comments.get(host) ?? []), ...places]);
    return file;
  }

  /** What stands there must not be printed. */
  secret(place: At): void {
    const { source, start, end } = hosted(place);
    const known = this.secrets.get(source);
    if (!known) this.secrets.set(source, [{ start, end }]);
    else if (!known.some((one) => one.start === start && one.end === end)) known.push({ start, end });
  }
}
