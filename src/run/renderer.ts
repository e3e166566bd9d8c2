import type { Files } from "../text/files.ts";

/** One text that a chart's template or a CRD file gave; `template` is its path in the chart's folder. */
export interface RenderedText {
  template: string;
  text: string;
  /** Lines, from 1, that come out otherwise at another time or with other random numbers. */
  unstable?: ReadonlyArray<{ from: number; to: number }>;
  /** Functions it calls whose result no file decides: `randAlphaNum`, `now`, `lookup`. */
  functions?: readonly string[];
}

/** What came of rendering: texts, or why there are none, in the engine's own words. */
type Rendering<T> = { ok: T } | { error: string };

/** Helm's and Kustomize's engines as the run asks them. */
export interface Renderer {
  /**
   * Renders a chart with its defaults and values files, later ones over earlier ones.
   * @param replaced templates with another text than on the disk, by their path in the chart
   */
  chart(
    folder: string,
    files: Files,
    values: readonly string[],
    replaced?: ReadonlyMap<string, string>,
  ): Promise<Rendering<RenderedText[]>>;
  /** Builds an overlay; each object says in `config.kubernetes.io/origin` which file it comes from. */
  overlay(folder: string, files: Files): Promise<Rendering<string>>;
}

const absent = { error: "the rendering engines are not installed" };

/** Stands in where no engine is installed: everything says so. */
export const noRenderer: Renderer = {
  chart: async () => absent,
  overlay: async () => absent,
};
