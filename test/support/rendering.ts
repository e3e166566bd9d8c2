import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { onTestFinished } from "vitest";
import { discover } from "../../src/discover/discover.ts";
import type { Unit } from "../../src/model/resource.ts";
import type { Step, Value } from "../../src/model/value.ts";
import { modelSources } from "../../src/run/model-sources.ts";
import type { Renderer } from "../../src/run/renderer.ts";
import type { NotScanned } from "../../src/text/diagnostic.ts";
import type { At } from "../../src/text/span.ts";

/** A folder with these files, for one test. */
export function folderOfFiles(files: Record<string, string>): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "crosswalk-rendering-")));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

/** Everything that a scan of a folder models, with an engine that answers as told. */
export async function modelled(
  cwd: string,
  renderer?: Partial<Renderer>,
): Promise<{ units: Unit[]; gaps: NotScanned[] }> {
  const discovered = await discover({ cwd, paths: ["."], include: [], exclude: [] });
  const absent = async () => ({ error: "no engine in this test" });
  const found = modelSources(discovered, {
    renderer: async () => ({ chart: absent, overlay: absent, ...renderer }),
  });
  const units: Unit[] = [];
  for await (const unit of found.units()) units.push(unit);
  return {
    units,
    gaps: [...discovered.notScanned, ...found.notScanned, ...units.flatMap((unit) => unit.notScanned)],
  };
}

/** Where a value below a resource's values stands: `path:line text`, then what it came through. */
export function setAt(
  units: readonly Unit[],
  unit: string,
  address: string,
  path: readonly Step[],
): string[] {
  const resource = units.find(({ id }) => id === unit)?.resources.find((one) => one.address === address);
  let here = resource?.values as Value | undefined;
  for (const step of path)
    here =
      here?.kind === "object"
        ? here.entries.get(String(step))?.value
        : here?.kind === "list"
          ? here.items[Number(step)]
          : undefined;
  if (!here) return [];
  return [shown(here.at), ...(here.through ?? []).map(({ at, what }) => `${what} ${shown(at)}`)];
}

function shown({ source, start, end }: At): string {
  return `${source.path}:${source.lines.at(start).line} ${source.text.slice(start, end)}`;
}
