import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Requirements } from "../../src/judge/requirements.ts";
import { root } from "./paths.ts";

/** The crosswalk as the tool ships it. */
export function shipped(): Requirements {
  return JSON.parse(readFileSync(join(root, "policies/dist/requirements.json"), "utf8")) as Requirements;
}
