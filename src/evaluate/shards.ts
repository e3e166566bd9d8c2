import { readdirSync, readFileSync } from "node:fs";
import type { Catalogue } from "./catalogue.ts";
import type { Engine } from "./evaluate.ts";
import { Shard } from "./wasm.ts";

// In the bundle every file lies directly in dist/; run from source this file lies two folders down.
const up = import.meta.url.endsWith("/src/evaluate/shards.ts") ? "../../" : "../";

/** A file of the installed package, as bytes. Throws when the package is not whole. */
export function readPackaged(path: string): Buffer<ArrayBuffer> {
  return readFileSync(new URL(`${up}${path}`, import.meta.url)) as Buffer<ArrayBuffer>;
}

/** The names in a folder of the installed package, sorted. */
export function listPackaged(folder: string): string[] {
  return readdirSync(new URL(`${up}${folder}`, import.meta.url)).sort();
}

/** A JSON file of `policies/dist`. */
export function readDist<T>(name: string): T {
  return JSON.parse(readPackaged(`policies/dist/${name}`).toString("utf8")) as T;
}

export function readCatalogue(): Catalogue {
  return readDist<Catalogue>("catalogue.json");
}

/** Gives each shard's engine; a shard is read and compiled when it is first asked for. */
export function shards(
  extra: ReadonlyMap<string, Uint8Array<ArrayBuffer>> = new Map(),
): (name: string) => Engine {
  const loaded = new Map<string, Engine>();
  return (name) => {
    const known = loaded.get(name);
    if (known) return known;
    const shard = new Shard(extra.get(name) ?? readPackaged(`policies/dist/${name}.wasm`));
    loaded.set(name, shard);
    return shard;
  };
}
