import type { Engines } from "../../src/render/engine.ts";
import { findEngines } from "../../src/render/find-engines.ts";
import { openEngines } from "../../src/render/open-engines.ts";
import type { Files } from "../../src/text/files.ts";
import { testWhere } from "./shared.ts";

const found = findEngines();

export const enginesBuilt: boolean = found !== undefined;

/** A test that needs the built engines (`npm run build:engines`). */
export const testEngines: ReturnType<typeof testWhere> = testWhere(
  enginesBuilt,
  "the engines (npm run build:engines)",
);

/** The built engines. */
export function builtEngines(limits: Parameters<typeof openEngines>[1] = {}): Engines {
  if (!found) throw new Error("the engines are not built");
  return openEngines(found, limits);
}

/** Files that are given as data, as an editor would. */
export class VirtualFiles implements Files {
  readonly #files: ReadonlyMap<string, string | Uint8Array>;

  constructor(files: ReadonlyMap<string, string | Uint8Array>) {
    this.#files = files;
  }

  read(path: string): string | undefined {
    const content = this.#files.get(path);
    return typeof content === "string" ? content : undefined;
  }

  bytes(path: string): Uint8Array | undefined {
    const content = this.#files.get(path);
    return typeof content === "string" ? Buffer.from(content) : content;
  }

  list(folder: string): string[] {
    const before = folder === "." ? "" : `${folder}/`;
    const names = new Set<string>();
    for (const path of this.#files.keys()) {
      if (!path.startsWith(before)) continue;
      const [first = "", ...rest] = path.slice(before.length).split("/");
      names.add(rest.length > 0 ? `${first}/` : first);
    }
    return [...names].sort();
  }
}
