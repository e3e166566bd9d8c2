import type { Files } from "../text/files.ts";
import type { FileMap, NotRendered } from "./engine.ts";
import { Gathering } from "./gather.ts";

/** Folders below each other; also what ends a link that leads back up. */
const deepest = 24;

/**
 * All files of a chart's folder, sub-charts and archives in `charts/` included.
 * @param folder as the Files know it
 * @returns paths inside the chart → contents, or that it is too large for a chart
 */
export function chartFiles(files: Files, folder: string): { kind: "files"; files: FileMap } | NotRendered {
  const gathering = new Gathering(files);
  const visit = (below: string, depth: number): void => {
    const here = below === "" ? folder : `${folder}/${below}`;
    for (const name of files.list(here)) {
      if (gathering.full) return;
      const way = below === "" ? name : `${below}/${name}`;
      if (!name.endsWith("/")) gathering.take(`${folder}/${way}`, way);
      else if (depth < deepest) visit(way.slice(0, -1), depth + 1);
    }
  };
  visit("", 0);
  return gathering.result();
}
