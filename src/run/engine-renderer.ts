import { chartFiles } from "../render/chart-files.ts";
import type { Engines, NotRendered, ValuesText } from "../render/engine.ts";
import { findEngines } from "../render/find-engines.ts";
import { openEngines } from "../render/open-engines.ts";
import { overlayFiles } from "../render/overlay-files.ts";
import { noRenderer, type Renderer } from "./renderer.ts";

let installed: Renderer | undefined;

/** The renderer of the engines that are installed, else the one that renders nothing. One serves the whole process. */
export function installedRenderer(): Renderer {
  if (!installed) {
    const found = findEngines();
    installed = found ? engineRenderer(openEngines(found)) : noRenderer;
  }
  return installed;
}

/** Helm's and Kustomize's engines as the run asks them. */
export function engineRenderer(engines: Engines): Renderer {
  return {
    async chart(folder, files, values, replaced) {
      const gathered = chartFiles(files, folder);
      if (gathered.kind === "not-rendered") return { error: reason(gathered) };
      const texts: ValuesText[] = [];
      for (const path of values) {
        const text = files.read(path);
        if (text === undefined) return { error: `the values file ${path} cannot be read` };
        texts.push({ path, text });
      }
      const all = replaced ? new Map([...gathered.files, ...replaced]) : gathered.files;
      const rendered = await engines.chart({ files: all, values: texts });
      if (rendered.kind === "not-rendered") return { error: reason(rendered) };
      const { templates, crds } = rendered;
      return {
        ok: [
          ...templates.map(({ path, text, unstable, functions }) => ({
            template: path,
            text,
            unstable,
            functions,
          })),
          ...crds.map(({ path, text }) => ({ template: path, text })),
        ],
      };
    },
    async overlay(folder, files) {
      const gathered = overlayFiles(files, ".", folder);
      if (gathered.kind === "not-rendered") return { error: reason(gathered) };
      const built = await engines.overlay(gathered);
      return built.kind === "not-rendered" ? { error: reason(built) } : { ok: built.text };
    },
  };
}

/** In the engine's words; a missing dependency names itself. */
function reason({ error }: NotRendered): string {
  return error.kind === "missing-dependency" ? `a dependency is missing: ${error.message}` : error.message;
}
