import { existsSync } from "node:fs";

/** The optional package's name on npm, and its folder in this repository. */
const places = ["packages/engines/engines.wasm", "node_modules/@crosswalk/engines/engines.wasm"];

/**
 * Where the engines lie: the optional package `@crosswalk/engines` beside this one or in a `node_modules` above it, or
 * built in this repository. Never in the scanned tree, whatever the current folder is.
 * @returns undefined when they are not installed
 */
export function findEngines(from = import.meta.url): URL | undefined {
  let folder = new URL(".", from);
  for (;;) {
    for (const place of places) {
      const file = new URL(place, folder);
      if (existsSync(file)) return file;
    }
    const above = new URL("..", folder);
    if (above.href === folder.href) return undefined;
    folder = above;
  }
}
