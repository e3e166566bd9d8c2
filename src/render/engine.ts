/** The files that a chart or overlay is made of: path (forward slashes, relative to the chart, or to the tree) → content. */
export type FileMap = ReadonlyMap<string, string | Uint8Array>;

/** A values file laid over the chart's own values.yaml. */
export interface ValuesText {
  /** Only for messages. */
  path: string;
  text: string;
}

/** One rendering of a chart. */
export interface ChartJob {
  kind: "chart";
  /** Paths inside the chart's folder: `Chart.yaml`, `templates/a.yaml`, `charts/db/Chart.yaml`, `charts/db-1.0.tgz`. */
  files: FileMap;
  /** In the order they are given to `helm template -f`: a later one wins. The chart's values.yaml comes by itself. */
  values: readonly ValuesText[];
  /** `release-name` and `default`, as `helm template` has them, when absent. */
  release?: { name?: string; namespace?: string };
}

/** One build of an overlay. */
export interface OverlayJob {
  kind: "overlay";
  /** Paths inside the tree that the overlay may read: `kustomize/base/kustomization.yaml`. */
  files: FileMap;
  /** The overlay's folder in that tree; "." for its top. */
  overlay: string;
}

/** Why something was not rendered. Only `message` is for people. */
export interface RenderError {
  kind: /** Chart.yaml names dependencies that charts/ does not hold: `names`. */
    | "missing-dependency"
    /** A base, component or chart lies elsewhere: nothing is fetched: `names`. */
    | "remote"
    /** It asks for a plugin, a program or Helm from within Kustomize. */
    | "refused"
    /** The chart, a template, a values file or an overlay is wrong, in the engine's words. */
    | "invalid"
    | "time-limit"
    | "memory-limit"
    | "size-limit"
    /** The engine itself failed. */
    | "engine";
  message: string;
  names?: string[];
  /** Where, when the engine says it: path inside the chart's folder (or the tree), line from 1. */
  at?: { path: string; line?: number };
}

/** Lines of a rendered text, from 1, both included. */
interface LineRange {
  from: number;
  to: number;
}

/** What one template became. */
interface RenderedTemplate {
  /** Inside the chart's folder: `templates/deployment.yaml`, `charts/db/templates/a.yaml`. */
  path: string;
  /** As the engine wrote it, all documents, line for line. */
  text: string;
  /** The documents that are Helm hooks or tests: no part of the release, not to be judged. */
  hooks: LineRange[];
  /** Lines that come out otherwise at another time or with other random numbers: no file decides what they say. */
  unstable: LineRange[];
  /** Functions it calls whose result differs from run to run or lies in a cluster: `randAlphaNum`, `now`, `lookup`. */
  functions: string[];
}

/** A chart as `helm template --include-crds` would give it, template by template. */
export interface RenderedChart {
  kind: "chart";
  chart: { name: string; version: string; appVersion?: string };
  /** By path, empty ones and NOTES.txt left out. */
  templates: RenderedTemplate[];
  /** The files of crds/, by path. */
  crds: Array<{ path: string; text: string }>;
}

/** An overlay as `kustomize build` would give it. */
export interface BuiltOverlay {
  kind: "overlay";
  /**
   * All objects, with the annotations `config.kubernetes.io/origin` and
   * `alpha.config.kubernetes.io/transformations`, whose paths are relative to the overlay.
   */
  text: string;
}

export interface NotRendered {
  kind: "not-rendered";
  error: RenderError;
}

/** The engines of one run: what is compiled once serves all charts and overlays. Nothing here throws. */
export interface Engines {
  /** Answers in the order of asking; several may be asked at once. */
  chart(job: Omit<ChartJob, "kind">): Promise<RenderedChart | NotRendered>;
  overlay(job: Omit<OverlayJob, "kind">): Promise<BuiltOverlay | NotRendered>;
  /** Ends the worker. */
  close(): Promise<void>;
}
