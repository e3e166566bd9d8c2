import type { Discovered } from "../../src/discover/discover.ts";
import { kindOf } from "../../src/discover/signatures.ts";
import type { Resource, Unit } from "../../src/model/resource.ts";
import { modelSources } from "../../src/run/model-sources.ts";
import { Source } from "../../src/text/source.ts";
import type { At } from "../../src/text/span.ts";

/** What a scan of these files would read, without a disk. */
export function discovered(files: Record<string, string>): Discovered {
  const sources = Object.entries(files).flatMap(([path, text]) => {
    const kind = kindOf(path, text);
    return kind ? [new Source(path, kind, text)] : [];
  });
  return {
    sources: sources.sort((a, b) => (a.path < b.path ? -1 : 1)),
    notScanned: [],
    diagnostics: [],
    files: { read: (path) => files[path], list: () => [] },
    named: new Set(),
    unrecognised: 0,
    charts: [],
  };
}

/** The units of files given as texts, services and embedded files included. */
async function unitsOfFiles(files: Record<string, string>): Promise<Unit[]> {
  const units: Unit[] = [];
  for await (const unit of modelSources(discovered(files)).units()) units.push(unit);
  return units;
}

/** All resources of a type, of all units. */
export async function resourcesOf(files: Record<string, string>, type: string): Promise<Resource[]> {
  return (await unitsOfFiles(files)).flatMap((unit) => unit.resources).filter((one) => one.type === type);
}

/** `path:line` and the text that stands there. */
export function placed({ source, start, end }: At): { where: string; text: string } {
  return {
    where: `${source.path}:${source.lines.at(start).line}`,
    text: source.text.slice(start, end),
  };
}
